//! The keywords of one schema, without its `allOf` parts.

use super::facts::{Choice, Facts, Kind, Places, Undeclared};
use super::xml::Xml;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Number, Value};
use crate::ir::{Access, Bound, Constraints, Docs, EnumValue, Literal};
use crate::lower::Context;
use crate::model;
use crate::source::Pointer;
use indexmap::IndexMap;

/// What one schema says, before its parts are merged into it.
pub(super) struct Read {
    /// What it says itself.
    pub own: Facts,
    /// The places of its `allOf` parts.
    pub parts: Places,
    /// The places of what holds for some values only: `then`, `else`, `dependentSchemas`.
    pub conditional: Places,
}

/// What the schema itself says, and the places of what belongs to it.
pub(super) fn read(context: &mut Context<'_>, at: &Pointer) -> Read {
    let mut read = Read {
        own: Facts {
            at: at.clone(),
            ..Facts::default()
        },
        parts: Places::new(),
        conditional: Places::new(),
    };
    let Some(node) = context.node(at) else {
        return read;
    };
    let Some(model::Schema { data, keywords, .. }) = context.model(at, node) else {
        return read;
    };
    read.parts = list(at, "allOf", keywords.all_of.len());
    read.conditional = conditional(node, at);
    let facts = &mut read.own;
    facts.kind = kind(context, at, keywords.typ.as_deref());
    facts.nullable = data.nullable;
    facts.format = keywords.format;
    values(context, at, facts);
    let properties = at.child("properties");
    facts.properties = keywords
        .properties
        .keys()
        .map(|name| (name.clone(), vec![properties.child(name)]))
        .collect();
    facts.required = keywords.required.into_iter().collect();
    facts.constraints = Constraints {
        minimum: bound(node, "minimum", "exclusiveMinimum"),
        maximum: bound(node, "maximum", "exclusiveMaximum"),
        multiple_of: node.get("multipleOf").and_then(number),
        min_length: keywords.min_length.map(|limit| limit as u64),
        max_length: keywords.max_length.map(|limit| limit as u64),
        pattern: keywords.pattern,
        min_items: keywords.min_items.map(|limit| limit as u64),
        max_items: keywords.max_items.map(|limit| limit as u64),
        unique_items: keywords.unique_items.unwrap_or(false),
        min_members: keywords.min_properties.map(|limit| limit as u64),
        max_members: keywords.max_properties.map(|limit| limit as u64),
    };
    objects(node, at, facts);
    lists(node, at, facts);
    for (key, length) in [
        ("oneOf", keywords.one_of.len()),
        ("anyOf", keywords.any_of.len()),
    ] {
        if length > 0 {
            facts.unions.push(Choice {
                at: at.child(key),
                parts: list(at, key, length),
                open: false,
            });
        }
    }
    facts.discriminator = data.discriminator;
    facts.docs = Docs {
        summary: None,
        description: data.description,
        deprecated: data.deprecated,
    };
    facts.title = data.title;
    facts.access = match (data.read_only, data.write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    };
    facts.default = node.get("default").map(|_| at.child("default"));
    facts.xml = Xml::read(node);
    facts.pinned = context.pinned(at);
    let not = node.get("not").and_then(Node::as_object);
    facts.never = not.is_some_and(IndexMap::is_empty);
    read
}

fn list(at: &Pointer, key: &str, length: usize) -> Places {
    let list = at.child(key);
    (0..length).map(|index| list.index(index)).collect()
}

fn conditional(node: &Node, at: &Pointer) -> Places {
    let mut found = Places::new();
    if node.get("if").is_some() {
        let branches = ["then", "else"].into_iter();
        found.extend(
            branches
                .filter(|key| node.get(key).is_some())
                .map(|key| at.child(key)),
        );
    }
    found.extend(members(node, at, "dependentSchemas"));
    found
}

/// The places of the members of the object under a key.
fn members(node: &Node, at: &Pointer, key: &str) -> Places {
    let list = at.child(key);
    let members = node.get(key).and_then(Node::as_object).into_iter();
    members
        .flat_map(IndexMap::keys)
        .map(|name| list.child(name))
        .collect()
}

/// What becomes of members that no property describes.
fn objects(node: &Node, at: &Pointer, facts: &mut Facts) {
    facts.patterns = members(node, at, "patternProperties");
    let keys = ["additionalProperties", "unevaluatedProperties"].into_iter();
    let mut found = keys.filter_map(|key| Some((key, node.get(key)?)));
    facts.additional = found.next().and_then(|(key, found)| match &found.value {
        Value::Bool(allowed) => Some(Undeclared::Allowed(*allowed)),
        Value::Object(_) if is_never(found) => Some(Undeclared::Allowed(false)),
        Value::Object(members) if members.is_empty() => Some(Undeclared::Allowed(true)),
        Value::Object(_) => Some(Undeclared::Typed(vec![at.child(key)])),
        _ => None,
    });
}

/// `prefixItems`, and what comes after; without such elements the list is no longer than its prefix.
fn lists(node: &Node, at: &Pointer, facts: &mut Facts) {
    let prefix = node.get("prefixItems").and_then(Node::as_array);
    let prefix = list(at, "prefixItems", prefix.map_or(0, <[Node]>::len));
    facts.prefix = prefix.into_iter().map(|at| vec![at]).collect();
    let keys = ["items", "unevaluatedItems"].into_iter();
    let mut found = keys.filter_map(|key| Some((key, node.get(key)?)));
    // What these look at counts as evaluated, and this looks at none of them.
    let seen = ["contains", "if", "dependentSchemas"].into_iter();
    let seen = seen.filter(|key| node.get(key).is_some()).count() > 0;
    match found.next() {
        Some(("unevaluatedItems", items)) if seen || is_never(items) => {
            facts.closed = !seen;
        }
        Some((_, items)) if is_never(items) => {
            let longest = facts.prefix.len() as u64;
            let known = facts.constraints.max_items.unwrap_or(longest);
            facts.constraints.max_items = Some(known.min(longest));
        }
        Some((
            key,
            Node {
                value: Value::Object(_),
                ..
            },
        )) => facts.items = vec![at.child(key)],
        _ => {}
    }
}

/// Whether no value fits the schema: `false`, `{not: {}}`.
fn is_never(node: &Node) -> bool {
    let not = node.get("not").and_then(Node::as_object);
    node.value == Value::Bool(false) || not.is_some_and(IndexMap::is_empty)
}

/// `enum`: `null` among the values says that the value may be null, alone that it is null.
fn values(context: &Context<'_>, at: &Pointer, facts: &mut Facts) {
    let values = context.values(at);
    let null = |value: &EnumValue| value.value == Literal::Null;
    if values.iter().any(null) {
        facts.nullable = true;
    }
    let named: Vec<EnumValue> = values
        .iter()
        .filter(|value| !null(value))
        .cloned()
        .collect();
    if named.is_empty() && !values.is_empty() {
        facts.kind = Some(Kind::Null);
    }
    facts.values = (!named.is_empty()).then_some(named);
}

impl Context<'_> {
    /// The schema as the model has it. What is wrong with it is said once, however often it is used.
    fn model(&mut self, at: &Pointer, node: &Node) -> Option<model::Schema> {
        let mut found = crate::diagnostic::Diagnostics::default();
        let schema = model::schema(node, at, &mut found);
        for diagnostic in found.into_items() {
            self.once(at, diagnostic);
        }
        schema
    }
}

fn kind(context: &mut Context<'_>, at: &Pointer, name: Option<&str>) -> Option<Kind> {
    Some(match name? {
        "string" => Kind::String,
        "integer" => Kind::Integer,
        "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "array" => Kind::Array,
        "object" => Kind::Object,
        "null" => Kind::Null,
        other => {
            let message = format!("`{other}` is no type of a schema");
            let diagnostic = Diagnostic::error(Code::InvalidDocument, message)
                .at(context.span(&at.child("type")), "")
                .help("write string, integer, number, boolean, array or object");
            context.once(at, diagnostic);
            return None;
        }
    })
}

fn bound(node: &Node, key: &str, exclusive: &str) -> Option<Bound> {
    let exclusive = node
        .get(exclusive)
        .is_some_and(|flag| flag.value == Value::Bool(true));
    let value = number(node.get(key)?)?;
    Some(Bound { value, exclusive })
}

fn number(node: &Node) -> Option<Literal> {
    match node.value {
        Value::Number(Number::Integer(value)) => Some(Literal::Integer(value)),
        Value::Number(Number::Float(value)) => Some(Literal::Float(value)),
        _ => None,
    }
}
