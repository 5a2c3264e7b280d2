//! `required: true` in the schema of a member, as drafts 3 and 4 mixed it: the object around lists it.

use crate::diagnostic::Diagnostics;
use crate::dialect::mended;
use crate::document::{Node, Object, Value};
use crate::grammar::{Kind, Role};
use crate::source::Span;

/// Takes the marks off inner schemas; those of members go into the list. An object is looked at after its
/// inner ones, whose own marks are still there.
pub(super) fn rewrite(kind: Kind, members: &mut Object, diagnostics: &mut Diagnostics) {
    let mut needed: Vec<(String, Span)> = Vec::new();
    for (key, member) in members.iter_mut() {
        let properties = kind == Kind::Schema && key == "properties";
        match (kind.child(key), &mut member.node.value) {
            (Role::One(Kind::Schema), _) => {
                take(&mut member.node, diagnostics);
            }
            (Role::List(Kind::Schema), Value::Array(elements)) => {
                for element in elements {
                    take(element, diagnostics);
                }
            }
            (Role::Map(Kind::Schema), Value::Object(schemas)) => {
                for (name, schema) in schemas {
                    if let Some(span) = take(&mut schema.node, diagnostics).filter(|_| properties) {
                        needed.push((name.clone(), span));
                    }
                }
            }
            _ => {}
        }
    }
    let Some((_, span)) = needed.first() else {
        return;
    };
    if !matches!(
        members.get("required").map(|list| &list.node.value),
        Some(Value::Array(_))
    ) {
        // The object's own mark has been seen to say nothing of it, unless someone around wants it.
        let own = members.shift_remove("required");
        super::put(members, "required", *span, Value::Array(Vec::new()));
        if own.is_some_and(|own| own.node.value == Value::Bool(true)) {
            super::put(members, MARK, *span, Value::Bool(true));
        }
    }
    if let Some(Value::Array(list)) = members.get_mut("required").map(|list| &mut list.node.value) {
        for (name, span) in needed {
            if !list.iter().any(|known| known.as_str() == Some(&name)) {
                list.push(crate::dialect::text(span, name));
            }
        }
    }
}

/// Keeps an object's own mark while its `required` is a list.
const MARK: &str = "x-clientwright-required";

/// Takes the mark off; its place if the member is needed.
fn take(schema: &mut Node, diagnostics: &mut Diagnostics) -> Option<Span> {
    let Value::Object(members) = &mut schema.value else {
        return None;
    };
    let marked = members.shift_remove(MARK).map(|mark| mark.node.span);
    let flag = members.get("required").map(|flag| &flag.node);
    let (span, needed) = match flag {
        Some(Node {
            span,
            value: Value::Bool(needed),
        }) => (*span, *needed),
        _ => return marked,
    };
    members.shift_remove("required");
    let message = "`required` of a schema lists the members that an object must have";
    let help = "name this member in `required` of the object around it; it is read so";
    diagnostics.push(mended(span, message, help));
    needed.then_some(span)
}
