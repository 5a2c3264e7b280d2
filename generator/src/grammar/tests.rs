//! Walks on small documents.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::document;
use crate::source::SourceMap;

#[test]
fn names_are_no_keywords_and_data_is_left_alone() {
    let text = "
components:
  schemas:
    default: {properties: {enum: {type: string, example: {$ref: a}}, x-y: true}, x-z: {items: {}}}
paths: {x-a: {get: {}}, /b: {get: {responses: {default: {content: {a/b: {schema: {}}}}}}}}
";
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add("it.yaml", text);
    let node = document::read(
        &sources,
        file,
        &crate::limits::Limits::default(),
        &mut diagnostics,
    )
    .unwrap();
    let mut schemas = Vec::new();
    visit(&node, &mut |role, at, _| {
        if role == Role::One(Kind::Schema) {
            schemas.push(at.to_string());
        }
    });
    assert_eq!(
        schemas,
        [
            "#/components/schemas/default",
            "#/components/schemas/default/properties/enum",
            "#/components/schemas/default/properties/x-y",
            "#/paths/~1b/get/responses/default/content/a~1b/schema",
        ]
    );
    let (mut count, mut changed) = (0, node.clone());
    visit_mut(
        &mut changed,
        Role::One(Kind::Document),
        &mut |role, node| {
            if role == Role::One(Kind::Schema) {
                count += 1;
                node.value = document::Value::Bool(true);
            }
        },
    );
    assert_eq!(count, 4);
    assert_eq!(
        changed
            .at(&crate::source::Pointer::parse("/components/schemas/default").unwrap())
            .map(document::Node::kind),
        Some("a boolean")
    );
}
