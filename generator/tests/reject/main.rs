//! Documents that are refused, or generated with a warning, each with everything that is said about it.

#![allow(clippy::unwrap_used, clippy::panic)]

mod helps;
mod hostile;
#[path = "../golden/several.rs"]
mod several;

use clientwright::config::{Config, load};
use clientwright::diagnostic::render;
use clientwright::source::MemoryFiles;
use std::path::{Path, PathBuf};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("test_data")
        .join(name)
}

/// Everything that is said about a document; and whether it was refused, with nothing generated.
pub fn said(name: &str, bytes: Vec<u8>) -> (String, bool) {
    said_of(name, &MemoryFiles([(name.into(), bytes)].into()))
}

/// The same for a document of several files.
fn said_of(name: &str, files: &MemoryFiles) -> (String, bool) {
    let mut config = match files.0.contains_key(Path::new("clientwright.toml")) {
        true => load(Path::new("clientwright.toml"), files).config.unwrap(),
        false => Config::default(),
    };
    config.input.document = name.into();
    config.output.crate_name = "x".to_owned();
    let outcome = clientwright::generate(&config, files);
    let found = outcome.diagnostics.sorted();
    let text = found.iter().map(|one| render(one, &outcome.sources));
    let refused = outcome.diagnostics.has_errors() && outcome.files.is_empty();
    (text.collect(), refused)
}

/// Everything that is said about each document of a folder, beside it in a text.
fn compare(folder: &Path, is_refused: bool) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = String::new();
    let mut names: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind != "txt"))
        .collect();
    names.sort();
    assert!(!names.is_empty());
    for path in names {
        let name = path.file_name().unwrap().to_str().unwrap();
        let (text, refused) = match path.is_dir() {
            true => said_of("openapi.yaml", &several::files(&path)),
            false => said(name, std::fs::read(&path).unwrap()),
        };
        assert!(refused == is_refused, "{name}: refused: {refused}\n{text}");
        assert!(!text.is_empty(), "{name}: nothing is said");
        let golden = path.with_extension("txt");
        if update {
            std::fs::write(&golden, &text).unwrap();
        } else if std::fs::read_to_string(&golden).unwrap_or_default() != text {
            wrong.push_str(&format!("== {name}\n{text}"));
        }
    }
    let mend = "UPDATE=1 cargo test -p clientwright --test reject";
    assert!(wrong.is_empty(), "look, then run `{mend}`\n{wrong}");
}

#[test]
fn every_refusal_says_what_and_where() {
    compare(&folder("reject"), true);
}

#[test]
fn every_recovery_says_what_was_assumed() {
    compare(&folder("warn"), false);
}
