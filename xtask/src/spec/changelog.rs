//! The changelog of the generated crate: an entry for each version.

use super::fetch::Source;
use clientwright::diagnostic::code_span;
use clientwright::diff::{Change, Diff, Level};
use std::fmt::Write;
use std::path::Path;

/// The file in the crate's folder.
pub const FILE: &str = "CHANGELOG.md";

const HEAD: &str =
    "# Changelog\n\nWhat changed for users of this crate. `cargo xtask spec update` adds to it.\n";

/// The changelog in a folder with an entry for a version; what it says already stays.
pub fn with(
    folder: &Path,
    version: &str,
    sources: &[Source],
    diff: &Diff,
) -> Result<String, String> {
    let path = folder.join(FILE);
    let known = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(format!("error: {}: {error}\n", path.display())),
    };
    let today = chrono::Utc::now().date_naive().to_string();
    Ok(added(&known, version, &entry(&today, sources, diff)))
}

/// An entry: what it is of, and the changes, those that break first.
fn entry(date: &str, sources: &[Source], diff: &Diff) -> String {
    let mut text = String::new();
    for source in sources {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "Taken on {date} from {} ({}).",
            code_span(&source.name),
            source.hash
        );
    }
    for (level, title) in [
        (Level::Major, "Breaking"),
        (Level::Minor, "New"),
        (Level::Patch, "Other"),
    ] {
        let changes: Vec<&Change> = diff
            .changes
            .iter()
            .filter(|one| one.level == level)
            .collect();
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {title}\n");
        for change in changes {
            let _ = writeln!(text, "- {}", line(change));
        }
    }
    text
}

fn line(change: &Change) -> String {
    let path = match change.path.as_str() {
        "" => "the crate".to_owned(),
        path => code_span(path),
    };
    let reason = change.rules.first().map(|rule| rule.reason());
    let told = change.document.iter().take(3);
    let told: Vec<String> = told.map(|told| code_span(&told.line())).collect();
    let told = match told.is_empty() {
        true => String::new(),
        false => format!(" ({})", told.join("; ")),
    };
    format!("{path}: {}{told}", reason.unwrap_or_default())
}

/// The text with an entry under the version, which comes first if it is new.
fn added(known: &str, version: &str, entry: &str) -> String {
    let title = format!("## {version}\n");
    if let Some((before, after)) = known.split_once(&title) {
        return format!("{before}{title}\n{entry}{after}");
    }
    let (before, after) = match known.find("\n## ") {
        Some(at) => known.split_at(at + 1),
        None => (known, ""),
    };
    let before = before.trim_end();
    let rest = match after.is_empty() {
        true => String::new(),
        false => format!("\n{after}"),
    };
    format!("{before}\n\n{title}\n{entry}{rest}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clientwright::diff::{Rule, Told};

    #[test]
    fn texts_of_a_document_are_no_markdown() {
        let told = Told {
            about: None,
            what: "member `x`\n# [a](b)".to_owned(),
            old: None,
            new: None,
            is_text: false,
        };
        let change = Change {
            level: Level::Patch,
            rules: vec![Rule::Wire],
            kind: "schema",
            name: String::new(),
            path: "types::Pet".to_owned(),
            rust: Vec::new(),
            document: vec![told],
            old: None,
            new: None,
        };
        let line = line(&change);
        assert!(line.ends_with("(``member `x` # [a](b)``)"), "{line}");
    }

    #[test]
    fn entries_go_under_their_version_the_newest_first() {
        let one = added(HEAD, "0.1.1", "a\n");
        assert_eq!(one, format!("{HEAD}\n## 0.1.1\n\na\n"));
        let two = added(&one, "0.2.0", "b\n");
        assert_eq!(two, format!("{HEAD}\n## 0.2.0\n\nb\n\n## 0.1.1\n\na\n"));
        let three = added(&two, "0.2.0", "c\n");
        assert!(three.contains("## 0.2.0\n\nc\n\nb\n\n## 0.1.1"), "{three}");
    }
}
