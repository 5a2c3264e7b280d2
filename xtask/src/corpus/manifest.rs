//! The documents to run: those of the manifest, and the conformance suites beside them.

use super::failed;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Parts of the paths of the large and well-known documents.
const NAMED: &[&str] = &[
    "api.github.com",
    "asana",
    "clerk",
    "digitalocean",
    "nexus",
    "openai",
    "superset",
    "telegram",
    "twilio",
    "zoom",
];

/// What a document is expected to do.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Expect {
    /// Generates, with nothing left out.
    Generate,
    /// Generates, or is refused with a place.
    RejectOrWarn,
    /// Generates; a conformance suite says that it is right.
    Load,
    /// Anything but a crash; a conformance suite says that it is wrong.
    Survive,
}

impl Expect {
    /// As the manifest writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Generate => "generate",
            Self::RejectOrWarn => "reject-or-warn",
            Self::Load => "load",
            Self::Survive => "survive",
        }
    }

    /// Whether the document is one of the manifest's.
    pub fn is_corpus(self) -> bool {
        matches!(self, Self::Generate | Self::RejectOrWarn)
    }
}

/// A document to run.
#[derive(Clone, Debug)]
pub struct Item {
    /// The path below the corpus or, for the suites, below the shared folder.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The package to generate; no two documents share one.
    pub package: String,
    /// `2.0`, `3.0`, `3.1` or `3.2`.
    pub dialect: String,
    /// The size of the file.
    pub bytes: u64,
    /// How many operations it has; 0 where nobody counted.
    pub operations: usize,
    /// Whether a neutral validator accepts it.
    pub valid: bool,
    /// What is expected of it.
    pub expect: Expect,
}

impl Item {
    /// Whether it is one of the large and well-known documents.
    pub fn is_named(&self) -> bool {
        let name = self.name.to_lowercase();
        self.expect.is_corpus() && NAMED.iter().any(|known| name.contains(known))
    }
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    dialect: String,
    operations: usize,
    bytes: u64,
    valid: bool,
    expect: Expect,
}

/// All documents below the shared folder.
pub fn read(shared: &Path) -> Result<Vec<Item>, String> {
    let path = shared.join("corpus/manifest.json");
    let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
    let entries: Vec<Entry> = serde_json::from_str(&text)
        .map_err(|error| format!("error: {}: {error}\n", path.display()))?;
    let mut items: Vec<_> = entries
        .into_iter()
        .map(|entry| Item {
            path: shared.join("corpus").join(&entry.file),
            package: String::new(),
            dialect: entry.dialect.chars().take(3).collect(),
            bytes: entry.bytes,
            operations: entry.operations,
            valid: entry.valid,
            expect: entry.expect,
            name: entry.file,
        })
        .collect();
    suites(shared, &mut items)?;
    let mut taken = BTreeSet::new();
    for item in &mut items {
        item.package = package(&item.name, &mut taken);
    }
    Ok(items)
}

/// The conformance suites: what each case expects follows from its folder.
fn suites(shared: &Path, items: &mut Vec<Item>) -> Result<(), String> {
    let mut files = Vec::new();
    for suite in ["oas-schema-cases", "spector"] {
        let folder = shared.join(suite);
        if folder.is_dir() {
            walk(&folder, &mut files)?;
        }
    }
    files.sort();
    for path in files {
        let name = path.strip_prefix(shared).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        let file = name.rsplit('/').next().unwrap_or_default();
        let is_case = name.starts_with("oas-schema-cases/");
        let is_document = file.starts_with("openapi") && file.ends_with(".yaml");
        if !is_case && !is_document {
            continue;
        }
        let wrong = name.contains("/fail/");
        items.push(Item {
            package: String::new(),
            dialect: dialect(&name),
            bytes: std::fs::metadata(&path).map_err(failed(&path))?.len(),
            operations: 0,
            valid: !wrong,
            expect: if wrong { Expect::Survive } else { Expect::Load },
            name,
            path,
        });
    }
    Ok(())
}

fn dialect(name: &str) -> String {
    let known = ["3.2", "3.1"].into_iter().find(|word| name.contains(word));
    known.unwrap_or("3.0").to_owned()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// A package name out of a path, which no other document has.
fn package(name: &str, taken: &mut BTreeSet<String>) -> String {
    // A package name begins with a letter.
    let mut slug = String::from("c-");
    for letter in name.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let mut free = slug.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{slug}-{number}");
        number += 1;
    }
    free
}

#[cfg(test)]
mod tests {
    use super::{Expect, package, read};
    use std::collections::BTreeSet;
    use std::fs;

    #[test]
    fn packages_are_distinct() {
        let mut taken = BTreeSet::new();
        assert_eq!(package("3.0.x/a b.yaml", &mut taken), "c-3-0-x-a-b-yaml");
        assert_eq!(package("3.0.x/a_b.yaml", &mut taken), "c-3-0-x-a-b-yaml-2");
    }

    #[test]
    fn the_folder_of_a_case_says_what_it_expects() {
        let shared = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| {
            let path = shared.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        let entry = r#"[{"file": "a/b.json", "dialect": "3.1.0", "operations": 1, "schemas": 0,
            "bytes": 9, "valid": false, "expect": "reject-or-warn", "source": "here"}]"#;
        write("corpus/manifest.json", entry);
        write("oas-schema-cases/v3.2-dev/fail/x.yaml", "openapi: 3.2.0");
        write("oas-schema-cases/v3.1-dev/pass/y.yaml", "openapi: 3.1.0");
        write("spector/type/openapi.yaml", "openapi: 3.0.0");
        write("spector/scenarios.json", "[]");
        let items = read(shared.path()).unwrap();
        let seen: Vec<_> = items
            .iter()
            .map(|item| (item.name.as_str(), item.dialect.as_str(), item.expect))
            .collect();
        let wanted = [
            ("a/b.json", "3.1", Expect::RejectOrWarn),
            ("oas-schema-cases/v3.1-dev/pass/y.yaml", "3.1", Expect::Load),
            (
                "oas-schema-cases/v3.2-dev/fail/x.yaml",
                "3.2",
                Expect::Survive,
            ),
            ("spector/type/openapi.yaml", "3.0", Expect::Load),
        ];
        assert_eq!(seen, wanted);
    }
}
