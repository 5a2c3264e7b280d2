//! Two documents to one: what both have must be the same.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Member, Node, Object, Value};
use crate::model;

/// Adds `other` to `document`.
pub(super) fn merge(document: &mut Node, other: Node, diagnostics: &mut Diagnostics) {
    let (Value::Object(members), Value::Object(more)) = (&mut document.value, other.value) else {
        return;
    };
    for (key, member) in more {
        match (key.as_str(), members.get_mut(&key)) {
            (_, None) => {
                members.insert(key, member);
            }
            // Paths by method, components by kind and name.
            ("paths" | "components", Some(known)) => {
                named(&mut known.node, member.node, 2, diagnostics);
            }
            ("tags", Some(known)) => tags(&mut known.node, member.node),
            (_, Some(known)) => same(&key, known, &member, diagnostics),
        }
    }
}

/// Objects that merge by name down to a depth; below, both must be the same.
fn named(known: &mut Node, other: Node, depth: usize, diagnostics: &mut Diagnostics) {
    let (Value::Object(members), Value::Object(more)) = (&mut known.value, other.value) else {
        return;
    };
    for (key, member) in more {
        let objects = |known: &Member| known.node.as_object().is_some();
        match members.get_mut(&key) {
            None => insert(members, key, member),
            Some(known) if depth > 1 && objects(known) && objects(&member) => {
                named(&mut known.node, member.node, depth - 1, diagnostics);
            }
            Some(known) => same(&key, known, &member, diagnostics),
        }
    }
}

fn insert(members: &mut Object, key: String, member: Member) {
    members.insert(key, member);
}

fn same(key: &str, known: &Member, other: &Member, diagnostics: &mut Diagnostics) {
    if model::json(&known.node) == model::json(&other.node) {
        return;
    }
    let message = format!("two pages disagree about `{key}`");
    let conflict = Diagnostic::error(Code::Page, message)
        .at(other.key_span, "here it is something else")
        .also(known.key_span, "first here")
        .help("fetch both pages again: one of them is older");
    diagnostics.push(conflict);
}

/// The tags of both, by name.
fn tags(known: &mut Node, other: Node) {
    let (Value::Array(known), Value::Array(more)) = (&mut known.value, other.value) else {
        return;
    };
    for tag in more {
        let name = tag.get("name").and_then(Node::as_str);
        let mut names = known
            .iter()
            .map(|one| one.get("name").and_then(Node::as_str));
        if !names.any(|one| one == name) {
            known.push(tag);
        }
    }
}
