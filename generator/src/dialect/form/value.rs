//! Values that are no objects of a kind.

use super::Form;
use crate::diagnostic::Diagnostics;
use crate::dialect::mended;
use crate::document::{Node, Number, Value};

/// Gives a value its form; `false` if it cannot have it, after a warning.
pub(super) fn fits(node: &mut Node, key: &str, form: Form, diagnostics: &mut Diagnostics) -> bool {
    match form {
        Form::Text => text(node, key, diagnostics),
        Form::Flag => flag(node, key, diagnostics),
        Form::Count => count(node, key, diagnostics),
        Form::Number => number(node, key, diagnostics),
        Form::Bound if matches!(node.value, Value::Bool(_)) => true,
        Form::Bound => number(node, key, diagnostics),
        Form::Texts => texts(node, key, diagnostics),
        Form::ByName => by_name(node, key, diagnostics),
        Form::Needs => needs(node, key, diagnostics),
        Form::Fixed(members, needed) => fixed(node, key, members, needed, diagnostics),
    }
}

/// Says that a value means nothing here.
pub(super) fn lost(node: &Node, key: &str, due: &str, diagnostics: &mut Diagnostics) -> bool {
    let name = if key.is_empty() { "this" } else { key };
    let message = format!("`{name}` is {}, where {due} is expected", node.kind());
    diagnostics.push(mended(node.span, message, "it is ignored"));
    false
}

fn read_as(node: &Node, key: &str, due: &str, diagnostics: &mut Diagnostics) {
    let message = format!("`{key}` is {}, where {due} is expected", node.kind());
    let help = "it is read as what it seems to mean";
    diagnostics.push(mended(node.span, message, help));
}

/// A text without quotes may be a number, a truth value or a date to YAML.
fn text(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    let text = match &node.value {
        Value::String(_) => return true,
        Value::Number(Number::Integer(value)) => value.to_string(),
        // Shows a fraction of zero as well: `1.0`.
        Value::Number(Number::Float(value)) => format!("{value:?}"),
        Value::Bool(value) => value.to_string(),
        Value::Array(lines) if lines.iter().all(|line| line.as_str().is_some()) => {
            read_as(node, key, "a text", diagnostics);
            let lines: Vec<&str> = lines.iter().filter_map(Node::as_str).collect();
            lines.join("\n")
        }
        // Whoever follows references reads it.
        Value::Object(members) if members.contains_key("$ref") => return true,
        _ => return lost(node, key, "a text", diagnostics),
    };
    node.value = Value::String(text);
    true
}

fn flag(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    let flag = match &node.value {
        Value::Bool(_) => return true,
        Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" | "" => Some(false),
            _ => None,
        },
        Value::Number(Number::Integer(value @ (0 | 1))) => Some(*value == 1),
        // A list of names belongs to a schema around.
        _ => None,
    };
    let Some(flag) = flag else {
        return lost(node, key, "`true` or `false`", diagnostics);
    };
    read_as(node, key, "`true` or `false`", diagnostics);
    node.value = Value::Bool(flag);
    true
}

fn number(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    let number = match &node.value {
        Value::Number(_) => return true,
        Value::String(text) => parsed(text),
        _ => None,
    };
    let Some(number) = number else {
        return lost(node, key, "a number", diagnostics);
    };
    read_as(node, key, "a number", diagnostics);
    node.value = Value::Number(number);
    true
}

fn parsed(text: &str) -> Option<Number> {
    let text = text.trim();
    let integer = text.parse().ok().map(Number::Integer);
    let float = || text.parse().ok().filter(|value: &f64| value.is_finite());
    integer.or_else(|| float().map(Number::Float))
}

fn count(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    if !number(node, key, diagnostics) {
        return false;
    }
    let value = match &node.value {
        Value::Number(Number::Integer(value)) => *value,
        Value::Number(Number::Float(value)) if value.fract() == 0.0 => *value as i128,
        _ => return lost(node, key, "a number without a fraction", diagnostics),
    };
    if value < 0 {
        return lost(node, key, "a number that is not negative", diagnostics);
    }
    // More than there can be says no more than the most.
    let value = value.min(i128::from(i64::MAX));
    node.value = Value::Number(Number::Integer(value));
    true
}

fn texts(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    match &mut node.value {
        Value::Array(elements) => {
            elements.retain_mut(|element| {
                // Operations list tags as the document does.
                if let Some(name) = element.get("name").cloned() {
                    read_as(element, key, "a text", diagnostics);
                    *element = name;
                }
                text(element, key, diagnostics)
            });
            true
        }
        // `required` of a single property: the object around it takes it over.
        Value::Bool(_) if key == "required" => true,
        Value::String(_) | Value::Number(_) => {
            read_as(node, key, "a list", diagnostics);
            let mut one = node.clone();
            text(&mut one, key, diagnostics);
            node.value = Value::Array(vec![one]);
            true
        }
        _ => lost(node, key, "a list of texts", diagnostics),
    }
}

fn by_name(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    match &mut node.value {
        Value::Object(members) => {
            members.retain(|name, member| text(&mut member.node, name, diagnostics));
            true
        }
        _ => lost(node, key, "an object", diagnostics),
    }
}

/// A list of objects of scopes by scheme.
fn needs(node: &mut Node, key: &str, diagnostics: &mut Diagnostics) -> bool {
    if node.as_object().is_some() {
        read_as(node, key, "a list", diagnostics);
        let one = node.clone();
        // Of an empty object, nothing else than `[]` can be meant.
        let empty = one.as_object().is_some_and(|one| one.is_empty());
        node.value = Value::Array(if empty { Vec::new() } else { vec![one] });
    }
    let Value::Array(elements) = &mut node.value else {
        return lost(node, key, "a list", diagnostics);
    };
    elements.retain_mut(|element| match &mut element.value {
        Value::Object(schemes) => {
            for (name, scopes) in schemes.iter_mut() {
                let scopes = &mut scopes.node;
                if scopes.value == Value::Null || scopes.as_object().is_some() {
                    scopes.value = Value::Array(Vec::new());
                }
                texts(scopes, name, diagnostics);
            }
            true
        }
        Value::String(name) => {
            let name = name.clone();
            read_as(element, key, "an object", diagnostics);
            let list = Node {
                span: element.span,
                value: Value::Array(Vec::new()),
            };
            let member = crate::document::Member {
                key_span: element.span,
                node: list,
            };
            element.value = Value::Object([(name, member)].into_iter().collect());
            true
        }
        _ => lost(element, key, "an object", diagnostics),
    });
    true
}

fn fixed(
    node: &mut Node,
    key: &str,
    forms: &[(&str, Form)],
    needed: Option<&str>,
    diagnostics: &mut Diagnostics,
) -> bool {
    // The name alone is how 2.0 writes a discriminator.
    if key == "discriminator" && node.as_str().is_some() {
        return true;
    }
    let Value::Object(members) = &mut node.value else {
        return lost(node, key, "an object", diagnostics);
    };
    members.retain(|name, member| {
        if member.node.value == Value::Null {
            return false;
        }
        let form = forms.iter().find(|(known, _)| known == name);
        form.is_none_or(|(_, form)| fits(&mut member.node, name, *form, diagnostics))
    });
    let missing = needed.filter(|needed| !members.contains_key(*needed));
    if let (Some(missing), false) = (missing, members.contains_key("$ref")) {
        let message = format!("`{key}` has no `{missing}`");
        diagnostics.push(mended(node.span, message, "it is ignored"));
        return false;
    }
    true
}
