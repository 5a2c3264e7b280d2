//! Path items with a reference and members of their own: what the target has and they do not, they get.

use super::Version;
use super::targets::unmark;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Object, Value};
use crate::grammar::{Kind, Role, visit, visit_mut};
use crate::source::Pointer;
use std::collections::HashMap;

/// Merges them.
pub(super) fn rewrite(document: &mut Node, _: Version, _: &mut Diagnostics) {
    let mut targets: HashMap<String, Object> = HashMap::new();
    visit(document, &mut |role, _, node| {
        let reference = node.get("$ref").and_then(Node::as_str);
        let (Role::One(Kind::PathItem), Some(text), true) = (role, reference, mixed(node)) else {
            return;
        };
        let mut target = node;
        // A chain longer than this is a circle, which was reported before.
        for _ in 0..16 {
            let next = target
                .get("$ref")
                .and_then(Node::as_str)
                .and_then(Pointer::parse);
            match next.and_then(|next| document.at(&next)) {
                Some(next) => target = next,
                None => break,
            }
        }
        if let Some(members) = target
            .as_object()
            .filter(|target| !target.contains_key("$ref"))
        {
            targets.insert(text.to_owned(), members.clone());
        }
    });
    if targets.is_empty() {
        return;
    }
    visit_mut(document, Role::One(Kind::Document), &mut |role, node| {
        if role != Role::One(Kind::PathItem) || !mixed(node) {
            return;
        }
        let reference = node.get("$ref").and_then(Node::as_str);
        let Some(target) = reference.and_then(|text| targets.get(text)) else {
            return;
        };
        let span = node.span;
        let mut copy = Node {
            span,
            value: Value::Object(target.clone()),
        };
        unmark(&mut copy);
        if let (Value::Object(members), Value::Object(target)) = (&mut node.value, copy.value) {
            members.shift_remove("$ref");
            for (key, member) in target {
                members.entry(key).or_insert(member);
            }
        }
    });
}

/// Whether a path item is a reference and says more than words.
fn mixed(item: &Node) -> bool {
    let words = |key: &String| matches!(key.as_str(), "$ref" | "summary" | "description");
    item.as_object().is_some_and(|members| {
        members.contains_key("$ref")
            && members
                .keys()
                .any(|key| !words(key) && !key.starts_with("x-"))
    })
}
