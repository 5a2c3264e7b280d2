//! Where references stand.

use crate::document::{Node, Value};
use crate::source::Pointer;

/// A `$ref`.
pub(super) struct Reference<'a> {
    /// The object that has it.
    pub(super) at: Pointer,
    /// Its value.
    pub(super) node: &'a Node,
}

/// Keys whose values are data, in which `$ref` means nothing.
const DATA: &[&str] = &["default", "enum", "example", "value"];

/// Keys whose values are objects by name, where a name may be any of [`DATA`] or `$ref` itself.
const NAMED: &[&str] = &[
    "callbacks",
    "examples",
    "headers",
    "links",
    "parameters",
    "paths",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

/// Every reference of a document, in its order.
pub(super) fn references(document: &Node) -> Vec<Reference<'_>> {
    let mut found = Vec::new();
    look(document, &Pointer::root(), false, &mut found);
    found
}

fn look<'a>(node: &'a Node, at: &Pointer, named: bool, found: &mut Vec<Reference<'a>>) {
    match &node.value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                look(element, &at.index(index), false, found);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                let data = key.starts_with("x-") || DATA.contains(&key.as_str());
                if !named && data {
                    continue;
                }
                if !named && key == "$ref" {
                    found.push(Reference {
                        at: at.clone(),
                        node: &member.node,
                    });
                    continue;
                }
                let names = !named && NAMED.contains(&key.as_str());
                look(&member.node, &at.child(key), names, found);
            }
        }
        _ => {}
    }
}
