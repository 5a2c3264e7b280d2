//! References on small documents, in one file and in several.

use super::*;
use crate::document;
use crate::model;
use crate::source::MemoryFiles;
use serde_json::{Value, json};

/// The one tree of the first file, and what was found.
fn tree(files: &[(&str, &str)]) -> (Value, Vec<String>) {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let bytes = |(name, text): &(&str, &str)| ((*name).into(), text.as_bytes().to_vec());
    let memory = MemoryFiles(files.iter().map(bytes).collect());
    let (name, text) = files[0];
    let file = sources.add(name, text);
    let entry = document::read(&sources, file, &mut diagnostics).unwrap();
    let input = Input {
        document: name.into(),
        ..Input::default()
    };
    let limits = Limits {
        written: 10_000,
        ..Limits::default()
    };
    let resolved = resolve(
        entry,
        &input,
        &limits,
        &memory,
        &mut sources,
        &mut diagnostics,
    );
    let found = diagnostics.into_items();
    let line = |one: &crate::diagnostic::Diagnostic| format!("{}: {}", one.code, one.message);
    let tree = resolved.map_or(Value::Null, |resolved| model::json(&resolved.document));
    (tree, found.iter().map(line).collect())
}

fn faultless(files: &[(&str, &str)]) -> Value {
    let (tree, found) = tree(files);
    assert_eq!(found, Vec::<String>::new());
    tree
}

fn found(text: &str) -> Vec<String> {
    tree(&[("it.yaml", text)]).1
}

#[test]
fn references_may_lead_anywhere_inside_and_round_through_schemas() {
    let text = "
components:
  schemas:
    A: {properties: {next: {$ref: '#/components/schemas/A'}, $ref: {type: string}}}
    B: {$ref: '#/components/schemas/A/properties/next'}
    C: {example: {$ref: nowhere}, x-y: {$ref: 1}, default: {$ref: '#/x'}, enum: [{$ref: a}]}
    d/e: {$ref: '#/components/schemas/C'}
    F: {$ref: '#/components/schemas/d~1e'}
    G: {$ref: '#/components/schemas/d%7E1e'}
";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn references_to_nowhere_leave_a_gap() {
    let text = "
paths:
  /a:
    parameters: [{$ref: '#/components/parameters/x'}, {name: y, in: query}]
components:
  schemas:
    a: {$ref: '#/components/schemas/Pt'}
    b: {$ref: other.yaml#/x}
    c: {$ref: '#x'}
    Pet: {}
";
    let (tree, found) = tree(&[("it.yaml", text)]);
    assert_eq!(
        found,
        [
            "unresolved-reference: `#/components/parameters/x` leads nowhere; it is left out",
            "unresolved-reference: `#/components/schemas/Pt` leads nowhere; any JSON is taken here",
            "unresolved-reference: there is no file other.yaml; any JSON is taken here",
            "unresolved-reference: `#x` is no JSON pointer, and nothing has it as its `$anchor`; any JSON is taken here",
        ]
    );
    assert_eq!(
        tree["components"]["schemas"],
        json!({"a": {}, "b": {}, "c": {}, "Pet": {}})
    );
    assert_eq!(
        tree["paths"]["/a"]["parameters"],
        json!([{"name": "y", "in": "query"}])
    );
}

#[test]
fn circles_are_errors_even_if_unused() {
    let text = "
definitions:
  Z: {$ref: '#/definitions/A'}
  A: {$ref: '#/definitions/B'}
  B: {$ref: '#/definitions/A'}
  S: {$ref: '#/definitions/S'}
  N: {$ref: 1}
";
    assert_eq!(
        found(text),
        [
            "invalid-document: `$ref` must be a text, not a number",
            "reference-cycle: `#/definitions/A` refers only to itself",
            "reference-cycle: `#/definitions/S` refers only to itself",
        ]
    );
}

#[test]
fn circles_across_files_are_found_with_every_place() {
    let (_, found) = tree(&[
        ("a.yaml", "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}"),
        ("b.yaml", "B: {$ref: 'a.yaml#/components/schemas/A'}"),
    ]);
    assert_eq!(
        found,
        ["reference-cycle: `#/components/schemas/A` refers only to itself"]
    );
    let (_, found) = tree(&[
        ("a.yaml", "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}"),
        ("b.yaml", "B: {$ref: 'c.yaml'}"),
        ("c.yaml", "$ref: 'b.yaml#/B'"),
    ]);
    assert_eq!(
        found,
        ["reference-cycle: `b.yaml#/B` refers only to itself"]
    );
}

#[test]
fn pieces_of_other_files_become_components() {
    let tree = faultless(&[
        (
            "spec/api.yaml",
            "
openapi: 3.0.3
paths:
  /pets:
    get:
      parameters: [{$ref: '../common/all.yaml#/limit'}]
      responses:
        '200': {content: {a/b: {schema: {$ref: ./pet.yaml}}}}
        default: {$ref: '../common/all.yaml#/failed'}
components:
  schemas:
    Pet: {$ref: pet.yaml}
    Tag: {type: integer}
",
        ),
        (
            "spec/pet.yaml",
            "
properties:
  tags: {items: {$ref: '#/definitions/Tag'}}
  mother: {$ref: '../spec/pet.yaml'}
  tag: {$ref: 'api.yaml#/components/schemas/Tag'}
  name: {type: string}
definitions: {Tag: {type: string}}
",
        ),
        (
            "common/all.yaml",
            "
limit: {name: limit, in: query, schema: {$ref: '../spec/pet.yaml#/properties/name'}}
failed: {description: d, headers: {X: {$ref: '#/h'}}}
h: {schema: {type: string}}
",
        ),
    ]);
    assert_eq!(
        tree["paths"]["/pets"]["get"],
        json!({
            "parameters": [{"$ref": "#/components/parameters/limit"}],
            "responses": {
                "200": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/Pet"}}}},
                "default": {"$ref": "#/components/responses/failed"}
            }
        })
    );
    assert_eq!(
        tree["components"],
        json!({
            "schemas": {
                "Pet": {
                    "properties": {
                        "tags": {"items": {"$ref": "#/components/schemas/Pet/definitions/Tag"}},
                        "mother": {"$ref": "#/components/schemas/Pet"},
                        "tag": {"$ref": "#/components/schemas/Tag"},
                        "name": {"type": "string"}
                    },
                    "definitions": {"Tag": {"type": "string"}}
                },
                "Tag": {"type": "integer"}
            },
            "parameters": {
                "limit": {
                    "name": "limit", "in": "query",
                    "schema": {"$ref": "#/components/schemas/Pet/properties/name"}
                }
            },
            "responses": {
                "failed": {"description": "d", "headers": {"X": {"$ref": "#/components/headers/h"}}}
            },
            "headers": {"h": {"schema": {"type": "string"}}}
        })
    );
}

#[test]
fn whole_maps_path_items_and_plain_values_are_written_out() {
    let tree = faultless(&[
        (
            "api.yaml",
            "
openapi: 3.0.3
info: {description: {$ref: about.md}}
tags: {$ref: 'more.yaml#/tags'}
paths: {$ref: paths/_index.yml}
components: {schemas: {$ref: schemas.json}}
x-shared: {limit: {name: limit, in: query}}
",
        ),
        ("about.md", "# About\n"),
        (
            "more.yaml",
            "tags: [{name: a, description: {$ref: '#/text'}}]\ntext: words",
        ),
        (
            "paths/_index.yml",
            "
/a: {$ref: a.yml, summary: mine}
/b: {get: {$ref: 'a.yml#/get'}, parameters: [{$ref: '../api.yaml#/x-shared/limit'}]}
",
        ),
        (
            "paths/a.yml",
            "
summary: other
get: {responses: {'200': {content: {a/b: {schema: {$ref: '../schemas.json#/Pet'}}}}}}
",
        ),
        (
            "schemas.json",
            r##"{"Pet": {"items": {"$ref": "#/Tag"}}, "Tag": {}}"##,
        ),
    ]);
    let get = json!({"responses": {"200": {"content": {"a/b": {"schema": {"$ref": "#/components/schemas/Pet"}}}}}});
    assert_eq!(tree["info"]["description"], json!("# About\n"));
    assert_eq!(tree["tags"], json!([{"name": "a", "description": "words"}]));
    assert_eq!(tree["paths"]["/a"], json!({"summary": "mine", "get": get}));
    let parameters = json!([{"$ref": "#/components/parameters/limit"}]);
    assert_eq!(
        tree["paths"]["/b"],
        json!({"get": get, "parameters": parameters})
    );
    assert_eq!(
        tree["components"]["schemas"],
        json!({"Pet": {"items": {"$ref": "#/components/schemas/Tag"}}, "Tag": {}})
    );
}

#[test]
fn names_tell_where_pieces_come_from_and_do_not_depend_on_order() {
    let uses = [
        "cats/model/pet.yaml",
        "dogs/model/pet.yaml",
        "all.yaml#/a/Tag",
        "all.yaml#/b/Tag",
        "all.yaml#/c/schema",
        "cats/index.yaml",
    ];
    let piece = |text: &str| format!("properties: {{it: {{const: '{text}'}}}}");
    let all = "{a: {Tag: {}}, b: {Tag: {}}, c: {schema: {}}}";
    let names = |uses: &[&str]| {
        let list: Vec<String> = uses
            .iter()
            .map(|one| format!("{{$ref: '{one}'}}"))
            .collect();
        let entry = format!(
            "openapi: 3.0.3\ncomponents: {{schemas: {{pet: {{}}, x: {{allOf: [{}]}}}}}}",
            list.join(", ")
        );
        let tree = faultless(&[
            ("api.yaml", &entry),
            ("cats/model/pet.yaml", &piece("cat")),
            ("dogs/model/pet.yaml", &piece("dog")),
            ("cats/index.yaml", "{}"),
            ("all.yaml", all),
        ]);
        let schemas = tree["components"]["schemas"].as_object().unwrap().clone();
        let keys = schemas.keys().cloned().collect::<Vec<_>>();
        (keys, schemas["cats_pet"].clone())
    };
    let (keys, cat) = names(&uses);
    assert_eq!(
        keys,
        [
            "pet",
            "x",
            "a_Tag",
            "all_schema",
            "b_Tag",
            "cats",
            "cats_pet",
            "dogs_pet"
        ]
    );
    assert_eq!(cat["properties"]["it"]["const"], "cat");
    let mut turned = uses;
    turned.reverse();
    assert_eq!(names(&turned).0, keys);
}

#[test]
fn swagger_has_maps_of_its_own() {
    let tree = faultless(&[
        (
            "api.yaml",
            "
swagger: '2.0'
paths: {/a: {get: {parameters: [{$ref: 'p.yaml#/limit'}], responses: {'200': {schema: {$ref: Pet.yaml}}}}}}
",
        ),
        ("p.yaml", "limit: {name: limit, in: query}"),
        ("Pet.yaml", "allOf: [{$ref: Pet.yaml}]"),
    ]);
    let schema = &tree["paths"]["/a"]["get"]["responses"]["200"]["schema"];
    assert_eq!(*schema, json!({"$ref": "#/definitions/Pet"}));
    assert_eq!(
        tree["definitions"],
        json!({"Pet": {"allOf": [{"$ref": "#/definitions/Pet"}]}})
    );
    assert_eq!(
        tree["parameters"],
        json!({"limit": {"name": "limit", "in": "query"}})
    );
}

#[test]
fn discriminators_name_files() {
    let tree = faultless(&[
        (
            "api.yaml",
            "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: pets/animal.yaml}, Fish: {}}}",
        ),
        (
            "pets/animal.yaml",
            "
oneOf: [{$ref: cat.yaml}]
discriminator: {propertyName: kind, mapping: {cat: cat.yaml, dog: ./dog.yaml, fish: Fish}}
",
        ),
        ("pets/cat.yaml", "{}"),
        ("pets/dog.yaml", "{}"),
    ]);
    assert_eq!(
        tree["components"]["schemas"]["A"]["discriminator"]["mapping"],
        json!({"cat": "#/components/schemas/cat", "dog": "#/components/schemas/dog", "fish": "Fish"})
    );
}

#[test]
fn what_contains_itself_is_no_trouble_or_said() {
    let tree = faultless(&[
        ("api.yaml", "openapi: 3.0.3\npaths: {/a: {$ref: a.yaml}}"),
        (
            "a.yaml",
            "post: {callbacks: {on: {'{$url}': {$ref: a.yaml}}}}",
        ),
    ]);
    let again = &tree["paths"]["/a"]["post"]["callbacks"]["on"]["{$url}"];
    assert_eq!(*again, json!({"$ref": "#/paths/~1a"}));
    let (_, found) = tree_of_plain("{a: {$ref: '#/x-a'}}");
    assert_eq!(
        found,
        ["reference-cycle: `#/x-a` stands inside of what it names"]
    );
}

fn tree_of_plain(text: &str) -> (Value, Vec<String>) {
    tree(&[("api.yaml", &format!("info: {{$ref: '#/x-a'}}\nx-a: {text}"))])
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let mut text = "info: {$ref: '#/x-0'}\n".to_owned();
    for at in 0..30 {
        let next = at + 1;
        text.push_str(&format!(
            "x-{at}: {{a: {{$ref: '#/x-{next}'}}, b: {{$ref: '#/x-{next}'}}}}\n"
        ));
    }
    text.push_str("x-30: 1\n");
    let (_, found) = tree(&[("api.yaml", &text)]);
    assert_eq!(
        found,
        ["node-limit: references that have to be written out make more than 10000 values"]
    );
}

#[test]
fn files_outside_and_addresses_are_refused() {
    let text = "
openapi: 3.0.3
components:
  schemas:
    a: {$ref: '../../x.yaml'}
    b: {$ref: '/etc/passwd'}
    c: {$ref: 'file:///etc/passwd'}
    d: {$ref: 'https://example.com/x.yaml#/a'}
    e: {$ref: '\\\\host\\share\\x.yaml'}
    f: {$ref: '.git/config'}
    g: {$ref: 'urn:x:y'}
";
    let (_, found) = tree(&[("spec/api.yaml", text)]);
    let codes: Vec<&str> = found
        .iter()
        .filter_map(|one| one.split(':').next())
        .collect();
    assert_eq!(codes, ["external-reference"; 7], "{found:#?}");
}
