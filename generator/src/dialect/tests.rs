//! Rewrites on small documents.

use super::*;
use crate::document;
use crate::model;
use crate::source::SourceMap;
use serde_json::{Value, json};

fn normal(text: &str) -> Value {
    read(text, Version::V3_1, false)
}

/// The schema after the rewrites; `warned` if something is said about it.
fn schema(text: &str, warned: bool) -> Value {
    let document = format!("components: {{schemas: {{S: {text}}}}}");
    read(&document, Version::V3_1, warned)["components"]["schemas"]["S"].clone()
}

fn read(text: &str, version: Version, warned: bool) -> Value {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add("it.yaml", text);
    let node = document::read(
        &sources,
        file,
        &crate::limits::Limits::default(),
        &mut diagnostics,
    )
    .unwrap();
    let node = normalize(identify(node), version, &mut diagnostics);
    let found = diagnostics.into_items();
    assert_eq!(!found.is_empty(), warned, "{found:?}");
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
                    "items": {"maxLength": 3, "allOf": [{"$ref": "#/x"}]},
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
        let after = normal(&format!("info: {{version: {written}}}\npaths: {{}}"));
        assert_eq!(after["info"]["version"], version);
    }
}

#[test]
fn schemas_of_2020_12_get_the_shape_of_3_0() {
    for (before, after) in [
        (
            "{type: [string, 'null']}",
            json!({"nullable": true, "type": "string"}),
        ),
        ("{type: 'null'}", json!({"enum": [null]})),
        ("{const: 1, title: T}", json!({"title": "T", "enum": [1]})),
        ("{const: null}", json!({"enum": [null]})),
        (
            "{exclusiveMinimum: 5, maximum: 9}",
            json!({"maximum": 9, "minimum": 5, "exclusiveMinimum": true}),
        ),
        (
            "{exclusiveMaximum: 5, maximum: 3, exclusiveMinimum: true, minimum: 1}",
            json!({"maximum": 3, "exclusiveMinimum": true, "minimum": 1}),
        ),
        ("true", json!({})),
        ("false", json!({"not": {}})),
        (
            "{properties: {a: true}, additionalProperties: false, not: false}",
            json!({"properties": {"a": {}}, "additionalProperties": false, "not": {"not": {}}}),
        ),
        ("{examples: [a, b]}", json!({"example": "a"})),
        (
            "{type: string, contentEncoding: base64, contentMediaType: image/png}",
            json!({"type": "string", "contentMediaType": "image/png", "format": "byte"}),
        ),
        (
            "{type: string, contentEncoding: base64url}",
            json!({"type": "string", "format": "base64url"}),
        ),
        (
            "{contentMediaType: '*/*'}",
            json!({"contentMediaType": "*/*", "type": "string", "format": "binary"}),
        ),
        (
            "{contentMediaType: application/octet-stream}",
            json!({
                "contentMediaType": "application/octet-stream",
                "type": "string",
                "format": "binary"
            }),
        ),
        (
            "{type: string, contentMediaType: application/json}",
            json!({"contentMediaType": "application/json", "type": "string"}),
        ),
        (
            "{type: array, items: [{type: string}], additionalItems: {type: integer}}",
            json!({
                "prefixItems": [{"type": "string"}],
                "items": {"type": "integer"},
                "type": "array"
            }),
        ),
        (
            "{dependencies: {a: [b], c: {required: [d]}}, definitions: {X: true}}",
            json!({
                "$defs": {"X": {}},
                "dependentRequired": {"a": ["b"]},
                "dependentSchemas": {"c": {"required": ["d"]}}
            }),
        ),
        (
            "{$schema: a, $comment: b, $id: c, type: [boolean, string], enum: [true, a, 1]}",
            json!({"enum": [true, "a"]}),
        ),
    ] {
        assert_eq!(schema(before, false), after, "{before}");
    }
}

#[test]
fn several_types_are_alternatives_and_references_into_them_still_lead_there() {
    let text = "
components:
  schemas:
    A:
      type: [string, object, integer, number, 'null']
      title: T
      minLength: 1
      format: int32
      maximum: 9
      properties: {b: {type: string}}
    B: {$ref: '#/components/schemas/A/properties/b'}
    C: {oneOf: [{$ref: '#/components/schemas/A'}], discriminator: {propertyName: d, mapping:
      {x: '#/components/schemas/A/properties/b', y: A}}}
";
    let schemas = normal(text)["components"]["schemas"].clone();
    assert_eq!(
        schemas["A"],
        json!({
            "title": "T",
            "nullable": true,
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "properties": {"b": {"type": "string"}}},
                {"type": "number", "maximum": 9, "format": "int32"}
            ]
        })
    );
    let moved = "#/components/schemas/A/anyOf/1/properties/b";
    assert_eq!(schemas["B"]["$ref"], moved);
    let mapping = &schemas["C"]["discriminator"]["mapping"];
    assert_eq!(mapping, &json!({"x": moved, "y": "A"}));
}

#[test]
fn names_of_schemas_become_pointers() {
    let text = "
$self: https://example.com/api
components:
  schemas:
    Tree:
      $id: tree.json
      $dynamicAnchor: node
      properties:
        children: {items: {$dynamicRef: '#node'}}
        leaf: {$ref: '#/$defs/leaf'}
        pet: {$ref: '#/components/schemas/Pet'}
        own: {$ref: '#'}
      $defs: {leaf: {$anchor: leaf}}
    Pet: {$anchor: pet}
    Uses:
      properties:
        a: {$ref: '#pet'}
        b: {$ref: tree.json}
        c: {$ref: 'tree.json#leaf'}
        d: {$ref: 'https://example.com/tree.json#/$defs/leaf'}
        e: {$ref: other.json}
        f: {$ref: 'https://example.com/api#/components/schemas/Pet'}
";
    let document = normal(text);
    let schemas = &document["components"]["schemas"];
    let reference = |at: &str| schemas.pointer(at).unwrap()["$ref"].clone();
    for (at, to) in [
        (
            "/Tree/properties/children/items",
            "#/components/schemas/Tree",
        ),
        (
            "/Tree/properties/leaf",
            "#/components/schemas/Tree/$defs/leaf",
        ),
        ("/Tree/properties/pet", "#/components/schemas/Pet"),
        ("/Tree/properties/own", "#/components/schemas/Tree"),
        ("/Uses/properties/a", "#/components/schemas/Pet"),
        ("/Uses/properties/b", "#/components/schemas/Tree"),
        ("/Uses/properties/c", "#/components/schemas/Tree/$defs/leaf"),
        ("/Uses/properties/d", "#/components/schemas/Tree/$defs/leaf"),
        ("/Uses/properties/e", "other.json"),
        ("/Uses/properties/f", "#/components/schemas/Pet"),
    ] {
        assert_eq!(reference(at), to, "{at}");
    }
}

#[test]
fn words_of_other_languages_are_types() {
    for (before, after) in [
        ("{type: int}", json!({"type": "integer"})),
        ("{type: Date}", json!({"type": "string", "format": "date"})),
        (
            "{type: file}",
            json!({"type": "string", "format": "binary"}),
        ),
        ("{type: any}", json!({})),
        ("{type: wrong, title: T}", json!({"title": "T"})),
        ("{type: null}", json!({"enum": [null]})),
        ("{type: String}", json!({"type": "string"})),
        ("{enum: a}", json!({"enum": ["a"]})),
        ("{minLength: '1'}", json!({"minLength": 1})),
        ("{maxLength: -1, required: a}", json!({"required": ["a"]})),
        (
            "{properties: [], items: string}",
            json!({"properties": {}, "items": {"type": "string"}}),
        ),
        ("{allOf: {title: a}}", json!({"allOf": [{"title": "a"}]})),
        ("{discriminator: {mapping: {}}}", json!({})),
    ] {
        assert_eq!(schema(before, true), after, "{before}");
    }
}

#[test]
fn swagger_2_gets_the_shape_of_3_0() {
    let text = "
swagger: '2.0'
host: a.example
basePath: v1/
schemes: [https, wss]
consumes: [application/json, application/xml]
parameters:
  Body: {name: b, in: body, x-example: {a: 1}, schema: {type: object, properties: {a: {type: integer}}}}
  Part: {name: p, in: formData, type: file, required: true}
paths:
  /a:
    post:
      parameters:
        - {$ref: '#/parameters/Body'}
        - {name: q, in: query, type: array, items: {type: string}, collectionFormat: ssv}
      responses: {200: {description: d, schema: {$ref: '#/parameters/Body/schema/properties/a'}}}
    put:
      schemes: [http]
      parameters: [{$ref: '#/parameters/Part'}, {name: n, in: formData, type: integer}]
      responses: {}
";
    let after = read(text, Version::V2, false);
    let at = |pointer: &str| after.pointer(pointer).unwrap().clone();
    assert_eq!(at("/openapi"), "3.0.3");
    let servers = json!([{"url": "https://a.example/v1"}, {"url": "wss://a.example/v1"}]);
    assert_eq!(at("/servers"), servers);
    let post = at("/paths/~1a/post");
    assert_eq!(
        post["requestBody"],
        json!({"$ref": "#/components/requestBodies/Body"})
    );
    assert_eq!(
        post["parameters"],
        json!([{
            "name": "q", "in": "query", "style": "spaceDelimited", "explode": false,
            "schema": {"type": "array", "items": {"type": "string"}}
        }])
    );
    let moved = "#/components/requestBodies/Body/content/application~1json/schema";
    let response = at("/paths/~1a/post/responses/200/content/application~1json/schema");
    assert_eq!(response, json!({"$ref": format!("{moved}/properties/a")}));
    assert_eq!(
        at("/components/requestBodies/Body/content"),
        json!({
            "application/json": {
                "schema": {"type": "object", "properties": {"a": {"type": "integer"}}},
                "example": {"a": 1}
            },
            "application/xml": {"schema": {"$ref": moved}, "example": {"a": 1}}
        })
    );
    let put = at("/paths/~1a/put");
    assert_eq!(put["servers"], json!([{"url": "http://a.example/v1"}]));
    assert_eq!(
        put["requestBody"],
        json!({
            "required": true,
            "content": {"multipart/form-data": {"schema": {
                "type": "object",
                "properties": {
                    "p": {"type": "string", "format": "binary"},
                    "n": {"type": "integer"}
                },
                "required": ["p"]
            }}}
        })
    );
}

#[test]
fn path_items_get_what_they_lack_from_their_target() {
    let text = "
paths:
  /a: {$ref: '#/paths/~1b', get: {summary: own}}
  /b: {get: {summary: other}, put: {summary: put}}
";
    let after = normal(text);
    let item = json!({"get": {"summary": "own"}, "put": {"summary": "put"}});
    assert_eq!(after["paths"]["/a"], item);
}

#[test]
fn marks_on_members_go_into_the_list_of_the_object_around() {
    let before = "{properties: {a: {required: true, properties: {b: {required: true}}}, c: {required: false}}}";
    assert_eq!(
        schema(before, true),
        json!({
            "properties": {"a": {"properties": {"b": {}}, "required": ["b"]}, "c": {}},
            "required": ["a"]
        })
    );
}

#[test]
fn references_stand_among_names() {
    let text = "
components:
  callbacks: {A: {$ref: '#/components/callbacks/B'}, B: {'{$url}': {post: {}}}}
";
    let after = normal(text);
    assert_eq!(
        after["components"]["callbacks"]["A"]["$ref"],
        "#/components/callbacks/B"
    );
}
