//! A text of a document reaches the crate only as a literal, a doc comment or a sanitised name: documents whose
//! texts are replaced by hostile ones give crates of the same shape as with harmless ones.
//!
//! `CLIENTWRIGHT_CASES` says how many are tried; by default each hostile text once in each kind of place.

#![allow(clippy::unwrap_used, clippy::panic)]

mod crates;
mod plant;

use clientwright::config::{Config, Runtime};
use clientwright::diagnostic::Diagnostics;
use clientwright::limits::Limits;
use clientwright::source::{MemoryFiles, SourceMap};
use clientwright::{Outcome, document};
use crates::Shape;
use plant::Kind;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A word that no generated crate has by itself, in every hostile text.
const MARK: &str = "qzevilqz";

/// What breaks out of something somewhere.
const HOSTILE: &[&str] = &[
    r#""); qzevilqz!(); (""#,
    r#"\"); qzevilqz!(); (\""#,
    r##""#; qzevilqz!(); r#""##,
    r####""###; qzevilqz!(); r###""####,
    "'; qzevilqz!(); b'",
    "} } fn qzevilqz() {} mod qzevilqz { fn x() {",
    "*/ fn qzevilqz() {} /*",
    "\n#![qzevilqz]\nfn qzevilqz() {}\n//! ",
    "\r\nuse qzevilqz;\r\n/// ",
    "#![qzevilqz] #[qzevilqz]",
    "include!(\"/etc/passwd\") env!(\"qzevilqz\")",
    "\u{202e}\u{2066}qzevilqz\u{2069}\u{202c}",
    "\u{0}\u{1b}[31m\u{85}\u{2028}\u{2029}\u{feff}qzevilqz",
    "</code></pre><script>qzevilqz()</script><img src=x onerror=qzevilqz()>",
    "\n```\nqzevilqz!()\n```rust\nqzevilqz!();\n```\n",
    "\n\n    qzevilqz!();\n\n~~~\nqzevilqz!();",
    "[qzevilqz](javascript:qzevilqz()) [qzevilqz][std::qzevilqz] <javascript:qzevilqz()>",
    "../../../../qzevilqz",
    "..\\..\\qzevilqz",
    "/etc/qzevilqz\u{0}",
    "{qzevilqz} {0:?} {{qzevilqz}} ${qzevilqz} $qzevilqz %n",
    "\"\n[dependencies]\nqzevilqz = { path = \"/\" }\n[x]\ny = \"",
    "--> <!-- qzevilqz -->",
    "r#qzevilqz crate::qzevilqz::super",
    "\\u{22}; qzevilqz!(); \\x22",
    "unsafe { qzevilqz() } extern \"C\" {}",
];

fn parse(text: &str) -> Value {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add("it", text);
    let node = document::read(&sources, file, &Limits::default(), &mut diagnostics).unwrap();
    let json = document::write(&node, document::Format::Json).unwrap();
    serde_json::from_str(&json).unwrap()
}

/// The documents of the goldens: every feature is in one of them.
fn documents() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/golden");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "yaml"))
        .collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        (name, parse(&std::fs::read_to_string(path).unwrap()))
    };
    paths.into_iter().map(read).collect()
}

fn generate(document: &Value) -> Outcome {
    let mut config = Config::default();
    config.input.document = "a.json".into();
    config.output.crate_name = "x".to_owned();
    config.output.runtime = Runtime::Version("0.1.0".to_owned());
    let files = MemoryFiles([("a.json".into(), document.to_string().into_bytes())].into());
    clientwright::generate(&config, &files)
}

/// The same words without anything between them, but what parts the first from what it is put behind: names are made of
/// words.
fn harmless(text: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    let text: String = text.chars().map(plain).collect();
    let begins = if text.starts_with(' ') { " " } else { "" };
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("{begins}{}", words.join(" "))
}

/// How many cases to try, where somebody says.
fn cases() -> Option<usize> {
    std::env::var("CLIENTWRIGHT_CASES").ok()?.parse().ok()
}

/// What is wrong with the crate that comes of a document with a text in all places of a kind; `None` for the
/// crate if the document is refused, which is well.
fn tried(document: &Value, kind: Kind, text: &str) -> (Option<Shape>, Vec<String>) {
    let outcome = generate(&plant::plant(document, kind, text));
    let internal = outcome.diagnostics.sorted().into_iter();
    let mut wrong: Vec<String> = internal
        .filter(|one| one.code == clientwright::diagnostic::Code::Internal)
        .map(|one| one.message.clone())
        .collect();
    if outcome.files.is_empty() {
        return (None, wrong);
    }
    let shape = crates::look(&outcome.files, &mut wrong);
    (Some(shape), wrong)
}

#[test]
fn hostile_texts_change_no_shape() {
    let documents = documents();
    let pairs = Kind::ALL
        .iter()
        .flat_map(|kind| HOSTILE.iter().map(move |text| (*kind, *text)));
    let pairs: Vec<(Kind, &str)> = pairs.collect();
    // Each text, and each kind of place several times.
    let cases = cases().unwrap_or(2 * HOSTILE.len() + 1);
    let (mut generated, mut compared, mut wrong) = (0, 0, Vec::new());
    // What stands in any crate of a harmless document.
    let (mut known, mut shapes) = (BTreeSet::new(), Vec::new());
    for case in 0..cases {
        let (kind, text) = pairs[case * 31 % pairs.len()];
        // Each round gives each pair another document.
        let at = (case * 7 + case / pairs.len()) % documents.len();
        let (name, document) = &documents[at];
        let (shape, found) = tried(document, kind, text);
        let place = format!("{name}, {kind:?}, {text:?}");
        wrong.extend(found.into_iter().map(|what| format!("{place}: {what}")));
        let (harmless, _) = tried(document, kind, &harmless(text));
        known.extend(harmless.iter().flat_map(Shape::things).cloned());
        let Some(shape) = shape else { continue };
        generated += 1;
        if let Some(harmless) = harmless.filter(|_| kind.keeps_shape()) {
            compared += 1;
            let other = shape.differences(&harmless);
            wrong.extend(other.into_iter().map(|what| format!("{place}: {what}")));
        }
        shapes.push((place, shape));
    }
    for (place, shape) in &shapes {
        let strange = shape.things().filter(|thing| !known.contains(*thing));
        wrong.extend(strange.map(|thing| format!("{place}: `{thing}` is in no other crate")));
    }
    println!("{cases} cases, {generated} generated, {compared} compared");
    assert!(
        wrong.is_empty(),
        "{} findings: {:#?}",
        wrong.len(),
        &wrong[..wrong.len().min(40)]
    );
    assert!(
        generated * 3 > cases * 2,
        "only {generated} of {cases} were generated"
    );
    assert!(
        compared * 3 > cases,
        "only {compared} of {cases} were compared"
    );
}

#[test]
fn names_of_a_megabyte_stay_short() {
    let document = parse(
        "openapi: 3.0.3
info: {title: T, version: '1'}
tags: [{name: t}]
paths: {/a: {get: {tags: [t], operationId: o, parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/A'}}],
  responses: {'204': {description: D}}}}}
components: {schemas: {A: {type: string, enum: [a, b]}, B: {type: object, properties: {p: {type: string}}}}}
",
    );
    let text = MARK.repeat(125_000);
    for kind in [Kind::Names, Kind::Values, Kind::Texts] {
        let (shape, wrong) = tried(&document, kind, &text);
        assert!(
            wrong.is_empty(),
            "{kind:?}: {:?}",
            wrong.first().map(|text| &text[..text.len().min(200)])
        );
        assert!(
            shape.is_none_or(|shape| shape.longest_name < 300),
            "{kind:?}"
        );
    }
}
