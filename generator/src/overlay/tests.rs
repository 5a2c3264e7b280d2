//! Overlays on small documents.

use super::*;
use crate::document;
use crate::limits::Limit;
use crate::model;
use crate::source::SourceMap;
use serde_json::{Value, json};

const BASE: &str = "
openapi: 3.0.3
tags: [{name: a}, {name: b}, {name: c}]
paths:
  /pets:
    get: {summary: old, tags: [a]}
    post: {summary: other}
";

fn changed(actions: &str) -> (Value, Vec<String>) {
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::default();
    let text = format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions:\n{actions}");
    let mut read = |name: &str, text: &str| {
        let file = sources.add(name, text);
        document::read(&sources, file, &Limits::default(), &mut diagnostics).unwrap()
    };
    let (base, overlay) = (read("base.yaml", BASE), read("overlay.yaml", &text));
    let after = apply(
        base,
        &overlay,
        &Limits::default().with(Limit::Nodes, 1_000),
        &mut Vec::new(),
        &mut diagnostics,
    );
    let found = diagnostics.into_items();
    let found = found
        .iter()
        .map(|one| format!("{}: {}", one.code, one.message));
    (model::json(&after), found.collect())
}

#[test]
fn updates_merge_objects_grow_lists_and_replace_the_rest() {
    let (after, found) = changed(
        "- {target: \"$.paths['/pets'].get\", update: {summary: new, x-a: {b: 1}, tags: [b, c]}}
- {target: $.paths.*.post, update: {deprecated: true}}
- {target: $.tags, update: {name: d}}",
    );
    assert_eq!(found, Vec::<String>::new());
    let get = json!({"summary": "new", "tags": ["a", "b", "c"], "x-a": {"b": 1}});
    assert_eq!(after["paths"]["/pets"]["get"], get);
    assert_eq!(after["paths"]["/pets"]["post"]["deprecated"], json!(true));
    assert_eq!(after["tags"][3], json!({"name": "d"}));
}

#[test]
fn removals_take_out_members_and_elements() {
    let (after, found) = changed(
        "- {target: \"$.tags[?@.name != 'b']\", remove: true}
- {target: \"$.paths['/pets'].post\", remove: true}",
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(after["tags"], json!([{"name": "b"}]));
    assert_eq!(after["paths"]["/pets"].as_object().unwrap().len(), 1);
}

#[test]
fn mistakes_are_said() {
    let (_, found) = changed(
        "- {target: $.nothing, remove: true}
- {target: \"$.[\", remove: true}
- {target: $.tags}
- {update: {a: 1}}
- {target: $, remove: true}
- {target: $.tags, remove: maybe, other: 1}",
    );
    let codes: Vec<&str> = found
        .iter()
        .filter_map(|one| one.split(':').next())
        .collect();
    assert_eq!(
        codes,
        [
            "overlay",
            "overlay",
            "overlay",
            "overlay",
            "overlay",
            "overlay-target",
            "overlay"
        ],
        "{found:#?}"
    );
}

#[test]
fn actions_that_multiply_the_document_are_refused() {
    let action = "- {target: $..*, update: {x: {}, y: {}}}\n";
    let (_, found) = changed(&action.repeat(20));
    let beyond = "node-limit: the document has more than 1000 values from here on";
    assert_eq!(found.last().map(String::as_str), Some(beyond));
    let nested = format!(
        "- {{target: $.x, update: {}{}}}",
        "{x: ".repeat(250),
        "}".repeat(250)
    );
    let deeper = format!(
        "- {{target: $, update: {{x: {}{}}}}}\n- {{target: $..x, update: {}{}}}",
        "{a: ".repeat(200),
        "}".repeat(200),
        "{x: ".repeat(100),
        "}".repeat(100),
    );
    assert_eq!(changed(&deeper).1, Vec::<String>::new());
    let (_, found) = changed(&format!(
        "{deeper}\n{nested}\n- {{target: $..x, update: {{x: {{}}}}}}"
    ));
    assert!(
        found.is_empty() || found[0].starts_with("depth-limit"),
        "{found:?}"
    );
    let endless = "- {target: $..*, update: {z: {z: {z: {z: {}}}}}}\n";
    let (_, found) = changed(&endless.repeat(200));
    assert!(
        found.last().is_some_and(|one| one.contains("-limit")),
        "{found:?}"
    );
}
