//! Rewrites on small documents.

use super::*;
use crate::document;
use crate::model;
use crate::source::SourceMap;
use serde_json::{Value, json};

fn normal(text: &str) -> Value {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add("it.yaml", text);
    let node = document::read(&sources, file, &mut diagnostics).unwrap();
    let node = normalize(node, &mut diagnostics);
    assert!(!diagnostics.has_errors());
    model::json(&node)
}

#[test]
fn what_stands_beside_a_reference_in_a_schema_counts() {
    let before = "
components:
  schemas:
    A: {properties: {b: {$ref: '#/x', nullable: true}, $ref: {type: string}}, default: {$ref: '#/x', title: a}}
    B: {items: {$ref: '#/x', maxLength: 3}, oneOf: [{$ref: '#/x', description: d}]}
paths: {/a: {$ref: '#/x', description: d}}
";
    assert_eq!(
        normal(before),
        json!({
            "components": {"schemas": {
                "A": {
                    "properties": {
                        "b": {"nullable": true, "allOf": [{"$ref": "#/x"}]},
                        "$ref": {"type": "string"}
                    },
                    "default": {"$ref": "#/x", "title": "a"}
                },
                "B": {
                    "items": {"$ref": "#/x", "maxLength": 3},
                    "oneOf": [{"description": "d", "allOf": [{"$ref": "#/x"}]}]
                }
            }},
            "paths": {"/a": {"$ref": "#/x", "description": "d"}}
        })
    );
}

#[test]
fn versions_are_texts() {
    for (written, version) in [("1", "1"), ("1.0", "1.0"), ("'01'", "01"), ("v1", "v1")] {
        let after = normal(&format!("info: {{version: {written}}}"));
        assert_eq!(after["info"]["version"], version);
    }
}
