//! Walks through a document by its grammar. The reader bounds how deep a document nests, and with
//! it these walks.

use super::{Kind, Role};
use crate::document::{Node, Value};
use crate::source::Pointer;

/// Calls `look` with each object or list of the document that is not data, its place and its role, outer
/// ones first. A single value where an object of a kind is due (`true` as a schema) is looked at too.
pub fn visit<'a>(document: &'a Node, look: &mut dyn FnMut(Role, &Pointer, &'a Node)) {
    visit_part(document, Role::One(Kind::Document), Pointer::root(), look);
}

/// The same for a part of a document that has a role and stands at a place.
pub fn visit_part<'a>(
    part: &'a Node,
    role: Role,
    mut at: Pointer,
    look: &mut dyn FnMut(Role, &Pointer, &'a Node),
) {
    go(part, role, &mut at, look);
}

fn go<'a>(
    node: &'a Node,
    role: Role,
    at: &mut Pointer,
    look: &mut dyn FnMut(Role, &Pointer, &'a Node),
) {
    let inner = matches!(node.value, Value::Array(_) | Value::Object(_));
    if role == Role::Data || !inner && role.kind().is_none() {
        return;
    }
    look(role, at, node);
    let length = at.as_str().len();
    match &node.value {
        Value::Array(elements) => {
            for (index, element) in elements.iter().enumerate() {
                at.push(&index.to_string());
                go(element, role.element(), at, look);
                at.truncate(length);
            }
        }
        Value::Object(members) => {
            for (key, member) in members {
                at.push(key);
                go(&member.node, role.member(key), at, look);
                at.truncate(length);
            }
        }
        _ => {}
    }
}

/// What the pointer leads to from a part of a document that has a role, and the role there.
pub fn reach<'a>(part: &'a Node, role: Role, way: &Pointer) -> Option<(Role, &'a Node)> {
    way.steps()
        .try_fold((role, part), |(role, node), segment| match &node.value {
            Value::Object(members) => {
                let member = members.get(segment.as_ref())?;
                Some((role.member(&segment), &member.node))
            }
            Value::Array(elements) => {
                let element = elements.get(segment.parse::<usize>().ok()?)?;
                Some((role.element(), element))
            }
            _ => None,
        })
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
