//! References from file to file.

use super::{faultless, tree, tree_with};
use crate::config::Vendored;
use crate::limits::Limit;
use serde_json::json;

#[test]
fn circles_across_files_are_found_with_every_place() {
    let (_, found) = tree(&[
        ("a.yaml", "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}"),
        ("b.yaml", "B: {$ref: 'a.yaml#/components/schemas/A'}"),
    ]);
    assert_eq!(
        found,
        ["reference-cycle: `#/components/schemas/A` refers only to itself; any JSON is taken here"]
    );
    let (_, found) = tree(&[
        ("a.yaml", "components: {schemas: {A: {$ref: 'b.yaml#/B'}}}"),
        ("b.yaml", "B: {$ref: 'c.yaml'}"),
        ("c.yaml", "$ref: 'b.yaml#/B'"),
    ]);
    assert_eq!(
        found,
        ["reference-cycle: `b.yaml#/B` refers only to itself; any JSON is taken here"]
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

#[test]
fn roots_widen_what_may_be_read() {
    let files = [
        (
            "a/b/api.yaml",
            "components: {schemas: {A: {$ref: '../../c/x.yaml'}}}",
        ),
        ("c/x.yaml", "{type: string}"),
    ];
    assert_eq!(tree(&files).1.len(), 1);
    let (tree, found) = tree_with(&files, "", &|input, _| input.roots.push("c".into()));
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        tree["components"]["schemas"]["A"],
        json!({"type": "string"})
    );
}

#[test]
fn remote_files_are_read_from_copies_that_have_the_right_hash() {
    let files = [
        (
            "api.yaml",
            "components: {schemas: {A: {$ref: 'https://Example.com/x/a.yaml#/A'}}}",
        ),
        ("copies/a.yaml", "A: {items: {$ref: '../b.yaml'}}"),
        ("copies/b.yaml", "{type: string}"),
    ];
    let copy = |file: &str, sha256: &str| Vendored {
        file: file.into(),
        sha256: sha256.to_owned(),
    };
    let read = |hash: &str| {
        tree_with(&files, "", &|input, _| {
            let a = "b2a569d4045c0ba53b0134c5b3223cd75683dc471f37a43e833ef948cc54cbc6";
            let known = copy("copies/a.yaml", if hash.is_empty() { a } else { hash });
            input
                .remote
                .insert("https://example.com/x/a.yaml".to_owned(), known);
            let known = copy(
                "copies/b.yaml",
                "8e8ee56bec0a01d4725b36f1b2293a9855579f6838cf361418e4ae59b77e0eeb",
            );
            input
                .remote
                .insert("https://example.com/b.yaml".to_owned(), known);
        })
    };
    let (tree, found) = read("");
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(
        tree["components"]["schemas"],
        json!({"A": {"items": {"$ref": "#/components/schemas/b"}}, "b": {"type": "string"}})
    );
    let (_, found) = read(&"0".repeat(64));
    assert!(
        found[0].starts_with("remote-copy: copies/a.yaml is not the copy"),
        "{found:?}"
    );
}

#[test]
fn overlays_change_other_files() {
    let files = [
        (
            "spec/api.yaml",
            "openapi: 3.0.3\ncomponents: {schemas: {A: {$ref: 'x.yaml#/X'}}}",
        ),
        ("spec/x.yaml", "X: {type: string}"),
    ];
    let actions = "[{x-clientwright-file: ./x.yaml, target: $.X, update: {maxLength: 3}},
        {x-clientwright-file: y.yaml, target: $.X, remove: true},
        {x-clientwright-file: x.yaml, target: $.Y, remove: true}]";
    let (tree, found) = tree_with(&files, actions, &|_, _| {});
    assert_eq!(
        tree["components"]["schemas"]["A"],
        json!({"type": "string", "maxLength": 3})
    );
    assert_eq!(
        found,
        [
            "overlay-target: this target names nothing in the document",
            "overlay-target: no reference leads to `y.yaml`",
        ]
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let files = [
        (
            "api.yaml",
            "components: {schemas: {A: {$ref: x.yaml}, B: {$ref: y.yaml}}}",
        ),
        ("x.yaml", "{type: string}"),
        ("y.yaml", "{items: {$ref: z.yaml}}"),
        ("z.yaml", "{}"),
    ];
    for ((limit, value), said) in [
        (
            (Limit::Files, 3),
            "size-limit: the document has more than 3 files",
        ),
        (
            (Limit::TotalSize, 20),
            "size-limit: the document's files have more than 20 bytes",
        ),
        (
            (Limit::References, 2),
            "size-limit: the document has more than 2 references",
        ),
    ] {
        let (_, found) = tree_with(&files, "", &|_, all| *all = all.clone().with(limit, value));
        assert_eq!(found, [said]);
    }
}
