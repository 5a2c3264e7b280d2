//! Which module of the generator may use which: the pipeline runs one way.

use super::Source;

/// Each module, and the modules that it may use. ARCHITECTURE.md says why.
const USES: &[(&str, &[&str])] = &[
    ("config", &["diagnostic", "ir", "limits", "source"]),
    ("diagnostic", &["source"]),
    ("dialect", &["diagnostic", "document", "grammar", "source"]),
    (
        "diff",
        &["diagnostic", "ir", "names", "output", "source", "surface"],
    ),
    ("document", &["diagnostic", "limits", "source"]),
    (
        "emit",
        &[
            "config",
            "diagnostic",
            "format",
            "ir",
            "limits",
            "names",
            "source",
        ],
    ),
    ("format", &["diagnostic"]),
    ("grammar", &["document", "source"]),
    ("ir", &["source"]),
    ("limits", &["diagnostic", "source"]),
    ("lock", &["diagnostic", "names", "source"]),
    (
        "lower",
        &[
            "config",
            "diagnostic",
            "document",
            "ir",
            "limits",
            "model",
            "source",
        ],
    ),
    ("model", &["diagnostic", "document", "source"]),
    ("names", &["config", "diagnostic", "ir"]),
    ("output", &[]),
    (
        "overlay",
        &["diagnostic", "document", "limits", "model", "source"],
    ),
    (
        "page",
        &["diagnostic", "document", "limits", "model", "source"],
    ),
    ("report", &["diagnostic", "ir", "names", "source"]),
    (
        "resolve",
        &[
            "config",
            "diagnostic",
            "document",
            "grammar",
            "limits",
            "overlay",
            "source",
        ],
    ),
    ("source", &[]),
    ("surface", &["format"]),
    ("vendor", &["output"]),
];

/// Words that only some places may use, and these places.
const WORDS: &[(&str, &[&str])] = &[
    ("openapiv3", &["model/", "lower/"]),
    ("quote!", &["emit/"]),
    ("std::fs", &["source/reader.rs", "output/", "vendor.rs"]),
];

/// The breaches of one file of the generator's sources.
pub(super) fn check(source: &Source) -> Vec<String> {
    let Some(inside) = source.path.strip_prefix("generator/src/") else {
        return Vec::new();
    };
    if inside.ends_with("tests.rs") || inside.contains("/tests/") {
        return Vec::new();
    }
    let module = inside.split(['/', '.']).next().unwrap_or_default();
    let allowed = USES.iter().find(|(known, _)| *known == module);
    let mut breaches = Vec::new();
    for (number, line) in super::code(&source.text) {
        let line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        let mut breach = |what: String| breaches.push(format!("{}:{number}: {what}", source.path));
        for (word, places) in WORDS {
            if line.contains(word) && !places.iter().any(|place| inside.starts_with(place)) {
                breach(format!("`{word}` belongs into {}", places.join(", ")));
            }
        }
        let Some((_, allowed)) = allowed else {
            continue;
        };
        for used in used(line) {
            let known = USES.iter().any(|(known, _)| *known == used);
            if known && used != module && !allowed.contains(&used) {
                breach(format!("`{module}` must not use `{used}`"));
            }
        }
    }
    breaches
}

/// The modules of this crate that a line names.
fn used(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("crate::").filter_map(|(at, word)| {
        let before = line.get(..at).and_then(|before| before.chars().last());
        // `some_crate::` and `$crate::` are other crates.
        let own = !before.is_some_and(|last| last.is_alphanumeric() || "_$".contains(last));
        let rest = line.get(at + word.len()..).filter(|_| own)?;
        let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
        rest.get(..end.unwrap_or(rest.len()))
    })
}
