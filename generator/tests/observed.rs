//! What answers showed becomes an overlay, and with it the document says so.

#![allow(clippy::unwrap_used, clippy::panic)]

mod place;

use place::Place;
use serde_json::{Value, json};

/// A document of a dialect, with the same schemas at their place.
fn document(head: &str, response: &str, schemas: &str) -> String {
    let place = match schemas {
        "definitions" => "definitions:\n  ".to_owned(),
        _ => "components:\n  schemas:\n    ".to_owned(),
    };
    let reference = schemas.replace('.', "/");
    format!(
        "{head}
info: {{title: Pets, version: '1'}}
paths:
  /pet:
    get:
      responses: {{'200': {{description: It, {response}}}}}
{place}Pet: {{type: object, required: [name, id], properties: {{name: {{type: string}}, kind: {{$ref: '#/{reference}/Kind'}}, id: {{type: integer}}}}}}
{indent}Kind: {{type: string, enum: [cat]}}
",
        indent = if schemas == "definitions" { "  " } else { "    " },
    )
}

const GET: &str = "#/paths/~1pet/get";

/// Observations as a client writes them.
fn observations(all: &[(&str, &str, &str, &[&str], Value)]) -> String {
    let all = all.iter().map(|(kind, pointer, name, types, example)| {
        json!({
            "kind": kind, "pointer": pointer, "name": name, "types": types, "example": example,
            "count": 2, "first_seen": "2026-11-30T12:00:00Z", "operation": "GET /pet",
        })
    });
    let all: Vec<Value> = all.collect();
    json!({"title": "Pets", "version": "1", "dropped": 0, "observations": all}).to_string()
}

/// All kinds of them that can be mended.
fn every_kind() -> String {
    let pet = "#/components/schemas/Pet";
    let property = |name: &str| format!("{pet}/properties/{name}");
    let answer = format!("{GET}/responses/200/content/application~1json/schema");
    observations(&[
        (
            "unknown-member",
            pet,
            "age",
            &["integer", "number"],
            json!(3),
        ),
        (
            "unknown-member",
            &answer,
            "by",
            &["object", "null"],
            json!({"id": 1, "key": "***"}),
        ),
        ("unknown-member", pet, "tags", &["array"], json!(["a"])),
        (
            "unknown-value",
            "#/components/schemas/Kind",
            "\"dog\"",
            &["string"],
            json!("dog"),
        ),
        ("null", &property("name"), "name", &["null"], Value::Null),
        ("null", &property("kind"), "kind", &["null"], Value::Null),
        ("missing-member", pet, "id", &[], Value::Null),
        ("undeclared-status", GET, "418", &[], Value::Null),
    ])
}

/// The document with the overlay that was made for it.
fn mended(document: &str) -> Value {
    let place = Place::new(document);
    place.write("seen.json", &every_kind());
    let (code, _, said) =
        place.run("overlay from-observations seen.json api.yaml --output seen.yaml");
    assert_eq!((code, said.as_str()), (0, ""));
    let (code, _, said) = place.run("check api.yaml --overlay seen.yaml");
    assert_eq!((code, said.as_str()), (0, ""));
    let (code, out, said) = place.run("overlay apply api.yaml seen.yaml --format json");
    assert_eq!((code, said.as_str()), (0, ""));
    serde_json::from_str(&out).unwrap()
}

/// What all dialects say alike of the members.
fn has_members(schemas: &Value) {
    let pet = &schemas["Pet"];
    assert_eq!(pet["required"], json!(["name"]));
    assert_eq!(pet["properties"]["age"], json!({"type": "number"}));
    let tags = json!({"type": "array", "items": {"type": "string"}});
    assert_eq!(pet["properties"]["tags"], tags);
    let by = &pet["properties"]["by"]["properties"];
    assert_eq!(*by, json!({"id": {"type": "integer"}, "key": {}}));
    let values = schemas["Kind"]["enum"].as_array().unwrap();
    assert!(values.contains(&json!("dog")), "{values:?}");
}

#[test]
fn openapi_3_0_says_nullable() {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
    let all = mended(&document("openapi: 3.0.3", content, "components.schemas"));
    let schemas = &all["components"]["schemas"];
    has_members(schemas);
    let properties = &schemas["Pet"]["properties"];
    assert_eq!(
        properties["name"],
        json!({"type": "string", "nullable": true})
    );
    assert_eq!(properties["by"]["nullable"], true);
    let kind = json!({"allOf": [{"$ref": "#/components/schemas/Kind"}], "nullable": true});
    assert_eq!(properties["kind"], kind);
    let responses = &all["paths"]["/pet"]["get"]["responses"];
    assert_eq!(responses["418"]["description"], "Seen in answers.");
}

#[test]
fn openapi_3_1_has_a_type_for_null() {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
    let all = mended(&document("openapi: 3.1.0", content, "components.schemas"));
    let schemas = &all["components"]["schemas"];
    has_members(schemas);
    let properties = &schemas["Pet"]["properties"];
    assert_eq!(properties["name"], json!({"type": ["string", "null"]}));
    assert_eq!(properties["by"]["type"], json!(["object", "null"]));
    let kind = json!({"anyOf": [{"$ref": "#/components/schemas/Kind"}, {"type": "null"}]});
    assert_eq!(properties["kind"], kind);
}

#[test]
fn swagger_has_other_places_for_the_same() {
    let schema = "schema: {$ref: '#/definitions/Pet'}";
    let all = mended(&document("swagger: '2.0'", schema, "definitions"));
    has_members(&all["definitions"]);
    let properties = &all["definitions"]["Pet"]["properties"];
    assert_eq!(
        properties["name"],
        json!({"type": "string", "x-nullable": true})
    );
}

#[test]
fn what_no_overlay_can_say_is_left_to_people() {
    let content = "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}";
    let place = Place::new(&document("openapi: 3.0.3", content, "components.schemas"));
    let pet = "#/components/schemas/Pet";
    place.write(
        "seen.json",
        &observations(&[
            ("other-type", pet, "", &["array"], json!([])),
            ("unknown-tag", pet, "dragon", &["string"], json!("dragon")),
            (
                "unknown-value",
                "#/components/schemas/Kind",
                "***",
                &["string"],
                json!("***"),
            ),
            (
                "unknown-member",
                "#/components/schemas/Gone",
                "x",
                &["string"],
                json!("x"),
            ),
        ]),
    );
    let (code, _, said) = place.run("overlay from-observations seen.json api.yaml");
    assert_eq!(code, 2);
    assert!(said.contains("an overlay would change nothing"), "{said}");
    assert_eq!(said.matches("was seen 2 times").count(), 4, "{said}");
    assert!(said.contains("the document has no such place"), "{said}");
    assert!(said.contains("it may be a credential"), "{said}");
    place.write("seen.json", "{}");
    let (code, _, said) = place.run("overlay from-observations seen.json api.yaml");
    assert_eq!(code, 2);
    assert!(said.contains("these are no observations"), "{said}");
}
