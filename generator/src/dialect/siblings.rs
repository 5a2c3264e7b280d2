//! `$ref` with siblings in a schema: OpenAPI 3.0 says that they are ignored, but whoever writes
//! `nullable: true` beside a reference means it. They become `allOf` with the siblings beside it.

use crate::diagnostic::Diagnostics;
use crate::document::{Member, Node, Object, Value};

/// Keys that say something about a schema when they stand beside a reference.
const MEANT: &[&str] = &[
    "default",
    "deprecated",
    "description",
    "nullable",
    "readOnly",
    "title",
    "writeOnly",
    "x-clientwright-name",
];

/// Keys under which one schema stands.
const ONE: &[&str] = &["schema", "items", "additionalProperties", "not"];
/// Keys under which a list of schemas stands.
const LIST: &[&str] = &["allOf", "anyOf", "oneOf"];
/// Keys under which schemas stand by name.
const MAP: &[&str] = &["properties", "schemas"];
/// Keys under which there is only data.
const DATA: &[&str] = &["default", "enum", "example", "value"];

/// What a value is, as far as this rule cares.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Schema,
    Schemas,
    Other,
}

/// Rewrites every such reference.
pub(super) fn rewrite(document: &mut Node, _: &mut Diagnostics) {
    visit(document, Role::Other);
}

fn visit(node: &mut Node, role: Role) {
    if role == Role::Schema {
        wrap(node);
    }
    match &mut node.value {
        Value::Array(elements) => {
            let inner = if role == Role::Schemas {
                Role::Schema
            } else {
                Role::Other
            };
            elements
                .iter_mut()
                .for_each(|element| visit(element, inner));
        }
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                let key = key.as_str();
                let inner = match role {
                    Role::Schemas => Role::Schema,
                    _ if key.starts_with("x-") || DATA.contains(&key) => continue,
                    _ if ONE.contains(&key) => Role::Schema,
                    _ if LIST.contains(&key) || MAP.contains(&key) => Role::Schemas,
                    _ => Role::Other,
                };
                visit(&mut member.node, inner);
            }
        }
        _ => {}
    }
}

fn wrap(node: &mut Node) {
    let span = node.span;
    let Value::Object(members) = &mut node.value else {
        return;
    };
    let meant = members.keys().any(|key| MEANT.contains(&key.as_str()));
    if !meant || !members.contains_key("$ref") {
        return;
    }
    let Some(reference) = members.shift_remove("$ref") else {
        return;
    };
    members.retain(|key, _| MEANT.contains(&key.as_str()));
    let key_span = reference.key_span;
    let mut inner = Object::new();
    inner.insert("$ref".to_owned(), reference);
    let inner = Node {
        span,
        value: Value::Object(inner),
    };
    let node = Node {
        span,
        value: Value::Array(vec![inner]),
    };
    members.insert("allOf".to_owned(), Member { key_span, node });
}
