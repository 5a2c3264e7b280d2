//! References on small documents.

use super::*;
use crate::document;
use crate::source::SourceMap;

fn found(text: &str) -> Vec<String> {
    let mut sources = SourceMap::new();
    let mut diagnostics = Diagnostics::default();
    let file = sources.add("it.yaml", text);
    let node = document::read(&sources, file, &mut diagnostics).unwrap();
    check(&node, &mut diagnostics);
    let found = diagnostics.into_items();
    let line = |one: &Diagnostic| format!("{}: {}", one.code, one.message);
    found.iter().map(line).collect()
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
";
    assert_eq!(found(text), Vec::<String>::new());
}

#[test]
fn references_to_nowhere_are_errors() {
    let text = "
a: {$ref: '#/components/schemas/Pt'}
b: {$ref: other.yaml#/x}
c: {$ref: 1}
d: {$ref: '#x'}
components: {schemas: {Pet: {}}}
";
    assert_eq!(
        found(text),
        [
            "unresolved-reference: `#/components/schemas/Pt` leads nowhere",
            "external-reference: `other.yaml#/x` is in another file, which is not read",
            "invalid-document: `$ref` must be a text, not a number",
            "unresolved-reference: `#x` is no JSON pointer",
        ]
    );
}

#[test]
fn circles_are_errors_even_if_unused() {
    let text = "
schemas:
  Z: {$ref: '#/schemas/A'}
  A: {$ref: '#/schemas/B'}
  B: {$ref: '#/schemas/A'}
  S: {$ref: '#/schemas/S'}
";
    assert_eq!(
        found(text),
        [
            "reference-cycle: `#/schemas/A` refers only to itself",
            "reference-cycle: `#/schemas/S` refers only to itself",
        ]
    );
}
