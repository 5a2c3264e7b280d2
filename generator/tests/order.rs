//! What a document says is what counts, not how it is written: the same crate comes out, byte for byte, of
//! JSON and of YAML, and whatever order the keys of fixed objects and of `components` have. Real documents
//! stand beside the project; without them only a small one is tried.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)]

use clientwright::config::Config;
use clientwright::diagnostic::Diagnostics;
use clientwright::document::{self, Node, Value};
use clientwright::grammar::{Kind, Role, visit_mut};
use clientwright::model;
use clientwright::source::{MemoryFiles, SourceMap};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A document larger than this takes too long in a debug build.
const LARGEST: u64 = 150_000;

const SMALL: &str = "
openapi: 3.0.3
info: {title: Small, version: '1'}
paths:
  /b: {get: {tags: [x], operationId: b, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/B'}}}}}}}
  /a: {get: {tags: [x], operationId: a, responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}
components:
  schemas:
    B: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, z: {type: object, properties: {q: {type: string}}}}}
    A: {type: object, required: [b], properties: {b: {$ref: '#/components/schemas/B'}}}
    b: {type: string, enum: [x, y]}
";

fn documents() -> Vec<(String, String)> {
    let shared = std::env::var_os("CLIENTWRIGHT_SHARED").map(PathBuf::from);
    let root = shared
        .unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared")));
    let (mut found, mut folders) = (Vec::new(), vec![root.join("corpus")]);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            let kind = path.extension().and_then(|kind| kind.to_str());
            let size = path.metadata().map_or(0, |data| data.len());
            if path.is_dir() {
                // A document of thousands of files is one document.
                folders.push(path);
            } else if matches!(kind, Some("json" | "yaml" | "yml")) && size < LARGEST {
                if let Ok(text) = std::fs::read_to_string(&path) {
                    found.push((path.display().to_string(), text));
                }
            }
        }
    }
    if found.is_empty() {
        eprintln!("skipped: there are no documents in ../shared/corpus");
    }
    found.sort();
    found.push(("small".to_owned(), SMALL.to_owned()));
    found
}

/// The crate that a text gives, or what is said about it; without the document's name.
fn generate(text: &str, name: &str) -> BTreeMap<String, String> {
    let path = PathBuf::from(name);
    let files = MemoryFiles(BTreeMap::from([(path.clone(), text.as_bytes().to_vec())]));
    let mut config = Config::default();
    config.input.document = path;
    config.output.crate_name = "x".to_owned();
    config.output.runtime = clientwright::config::Runtime::Version("1.0.0".to_owned());
    let outcome = clientwright::generate(&config, &files);
    let plain = |text: String| text.replace(name, "it");
    outcome
        .files
        .into_iter()
        .map(|file| (file.path, plain(file.text)))
        .collect()
}

/// The same document with the keys of its fixed objects and its components the other way round.
fn turned(node: &Node) -> Node {
    let mut turned = node.clone();
    visit_mut(&mut turned, Role::One(Kind::Document), &mut |role, node| {
        let Value::Object(members) = &mut node.value else {
            return;
        };
        match role {
            // Their keys are names or statuses in an order that readers see.
            Role::One(Kind::Paths | Kind::Responses | Kind::Callback | Kind::PathItem) => {}
            Role::One(Kind::Components) => {
                members.reverse();
                for (_, member) in members.iter_mut() {
                    if let Value::Object(components) = &mut member.node.value {
                        components.reverse();
                    }
                }
            }
            Role::One(_) => members.reverse(),
            _ => {}
        }
    });
    turned
}

#[test]
fn how_a_document_is_written_does_not_matter() {
    let different = |(name, text): &(String, String)| {
        let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
        let file = sources.add("it", text.clone());
        let node = document::read(
            &sources,
            file,
            &clientwright::limits::Limits::default(),
            &mut diagnostics,
        )?;
        let json = serde_json::to_string_pretty(&model::json(&node)).unwrap();
        let first = generate(&json, "it.json");
        let yaml = serde_yaml::to_string(&model::json(&node)).unwrap();
        let other = serde_json::to_string(&model::json(&turned(&node))).unwrap();
        for (what, again) in [
            ("YAML", generate(&yaml, "it.yaml")),
            ("another order", generate(&other, "it.json")),
        ] {
            if let Some((path, _)) = first
                .iter()
                .find(|(path, text)| again.get(*path) != Some(text))
            {
                return Some(format!("{name}: {what}: {path}"));
            }
            if first.len() != again.len() {
                return Some(format!(
                    "{name}: {what}: {} files, then {}",
                    first.len(),
                    again.len()
                ));
            }
        }
        None
    };
    let wrong: Vec<String> = documents().par_iter().filter_map(different).collect();
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
