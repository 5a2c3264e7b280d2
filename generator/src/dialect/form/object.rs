//! Places of objects of a kind, of lists of them, and of them by name.

use super::value::lost;
use crate::diagnostic::Diagnostics;
use crate::dialect::mended;
use crate::dialect::schema::is_type;
use crate::document::{Member, Node, Object, Value};
use crate::grammar::Kind;

/// An object of a kind; `false` if nothing else can be meant, after a warning.
pub(super) fn one(node: &mut Node, key: &str, due: Kind, diagnostics: &mut Diagnostics) -> bool {
    match &node.value {
        Value::Object(_) => return true,
        // Truth values as schemas, and the tuples of old, are rewritten later.
        Value::Bool(_) if due == Kind::Schema => return true,
        Value::Array(_) if due == Kind::Schema && key == "items" => return true,
        // `dependencies` of draft 7 lists names, too.
        Value::Array(names)
            if due == Kind::Schema && names.iter().all(|name| name.as_str().is_some()) =>
        {
            return true;
        }
        _ => {}
    }
    if due == Kind::Example {
        return wrap(node, "value");
    }
    let Some(text) = node.as_str() else {
        return lost(node, key, "an object", diagnostics);
    };
    let inner = match due {
        Kind::Server => "url",
        Kind::Tag => "name",
        Kind::Response => "description",
        Kind::Schema if is_type(text) => "type",
        _ => return lost(node, key, "an object", diagnostics),
    };
    let message = format!("`{text}` stands where an object is expected");
    let help = format!("write `{{{inner}: …}}`; it is read so");
    diagnostics.push(mended(node.span, message, help));
    wrap(node, inner)
}

/// Objects of a kind by name.
pub(super) fn map(node: &mut Node, key: &str, due: Kind, diagnostics: &mut Diagnostics) -> bool {
    let span = node.span;
    match &mut node.value {
        Value::Object(_) => true,
        Value::Array(elements) => {
            let name = |index: usize, element: &Node| {
                let name = ["name", "summary"]
                    .into_iter()
                    .find_map(|key| element.get(key)?.as_str());
                name.map_or_else(|| format!("{}", index + 1), str::to_owned)
            };
            if matches!(due, Kind::Example | Kind::Header) {
                let elements = std::mem::take(elements);
                let named = elements.into_iter().enumerate().map(|(index, mut node)| {
                    let name = name(index, &node);
                    if due == Kind::Example && !is_example(&node) {
                        wrap(&mut node, "value");
                    }
                    (
                        name,
                        Member {
                            key_span: node.span,
                            node,
                        },
                    )
                });
                node.value = Value::Object(named.collect());
                let message = format!("`{key}` is a list where objects by name are expected");
                diagnostics.push(mended(span, message, "give each a name; they are read so"));
                return true;
            }
            lost(node, key, "an object", diagnostics)
        }
        _ => lost(node, key, "an object", diagnostics),
    }
}

/// Whether an object is an example with its value in a member of its own.
pub(super) fn is_example(node: &Node) -> bool {
    [
        "value",
        "externalValue",
        "dataValue",
        "serializedValue",
        "$ref",
    ]
    .iter()
    .any(|key| node.get(key).is_some())
}

/// A list of objects of a kind.
pub(super) fn list(node: &mut Node, key: &str, due: Kind, diagnostics: &mut Diagnostics) -> bool {
    let span = node.span;
    match &mut node.value {
        Value::Array(_) => return true,
        Value::Object(members) => {
            let own = match due {
                Kind::Server => &["url"][..],
                Kind::Tag => &["name"],
                Kind::Parameter => &["name", "in", "$ref"],
                _ => &[],
            };
            let single = own.is_empty() || own.iter().any(|key| members.contains_key(*key));
            let members = std::mem::take(members);
            node.value = Value::Array(if single {
                vec![Node {
                    span,
                    value: Value::Object(members),
                }]
            } else {
                members
                    .into_iter()
                    .filter_map(|(name, member)| named(name, member))
                    .collect()
            });
        }
        Value::String(_) if due == Kind::Server => {
            let one = node.clone();
            node.value = Value::Array(vec![one]);
        }
        _ => return lost(node, key, "a list", diagnostics),
    }
    let message = format!("`{key}` is no list");
    let help = "begin each entry with `-`; it is read so";
    diagnostics.push(mended(span, message, help));
    // What stands in the list was looked at before it was one.
    if let Value::Array(elements) = &mut node.value {
        elements.retain_mut(|element| one(element, key, due, diagnostics));
    }
    true
}

/// An object that stood under its name.
fn named(name: String, member: Member) -> Option<Node> {
    let mut node = member.node;
    let Value::Object(members) = &mut node.value else {
        return None;
    };
    if !members.contains_key("$ref") && !members.contains_key("name") {
        let text = crate::dialect::text(member.key_span, name);
        let key_span = member.key_span;
        members.insert(
            "name".to_owned(),
            Member {
                key_span,
                node: text,
            },
        );
    }
    Some(node)
}

/// Puts an object around a value.
fn wrap(node: &mut Node, key: &str) -> bool {
    let (span, inner) = (node.span, node.clone());
    let mut members = Object::default();
    members.insert(
        key.to_owned(),
        Member {
            key_span: span,
            node: inner,
        },
    );
    node.value = Value::Object(members);
    true
}
