//! One small document for each feature, and the crate that it becomes.

use crate::compare::{compare, folder};
use crate::several;
use clientwright::config::Config;
use clientwright::source::MemoryFiles;
use std::collections::BTreeMap;

/// The names of the documents beside the golden outputs.
fn cases() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut cases: Vec<String> = names
        .filter_map(|name| {
            let case = name.strip_suffix(".yaml").or(name.strip_suffix(".files"));
            case.map(str::to_owned)
        })
        .collect();
    cases.sort();
    cases
}

fn generate(case: &str) -> Result<BTreeMap<String, String>, String> {
    let parts = folder().join(format!("{case}.files"));
    let (name, mut files) = if parts.is_dir() {
        ("openapi.yaml".to_owned(), several::files(&parts))
    } else {
        let name = format!("{case}.yaml");
        let text = std::fs::read(folder().join(&name)).unwrap();
        (name.clone(), MemoryFiles([(name.into(), text)].into()))
    };
    let mut config = configuration(case);
    if let Some((path, Ok(lock))) = config
        .lock
        .clone()
        .map(|path| (path.clone(), std::fs::read(path)))
    {
        files.0.insert(path, lock);
    }
    config.input.document = name.into();
    config.output.crate_name = format!("{}-client", case.replace('_', "-"));
    config.output.root = format!("crate::{case}");
    config.output.runtime = clientwright::config::Runtime::Path("../runtime".to_owned());
    let outcome = clientwright::generate(&config, &files);
    if outcome.diagnostics.has_errors() || outcome.files.is_empty() {
        let found = outcome.diagnostics.sorted();
        let found = found
            .iter()
            .map(|found| clientwright::diagnostic::render(found, &outcome.sources));
        return Err(format!("{case}: {}", found.collect::<String>()));
    }
    Ok(outcome
        .files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect())
}

/// What `NAME.toml` says, where a case is about the configuration.
fn configuration(case: &str) -> Config {
    let path = folder().join(format!("{case}.toml"));
    if !path.is_file() {
        return Config::default();
    }
    let loaded = clientwright::config::load(&path, &clientwright::source::DiskFiles);
    assert!(!loaded.diagnostics.has_errors(), "{:?}", loaded.diagnostics);
    loaded.config.unwrap()
}

#[test]
fn every_document_becomes_its_crate() {
    let made: Result<Vec<_>, _> = cases()
        .iter()
        .map(|case| generate(case).map(|files| (case.clone(), files)))
        .collect();
    for (case, files) in made.unwrap_or_else(|failure| panic!("{failure}")) {
        compare(&case, &files);
    }
}

/// An output that is not compiled proves little.
#[test]
fn every_output_is_compiled() {
    let compiled = include_str!("../golden_build/main.rs");
    for case in cases() {
        if folder().join(&case).is_dir() {
            assert!(
                compiled.contains(&format!("mod {case};")),
                "add `mod {case};` to golden_build/main.rs"
            );
        }
    }
}
