//! Real documents: each is read or refused with a place, JSON exactly as `serde_json` reads it, and
//! none brings any stage down. They stand beside the project; without them nothing is tested.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout
)]

use clientwright::config::Config;
use clientwright::diagnostic::Diagnostics;
use clientwright::source::{DiskFiles, SourceMap};
use clientwright::{document, model};
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// A document larger than this takes too long in a debug build.
const LARGEST: u64 = 1_500_000;

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    let (mut found, mut folders) = (Vec::new(), vec![root]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            let size = path.metadata().map_or(0, |data| data.len());
            if path.is_dir() {
                folders.push(path);
            } else if matches!(kind, Some("json" | "yaml" | "yml")) && size < LARGEST {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        eprintln!("skipped: there are no documents in ../shared/corpus");
    }
    found.sort();
    found
}

#[test]
fn every_document_is_read_or_refused_with_a_place() {
    let wrong: Vec<String> = documents()
        .par_iter()
        .filter_map(|path| {
            let text = std::fs::read_to_string(path).ok()?;
            let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
            let file = sources.add(path.display().to_string(), text.clone());
            let Some(node) = document::read(
                &sources,
                file,
                &clientwright::limits::Limits::default(),
                &mut diagnostics,
            ) else {
                let located = diagnostics
                    .into_items()
                    .iter()
                    .all(|one| one.primary.is_some());
                return (!located).then(|| format!("{}: refused without a place", path.display()));
            };
            // A number that JSON values cannot hold exactly is a float in both.
            let json = serde_json::from_str::<serde_json::Value>(&text).ok()?;
            (model::json(&node) != json).then(|| format!("{}: another value", path.display()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_document_is_generated_or_refused_with_a_reason() {
    let results: Vec<(PathBuf, bool, bool)> = documents()
        .into_par_iter()
        .map(|path| {
            let mut config = Config::default();
            config.input.document = path.clone();
            config.output.crate_name = "x".to_owned();
            let outcome = clientwright::generate(&config, &DiskFiles);
            let refused = outcome.diagnostics.has_errors();
            (path, refused, outcome.files.is_empty())
        })
        .collect();
    let generated = results.iter().filter(|(_, refused, _)| !refused).count();
    println!("{generated} of {} documents give a crate", results.len());
    for (path, refused, empty) in results {
        assert_eq!(refused, empty, "{}", path.display());
    }
}
