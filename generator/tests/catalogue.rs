//! Every diagnostic is explained, and the example of its explanation leads to it.

#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright::config::{Config, load};
use clientwright::diagnostic::{Code, Diagnostics};
use clientwright::source::{MemoryFiles, SourceMap};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What no example in a text can lead to, and where it is tested instead.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::Internal, "there should be none"),
    (Code::LargeCrate, "tests/split.rs"),
];

/// The files of an explanation: what is fenced before it says what to do.
fn files(explanation: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let (example, _) = explanation.split_once("## What to do").unwrap();
    fenced(example)
}

/// The files of an explanation as it says to mend them: what it fences then are files that take the place
/// of others, or actions of an overlay. `None` if it fences nothing.
fn mended(explanation: &str) -> Option<BTreeMap<PathBuf, Vec<u8>>> {
    let (_, advice) = explanation.split_once("## What to do").unwrap();
    let advice = fenced(advice);
    let mut files = files(explanation);
    for (name, text) in &advice {
        let mut text = String::from_utf8(text.clone()).unwrap();
        if name == Path::new("overlay.yaml") && !text.starts_with("overlay:") {
            let info = "info: {title: Corrections, version: 1.0.0}";
            text = format!("overlay: 1.0.0\n{info}\nactions:\n{text}");
        }
        if name == Path::new("clientwright.toml") && files.contains_key(Path::new("openapi.yaml")) {
            text = format!("[input]\ndocument = \"openapi.yaml\"\n\n{text}");
        }
        files.insert(name.clone(), text.into_bytes());
    }
    (!advice.is_empty()).then_some(files)
}

fn fenced(text: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some((_, name)) = line
            .strip_prefix("```")
            .and_then(|info| info.split_once(' '))
        else {
            continue;
        };
        let text: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut text = text.join("\n");
        // Examples leave out what every document says.
        if name == "openapi.yaml" && !text.starts_with("openapi:") && !text.starts_with("swagger:")
        {
            text = format!("openapi: 3.0.3\ninfo: {{title: T, version: '1'}}\n{text}\n");
            if !text.contains("\npaths:") {
                text.push_str("paths: {}\n");
            }
        }
        files.insert(name.into(), text.into_bytes());
    }
    files
}

/// What is found in these files.
fn found(mut files: BTreeMap<PathBuf, Vec<u8>>) -> Vec<Code> {
    let codes = |found: Diagnostics| -> Vec<Code> {
        let all = found.into_items().into_iter();
        all.map(|one| one.code).collect()
    };
    if let Some(page) = files.get(Path::new("page.md")) {
        let mut sources = SourceMap::new();
        let page = sources.add("page.md", String::from_utf8(page.clone()).unwrap());
        let mut diagnostics = Diagnostics::default();
        clientwright::page::import(&[page], &mut sources, &mut diagnostics);
        return codes(diagnostics);
    }
    let mut config = Config::default();
    config.input.document = "openapi.yaml".into();
    if files.contains_key(Path::new("clientwright.toml")) {
        let loaded = load(Path::new("clientwright.toml"), &MemoryFiles(files.clone()));
        if loaded.diagnostics.has_errors() {
            return codes(loaded.diagnostics);
        }
        config = loaded.config.unwrap();
    }
    if files.contains_key(Path::new("overlay.yaml")) {
        config.input.overlays.push("overlay.yaml".into());
        let plain = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n";
        let document = files.entry("openapi.yaml".into());
        document.or_insert_with(|| plain.into());
    }
    config.output.crate_name = "x".to_owned();
    codes(clientwright::generate(&config, &MemoryFiles(files)).diagnostics)
}

#[test]
fn the_example_of_each_explanation_leads_to_its_code() {
    let mut wrong = Vec::new();
    for &code in Code::ALL {
        if ELSEWHERE.iter().any(|(known, _)| *known == code) {
            continue;
        }
        let found = found(files(code.explanation()));
        if !found.contains(&code) {
            wrong.push(format!("{code}: {found:?}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "correct the examples in src/diagnostic/explain, or take codes without use out of the catalogue: {wrong:#?}"
    );
}

#[test]
fn what_an_explanation_says_to_do_mends_its_example() {
    let (mut tried, mut wrong) = (0, Vec::new());
    for &code in Code::ALL {
        if let Some(files) = mended(code.explanation()) {
            tried += 1;
            let found = found(files);
            if [code, Code::Overlay, Code::OverlayTarget, Code::Config]
                .iter()
                .any(|one| found.contains(one))
            {
                wrong.push(format!("{code}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(
        tried > 10,
        "only {tried} explanations have something to paste"
    );
}

#[test]
fn each_explanation_says_what_it_means_and_what_to_do() {
    for code in Code::ALL {
        let text = code.explanation();
        let first = text.lines().next().unwrap();
        assert!(first.ends_with('.') && first.len() < 100, "{code}: {first}");
        let after = |title: &str| text.split_once(title).map_or("", |(_, rest)| rest).trim();
        assert!(after("## Example\n").len() > 10, "{code} has no example");
        assert!(after("## What to do\n").len() > 10, "{code} has no help");
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostic/explain");
    let explained = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(explained, Code::ALL.len(), "an explanation has no code");
}
