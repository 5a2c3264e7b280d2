//! Walks through a document by its grammar. The reader bounds how deep a document nests, and with
//! it these walks.

use super::{Kind, Role};
use crate::document::{Node, Value};
use crate::source::Pointer;

/// Calls `look` with each object or list of the document that is not data, its place and its role, outer
/// ones first. A single value where an object of a kind is due (`true` as a schema) is looked at too.
pub fn visit<'a>(document: &'a Node, look: &mut dyn FnMut(Role, &Pointer, &'a Node)) {
    go(document, Role::One(Kind::Document), &Pointer::root(), look);
}

fn go<'a>(
    node: &'a Node,
    role: Role,
    at: &Pointer,
    look: &mut dyn FnMut(Role, &Pointer, &'a Node),
) {
    if role == Role::Data {
        return;
    }
    let inner = matches!(node.value, Value::Array(_) | Value::Object(_));
    if inner || role.kind().is_some() {
        look(role, at, node);
    }
    match &node.value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                go(element, role.element(), &at.index(index), look);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                go(&member.node, role.member(key), &at.child(key), look);
            }
        }
        _ => {}
    }
}

/// Calls `change` with each such place of a part of a document; the part's own role is `role`. Inner places
/// come first, so that what `change` builds is not looked at again.
pub fn visit_mut(node: &mut Node, role: Role, change: &mut dyn FnMut(Role, &mut Node)) {
    if role == Role::Data {
        return;
    }
    match &mut node.value {
        Value::Array(elements) => {
            for element in elements {
                visit_mut(element, role.element(), change);
            }
        }
        Value::Object(members) => {
            for (key, member) in members.iter_mut() {
                visit_mut(&mut member.node, role.member(key), change);
            }
        }
        _ => {}
    }
    let inner = matches!(node.value, Value::Array(_) | Value::Object(_));
    if inner || role.kind().is_some() {
        change(role, node);
    }
}
