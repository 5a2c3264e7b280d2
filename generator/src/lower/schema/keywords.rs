//! The keywords of one schema, without its `allOf` parts.

use super::facts::{Facts, Kind, Undeclared};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Number, Value};
use crate::ir::{Access, Bound, Constraints, Docs, Literal};
use crate::lower::Context;
use crate::model;
use crate::source::Pointer;
use openapiv3::AdditionalProperties;

/// What the schema itself says, and the places of its `allOf` parts.
pub(super) fn read(context: &mut Context<'_>, at: &Pointer) -> (Facts, Vec<Pointer>) {
    let mut facts = Facts {
        at: at.clone(),
        ..Facts::default()
    };
    let Some(node) = context.node(at) else {
        return (facts, Vec::new());
    };
    let Some(model::Schema { data, keywords, .. }) = context.model(at, node) else {
        return (facts, Vec::new());
    };
    let list = |key: &str, length: usize| {
        let list = at.child(key);
        let places = (0..length).map(|index| list.index(index)).collect();
        (list, places)
    };
    facts.kind = kind(context, at, keywords.typ.as_deref());
    facts.nullable = data.nullable || keywords.enumeration.contains(&serde_json::Value::Null);
    facts.format = keywords.format;
    facts.values = (!keywords.enumeration.is_empty()).then(|| at.child("enum"));
    let properties = at.child("properties");
    facts.properties = keywords
        .properties
        .keys()
        .map(|name| (name.clone(), properties.child(name)))
        .collect();
    facts.required = keywords.required.into_iter().collect();
    facts.additional = keywords.additional_properties.map(|found| match found {
        AdditionalProperties::Any(allowed) => Undeclared::Allowed(allowed),
        AdditionalProperties::Schema(_) => Undeclared::Typed(at.child("additionalProperties")),
    });
    facts.items = keywords.items.is_some().then(|| at.child("items"));
    for (key, length) in [
        ("oneOf", keywords.one_of.len()),
        ("anyOf", keywords.any_of.len()),
    ] {
        if length > 0 {
            facts.unions.push(list(key, length));
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
    facts.pinned = context.pinned(at);
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
    };
    (facts, list("allOf", keywords.all_of.len()).1)
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
