//! References on small documents.

mod files;

use super::*;
use crate::document;
use crate::limits::Limit;
use crate::model;
use crate::source::MemoryFiles;
use serde_json::{Value, json};

/// The one tree of the first file, and what was found.
fn tree(files: &[(&str, &str)]) -> (Value, Vec<String>) {
    tree_with(files, "", &|_, _| {})
}

/// The same, with an overlay's actions, and with other settings than the usual.
fn tree_with(
    files: &[(&str, &str)],
    actions: &str,
    change: &dyn Fn(&mut Input, &mut Limits),
) -> (Value, Vec<String>) {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let bytes = |(name, text): &(&str, &str)| ((*name).into(), text.as_bytes().to_vec());
    let memory = MemoryFiles(files.iter().map(bytes).collect());
    let (name, text) = files[0];
    let file = sources.add(name, text);
    let mut entry = document::read(
        &sources,
        file,
        &crate::limits::Limits::default(),
        &mut diagnostics,
    )
    .unwrap();
    let mut patches = Vec::new();
    if !actions.is_empty() {
        let overlay =
            format!("overlay: 1.0.0\ninfo: {{title: T, version: '1'}}\nactions: {actions}");
        let file = sources.add("overlay.yaml", overlay);
        let overlay = document::read(
            &sources,
            file,
            &crate::limits::Limits::default(),
            &mut diagnostics,
        )
        .unwrap();
        entry = crate::overlay::apply(
            entry,
            &overlay,
            &crate::limits::Limits::default(),
            &mut patches,
            &mut diagnostics,
        );
    }
    let mut input = Input {
        document: name.into(),
        ..Input::default()
    };
    let mut limits = Limits::default().with(Limit::Inlined, 10_000);
    change(&mut input, &mut limits);
    let resolved = resolve(
        entry,
        patches,
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
            "unresolved-reference: `#x` is no JSON pointer, and no schema there has it as its `$anchor`; any JSON is taken here",
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
fn circles_are_said_even_if_unused() {
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
            "reference-cycle: `#/definitions/A` refers only to itself; any JSON is taken here",
            "reference-cycle: `#/definitions/S` refers only to itself; any JSON is taken here",
        ]
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
        ["expansion-limit: references that have to be written out make more than 10000 values"]
    );
}

#[test]
fn schemas_are_found_by_what_they_call_themselves() {
    let tree = faultless(&[
        (
            "api.yaml",
            "
openapi: 3.1.0
$self: https://example.com/api
components:
  schemas:
    A: {$anchor: a, properties: {tag: {$id: 'https://example.com/tag', $defs: {x: {$id: x}}}}}
    B: {$id: User}
    b: {$ref: '#a'}
    c: {$ref: 'https://example.com/tag'}
    d: {$ref: 'https://example.com/x'}
    e: {$ref: User}
    f: {$ref: 'parts.yaml#p'}
    g: {$ref: 'https://example.com/api#/components/schemas/A'}
    h: {$ref: B}
    i: {$ref: 'components/schemas/A'}
    j: {$ref: '#components/schemas/A'}
",
        ),
        ("parts.yaml", "P: {$anchor: p}"),
    ]);
    let lead = |name: &str| {
        tree["components"]["schemas"][name]["$ref"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let a = "#/components/schemas/A";
    assert_eq!(lead("b"), a);
    assert_eq!(lead("c"), format!("{a}/properties/tag"));
    assert_eq!(lead("d"), format!("{a}/properties/tag/$defs/x"));
    assert_eq!(lead("e"), "#/components/schemas/B");
    assert_eq!(tree["components"]["schemas"]["f"], json!({"$anchor": "p"}));
    for name in ["g", "i", "j"] {
        assert_eq!(lead(name), a, "{name}");
    }
    assert_eq!(lead("h"), "#/components/schemas/B");
}
