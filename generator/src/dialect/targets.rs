//! References through rewrites: what a reference leads to carries a mark while the rewrites move it, and
//! where the mark is found afterwards is where the reference leads.

use super::Version;
use crate::diagnostic::Diagnostics;
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit, visit_mut};
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};

/// The member that carries the place where its object stood.
const MARK: &str = "x-clientwright-target";

/// Marks every object that a reference leads to.
pub(super) fn mark(document: &mut Node, _: Version, _: &mut Diagnostics) {
    let mut targets = HashSet::new();
    visit(document, &mut |role, _, node| {
        for text in references(role, node) {
            targets.extend(Pointer::parse(text));
        }
    });
    for target in targets {
        let Some((role, found)) = find(document, &target) else {
            continue;
        };
        // Among names, a mark would be one of them.
        if matches!(role, Role::Map(_)) {
            continue;
        }
        let node = super::text(found.span, target.as_str());
        if let Value::Object(members) = &mut found.value {
            let key_span = node.span;
            members.insert(MARK.to_owned(), Member { key_span, node });
        }
    }
}

/// Takes the marks off a copy, whose original keeps them.
pub(super) fn unmark(copy: &mut Node) {
    match &mut copy.value {
        Value::Object(members) => {
            members.shift_remove(MARK);
            members
                .values_mut()
                .for_each(|member| unmark(&mut member.node));
        }
        Value::Array(elements) => elements.iter_mut().for_each(unmark),
        _ => {}
    }
}

/// A reference to a schema, wherever it will stand; the schema is marked under a name that no place has.
pub(super) fn share(schema: &mut Node, name: &str) -> Node {
    let span = schema.span;
    if let Value::Object(members) = &mut schema.value {
        if members.len() == 1 && members.contains_key("$ref") {
            return schema.clone();
        }
        let node = super::text(span, name);
        let mark = Member {
            key_span: span,
            node,
        };
        let mark = members.entry(MARK.to_owned()).or_insert(mark);
        if let Some(name) = mark.node.as_str() {
            let to = super::text(span, format!("#{name}"));
            let member = Member {
                key_span: span,
                node: to,
            };
            let members = [("$ref".to_owned(), member)].into_iter().collect();
            return Node {
                span,
                value: Value::Object(members),
            };
        }
    }
    schema.clone()
}

/// Takes the marks off and lets every reference lead to where its target stands now.
pub(super) fn follow(document: &mut Node, _: Version, _: &mut Diagnostics) {
    let mut moved: HashMap<String, Pointer> = HashMap::new();
    visit(document, &mut |_, at, node| {
        // Of copies the first counts.
        if let Some(from) = node.get(MARK).and_then(Node::as_str) {
            moved.entry(from.to_owned()).or_insert_with(|| at.clone());
        }
    });
    moved.retain(|from, to| from != to.as_str());
    let whole = Role::One(Kind::Document);
    visit_mut(document, whole, &mut |role, node| {
        if let Value::Object(members) = &mut node.value {
            members.shift_remove(MARK);
            rename(role, members, &moved);
        }
    });
}

fn rename(role: Role, members: &mut Object, moved: &HashMap<String, Pointer>) {
    let new = |node: &mut Node| {
        let from = node.as_str().and_then(Pointer::parse);
        if let Some(to) = from.and_then(|from| moved.get(from.as_str())) {
            node.value = Value::String(to.to_string());
        }
    };
    if !matches!(role, Role::Map(_)) {
        if let Some(reference) = members.get_mut("$ref") {
            new(&mut reference.node);
        }
    }
    match role {
        Role::One(Kind::Schema) => {
            let mapping = members
                .get_mut("discriminator")
                .and_then(|found| found.node.get_mut("mapping"));
            if let Some(Value::Object(mapping)) = mapping.map(|mapping| &mut mapping.value) {
                let texts = mapping.values_mut().map(|member| &mut member.node);
                texts.filter(|node| is_pointer(node)).for_each(new);
            }
        }
        Role::One(Kind::Link) => {
            if let Some(operation) = members.get_mut("operationRef") {
                new(&mut operation.node);
            }
        }
        _ => {}
    }
}

/// The references of one object.
fn references(role: Role, node: &Node) -> Vec<&str> {
    let mut found = Vec::new();
    if !matches!(role, Role::Map(_)) {
        found.extend(node.get("$ref").and_then(Node::as_str));
    }
    match role {
        Role::One(Kind::Schema) => {
            let mapping = node.get("discriminator").and_then(|one| one.get("mapping"));
            let mapping = mapping.and_then(Node::as_object).into_iter().flatten();
            let nodes = mapping.map(|(_, member)| &member.node);
            found.extend(
                nodes
                    .filter(|node| is_pointer(node))
                    .filter_map(Node::as_str),
            );
        }
        Role::One(Kind::Link) => {
            found.extend(node.get("operationRef").and_then(Node::as_str));
        }
        _ => {}
    }
    found
}

fn is_pointer(node: &Node) -> bool {
    node.as_str().is_some_and(|text| text.starts_with("#/"))
}

fn find<'a>(document: &'a mut Node, target: &Pointer) -> Option<(Role, &'a mut Node)> {
    let (mut role, mut node) = (Role::One(Kind::Document), document);
    for segment in target.segments() {
        (role, node) = match &mut node.value {
            Value::Object(members) => (role.member(&segment), &mut members.get_mut(&segment)?.node),
            Value::Array(elements) => {
                let index = segment.parse::<usize>().ok()?;
                (role.element(), elements.get_mut(index)?)
            }
            _ => return None,
        };
    }
    Some((role, node))
}
