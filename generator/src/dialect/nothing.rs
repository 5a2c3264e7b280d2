//! `null` where OpenAPI expects something says nothing, as does PHP's empty list where it means an empty
//! object; `true` and `false` as schemas are written as objects.

use super::{Version, mended};
use crate::diagnostic::Diagnostics;
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit_mut};
use crate::source::Span;

/// Keywords that 3.0 allows to be truth values, or that it does not know.
const TRUTH: &[&str] = &[
    "additionalItems",
    "additionalProperties",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Brings all of these to one form.
pub(super) fn rewrite(document: &mut Node, version: Version, diagnostics: &mut Diagnostics) {
    let whole = Role::One(Kind::Document);
    visit_mut(document, whole, &mut |role, node| match &mut node.value {
        Value::Object(members) => {
            members.retain(|key, member| keep(role, key, member, version, diagnostics));
            for (key, member) in members.iter_mut() {
                let truth = role == Role::One(Kind::Schema) && TRUTH.contains(&key.as_str());
                if role.member(key) == Role::One(Kind::Schema) && !truth {
                    unfold(&mut member.node);
                }
            }
        }
        Value::Array(elements) => {
            if let Role::List(kind) = role {
                elements.retain(|element| full(element, diagnostics));
                if kind == Kind::Schema {
                    elements.iter_mut().for_each(unfold);
                }
            }
        }
        _ => {}
    });
}

/// Whether a member says anything, after it has been given the form in which it does.
fn keep(
    role: Role,
    key: &str,
    member: &mut Member,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> bool {
    let (due, node) = (role.member(key), &mut member.node);
    match &node.value {
        Value::Array(elements) if elements.is_empty() && is_object(due) => {
            let help = "write `{}`; it is read so";
            let message = format!("`{key}` is an empty list where an object is expected");
            diagnostics.push(mended(node.span, message, help));
            node.value = Value::Object(Object::default());
            true
        }
        Value::Null => match (role, due) {
            (Role::One(Kind::Schema), _) if key == "type" => {
                if version < Version::V3_1 {
                    return false;
                }
                let help = "write `type: 'null'`; it is read so";
                diagnostics.push(mended(node.span, "`type: null` without quotes", help));
                node.value = Value::String("null".to_owned());
                true
            }
            (Role::One(Kind::Schema), Role::Data) => key != "enum",
            (_, Role::Data) | (Role::Plain, _) => true,
            (Role::Map(_), _) | (Role::One(Kind::Paths | Kind::Callback | Kind::Responses), _) => {
                node.value = Value::Object(Object::default());
                true
            }
            _ => false,
        },
        _ => true,
    }
}

/// Whether an object is due, and no list of old is meant: `items` of draft 4.
fn is_object(due: Role) -> bool {
    matches!(due, Role::Map(_) | Role::One(_))
}

fn full(element: &Node, diagnostics: &mut Diagnostics) -> bool {
    let full = element.value != Value::Null;
    if !full {
        let help = "take it out of the list";
        diagnostics.push(mended(
            element.span,
            "`null` in a list; it is ignored",
            help,
        ));
    }
    full
}

/// `true` as `{}`, `false` as `{not: {}}`.
fn unfold(node: &mut Node) {
    let span = node.span;
    node.value = match node.value {
        Value::Bool(true) => Value::Object(Object::default()),
        Value::Bool(false) => never(span),
        _ => return,
    };
}

/// The schema that nothing fits.
pub(super) fn never(span: Span) -> Value {
    let node = Node {
        span,
        value: Value::Object(Object::default()),
    };
    let key_span = span;
    Value::Object(
        [("not".to_owned(), Member { key_span, node })]
            .into_iter()
            .collect(),
    )
}
