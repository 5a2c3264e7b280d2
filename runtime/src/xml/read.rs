//! XML to JSON text, which is decoded as any other.

use super::element::{Attribute, Element, parse};
use super::{Answer, Name, Node, Object, Root, Shape};
use crate::RawResponse;
use http::header::CONTENT_TYPE;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The JSON that stands for an answer; `None` if it is not in XML, or nothing says how it looks.
pub(crate) fn answer(answers: &[Answer], response: &RawResponse) -> Option<Result<String, String>> {
    let media_type = response.headers().get(CONTENT_TYPE);
    let media_type = media_type
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    if !(essence.ends_with("/xml") || essence.ends_with("+xml")) {
        return None;
    }
    let status = response.status().as_u16();
    let of = |answer: &&Answer| answer.statuses.0 <= status && status <= answer.statuses.1;
    let answer = answers.iter().find(of)?;
    Some(to_json(&response.text(), &answer.root))
}

/// The JSON that stands for an XML document, or what is wrong with it.
pub(super) fn to_json(xml: &str, root: &Root) -> Result<String, String> {
    let element = parse(xml)?;
    let mut out = String::new();
    value(&element, &root.shape, &mut out);
    Ok(out)
}

/// What an element holds.
fn value(element: &Element, shape: &Shape, out: &mut String) {
    if element.nil {
        return out.push_str("null");
    }
    match shape {
        Shape::Text | Shape::Number | Shape::Bool => scalar(&element.text, shape, out),
        Shape::Object(object) => members(element, object, out),
        Shape::List { of, .. } => list(element.children.iter(), of, out),
        Shape::Map(of) => map(element, of, out),
        Shape::Any => any(element, out),
    }
}

/// What a text says. Where a number or truth value should be and none is, the text itself goes
/// on, so that decoding says what is wrong and where.
fn scalar(text: &str, shape: &Shape, out: &mut String) {
    let trimmed = text.trim();
    match (shape, trimmed) {
        (Shape::Bool, "true" | "1") => out.push_str("true"),
        (Shape::Bool, "false" | "0") => out.push_str("false"),
        (Shape::Number, _) if is_number(trimmed) => out.push_str(trimmed),
        _ => quote(text, out),
    }
}

fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c == '-' || c.is_ascii_digit())
        && serde_json::from_str::<&RawValue>(text).is_ok()
}

fn quote(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}

/// The elements of a list.
fn list<'e>(elements: impl Iterator<Item = &'e Element>, of: &Shape, out: &mut String) {
    out.push('[');
    for (index, element) in elements.enumerate() {
        comma(index, out);
        value(element, of, out);
    }
    out.push(']');
}

fn comma(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn key(index: &mut usize, name: &str, out: &mut String) {
    comma(*index, out);
    *index += 1;
    quote(name, out);
    out.push(':');
}

/// An object with declared members, in their order.
fn members(element: &Element, object: &Object, out: &mut String) {
    let mut index = 0;
    out.push('{');
    let mut found: BTreeMap<usize, Vec<&Element>> = BTreeMap::new();
    let mut others: Vec<&Element> = Vec::new();
    for child in &element.children {
        match find(object, &child.name, child.namespace.as_deref(), false) {
            Some(member) => found.entry(member).or_default().push(child),
            None => others.push(child),
        }
    }
    let attribute = |wanted: usize| {
        let mut all = element.attributes.iter();
        all.find(
            |Attribute {
                 name, namespace, ..
             }| { find(object, name, namespace.as_deref(), true) == Some(wanted) },
        )
    };
    for (at, member) in object.members.iter().enumerate() {
        let children = found.get(&at).map(Vec::as_slice).unwrap_or_default();
        match (member.node, &member.shape) {
            (Node::Attribute, shape) => {
                if let Some(attribute) = attribute(at) {
                    key(&mut index, member.property, out);
                    scalar(&attribute.value, shape, out);
                }
            }
            (Node::Text | Node::Cdata, shape) => {
                key(&mut index, member.property, out);
                scalar(&element.text, shape, out);
            }
            (
                Node::Element,
                Shape::List {
                    of, wrapped: false, ..
                },
            ) if member.required || !children.is_empty() => {
                key(&mut index, member.property, out);
                list(elements(children, of).into_iter(), of, out);
            }
            (Node::Element, Shape::List { .. }) if member.required && children.is_empty() => {
                key(&mut index, member.property, out);
                out.push_str("[]");
            }
            (Node::Element, shape) => {
                if let Some(child) = children.last() {
                    key(&mut index, member.property, out);
                    value(child, shape, out);
                }
            }
        }
    }
    if let Some(of) = &object.others {
        entries(&others, of, &mut index, out);
    }
    out.push('}');
}

/// The elements of a list without an element around them. Services that write one all the same are
/// understood: their single element has what no element of the list can have.
fn elements<'e>(children: &[&'e Element], of: &Shape) -> Vec<&'e Element> {
    if let [only] = children {
        let inner = || only.children.iter().collect();
        let blank = only.attributes.is_empty() && only.text.trim().is_empty();
        match of {
            Shape::Text | Shape::Number | Shape::Bool if !only.children.is_empty() => {
                return inner();
            }
            Shape::Object(object) if blank && !only.nil => {
                let is_member = |child: &Element| {
                    find(object, &child.name, child.namespace.as_deref(), false).is_some()
                };
                let required = object.members.iter().any(|member| member.required);
                if required && !only.children.iter().any(is_member) {
                    return inner();
                }
            }
            _ => {}
        }
    }
    children.to_vec()
}

/// The member that an element or attribute is: of this name and namespace, or else of this name.
fn find(object: &Object, name: &str, namespace: Option<&str>, attribute: bool) -> Option<usize> {
    let of = |exact: bool| {
        object.members.iter().position(|member| {
            let Name {
                local,
                namespace: own,
                ..
            } = member.element_name();
            let kind = match member.node {
                Node::Element => !attribute,
                Node::Attribute => attribute,
                Node::Text | Node::Cdata => false,
            };
            kind && local == name && (!exact || own == namespace)
        })
    };
    of(true).or_else(|| of(false))
}

/// An object whose members nobody named.
fn map(element: &Element, of: &Shape, out: &mut String) {
    let mut index = 0;
    out.push('{');
    let children: Vec<&Element> = element.children.iter().collect();
    entries(&children, of, &mut index, out);
    out.push('}');
}

/// Members by the names of elements; those of the same name are one list, where that is what they
/// hold or where nobody says.
fn entries(children: &[&Element], of: &Shape, index: &mut usize, out: &mut String) {
    let mut by_name: BTreeMap<&str, Vec<&Element>> = BTreeMap::new();
    for child in children {
        by_name.entry(&child.name).or_default().push(child);
    }
    for (name, children) in by_name {
        key(index, name, out);
        match (of, children.as_slice()) {
            (
                Shape::List {
                    of, wrapped: false, ..
                },
                all,
            ) => list(all.iter().copied(), of, out),
            (Shape::Any, all) if all.len() > 1 => list(all.iter().copied(), &Shape::Any, out),
            (of, all) => {
                if let Some(last) = all.last() {
                    value(last, of, out);
                }
            }
        }
    }
}

/// An element that nobody describes: its text, or an object of its attributes and children.
fn any(element: &Element, out: &mut String) {
    if element.children.is_empty() && element.attributes.is_empty() {
        return quote(&element.text, out);
    }
    let mut index = 0;
    out.push('{');
    for Attribute { name, value, .. } in &element.attributes {
        key(&mut index, name, out);
        quote(value, out);
    }
    let children: Vec<&Element> = element.children.iter().collect();
    entries(&children, &Shape::Any, &mut index, out);
    if !element.text.trim().is_empty() {
        key(&mut index, "$text", out);
        quote(&element.text, out);
    }
    out.push('}');
}
