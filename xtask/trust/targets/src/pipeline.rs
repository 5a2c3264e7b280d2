//! The whole pipeline.

use clientwright::config::Config;
use clientwright::diagnostic::{Code, render};
use clientwright::source::MemoryFiles;
use clientwright::{Outcome, generate};

/// What came of a document.
#[derive(Debug, Default)]
pub struct Faults {
    /// Whether a crate did.
    pub generated: bool,
    /// What is wrong.
    pub wrong: Vec<String>,
}

/// The most that may be said about a document, in bytes.
const MOST_SAID: usize = 50_000_000;

/// The configuration for a document in memory.
pub fn config(name: &str) -> Config {
    let mut config = Config::default();
    config.input.document = name.into();
    config.output.crate_name = "x".to_owned();
    config
}

/// The crate of a document.
pub fn crate_of(bytes: &[u8]) -> Outcome {
    let files = MemoryFiles([("it.json".into(), bytes.to_vec())].into());
    generate(&config("it.json"), &files)
}

/// Generates from a document; `parse` asks whether it is Rust, which takes longer than all else.
pub fn faults(bytes: &[u8], parse: bool) -> Faults {
    let outcome = crate_of(bytes);
    let found = outcome.diagnostics.sorted();
    let mut wrong: Vec<String> = found
        .iter()
        .filter(|one| one.code == Code::Internal)
        .map(|one| one.message.clone())
        .collect();
    let shown: usize = found
        .iter()
        .map(|one| render(one, &outcome.sources).len())
        .sum();
    if shown > MOST_SAID {
        wrong.push(format!("{shown} bytes are said about it"));
    }
    let own = outcome
        .files
        .iter()
        .filter(|file| parse && file.path.starts_with("src/"));
    for file in own {
        if let Err(error) = syn::parse_file(&file.text) {
            wrong.push(format!("{} is no Rust: {error}", file.path));
        }
    }
    Faults {
        generated: !outcome.files.is_empty(),
        wrong,
    }
}

/// Nothing panics, nothing is said to be our fault.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    match faults(bytes, false).wrong.as_slice() {
        [] => Ok(()),
        wrong => Err(wrong.join("; ")),
    }
}
