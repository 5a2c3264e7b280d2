//! Overlays on small documents.

use super::*;
use crate::document;
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
        document::read(&sources, file, &mut diagnostics).unwrap()
    };
    let (base, overlay) = (read("base.yaml", BASE), read("overlay.yaml", &text));
    let after = apply(base, &overlay, &mut Vec::new(), &mut diagnostics);
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
