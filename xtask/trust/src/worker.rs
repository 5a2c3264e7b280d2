//! The process that generates from mutated documents, until it is ended: whatever brings it down is seen from outside.

use crate::about;
use crate::mutate::mutate;
use clientwright::config::Config;
use clientwright::diagnostic::{Code, Diagnostics, render};
use clientwright::document;
use clientwright::limits::Limits;
use clientwright::source::{MemoryFiles, SourceMap};
use fastrand::Rng;
use serde_json::Value;
use std::fs;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Larger documents take so long that few would be tried.
const LARGEST: u64 = 200_000;

/// The documents to begin with: whatever can be read.
fn seeds(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).map_err(about(next.display()))? {
            let path = entry.map_err(about(next.display()))?.path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            if path.is_dir() {
                open.push(path);
            } else if matches!(kind, Some("yaml" | "yml" | "json"))
                && path.metadata().is_ok_and(|data| data.len() < LARGEST)
                && is_document(&path)
            {
                found.push(path);
            }
        }
    }
    found.sort();
    if found.is_empty() {
        return Err(format!("{} has no documents", folder.display()));
    }
    Ok(found)
}

/// Whether it is a whole document, and no piece of one.
fn is_document(path: &Path) -> bool {
    let head = fs::read(path).unwrap_or_default();
    let head = String::from_utf8_lossy(head.get(..4_000).unwrap_or(&head)).into_owned();
    head.contains("openapi") || head.contains("swagger")
}

fn read(path: &Path) -> Option<Value> {
    let limits = Limits::default();
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let text = document::text("it", fs::read(path).ok()?, &limits).ok()?;
    let file = sources.add("it", text);
    let node = document::read(&sources, file, &limits, &mut diagnostics)?;
    let text = document::write(&node, document::Format::Json).ok()?;
    serde_json::from_str(&text).ok()
}

/// The document of a number, always the same.
fn mutant(seeds: &[PathBuf], number: u64) -> Option<Vec<u8>> {
    let mut rng = Rng::with_seed(number);
    let path = &seeds[rng.usize(..seeds.len())];
    Some(mutate(&read(path)?, &mut rng))
}

/// Whether a crate comes of a document, and what is wrong with it.
fn faults(bytes: Vec<u8>, parse: bool) -> (bool, Vec<String>) {
    let mut config = Config::default();
    config.input.document = "it.json".into();
    config.output.crate_name = "x".to_owned();
    let files = MemoryFiles([("it.json".into(), bytes)].into());
    let outcome = clientwright::generate(&config, &files);
    let found = outcome.diagnostics.sorted();
    let mut wrong: Vec<String> = found
        .iter()
        .filter(|one| one.code == Code::Internal)
        .map(|one| one.message.clone())
        .collect();
    // Whatever is said can be shown.
    let shown: usize = found
        .iter()
        .map(|one| render(one, &outcome.sources).len())
        .sum();
    if shown > 50_000_000 {
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
    (!outcome.files.is_empty(), wrong)
}

/// Generates from one document after the other: says `S number` before each, `F text` for what is wrong, `E 1` after
/// one of which a crate comes, `E 0` after others.
pub fn mutants(folder: &Path, first: u64) -> Result<(), String> {
    let seeds = seeds(folder)?;
    let mut out = io::stdout().lock();
    let mut say = |line: String| {
        writeln!(out, "{line}")
            .and_then(|()| out.flush())
            .map_err(about("output"))
    };
    std::panic::set_hook(Box::new(|_| {}));
    for number in first.. {
        let Some(bytes) = mutant(&seeds, number) else {
            continue;
        };
        say(format!("S {number}"))?;
        // Parsing again what was generated takes longer than all else.
        let mut generated = false;
        match catch_unwind(AssertUnwindSafe(|| faults(bytes, number % 8 == 0))) {
            Ok((crated, wrong)) => {
                generated = crated;
                for what in wrong {
                    say(format!("F {}", what.replace('\n', " ")))?;
                }
            }
            Err(panic) => {
                let text = panic.downcast_ref::<String>().cloned();
                let text =
                    text.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                say(format!(
                    "F panic: {}",
                    text.unwrap_or_default().replace('\n', " ")
                ))?;
            }
        }
        say(format!("E {}", u8::from(generated)))?;
    }
    Ok(())
}

/// Writes the document of a number, to look at it.
pub fn show(folder: &Path, number: u64) -> Result<(), String> {
    let bytes = mutant(&seeds(folder)?, number).ok_or("no such document")?;
    io::stdout().write_all(&bytes).map_err(about("output"))
}
