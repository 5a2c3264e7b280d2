//! Whether a value that the document writes out fits its schema.

use super::Context;
use super::schema::{Facts, Kind, Undeclared, literal};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Number, Value};
use crate::ir::{Bound, Literal};
use crate::source::Pointer;

/// Where a value does not fit, and why.
type Misfit = (Pointer, String);

/// How deep schemas are followed; a value is never deeper, but a union may lead to itself.
const DEPTH: usize = 300;

impl Context<'_> {
    /// Whether the value at a place fits a schema; reports the first misfit as a warning.
    pub fn check_value(&mut self, value: &Pointer, schema: &Pointer, code: Code) -> bool {
        let Some((at, why)) = self.misfit(value, schema, 0) else {
            return true;
        };
        let (what, help) = match code {
            Code::DefaultMismatch => (
                "default",
                "it is left out; correct it, or remove it by an overlay",
            ),
            _ => (
                "example",
                "examples change nothing in the crate, but readers believe them: correct it",
            ),
        };
        let message = format!("this {what} does not fit its schema: {why}");
        let span = self.span(&at);
        let warning = Diagnostic::warning(code, message).at(span, "").help(help);
        self.once(value, warning);
        false
    }

    fn misfit(&mut self, at: &Pointer, schema: &Pointer, depth: usize) -> Option<Misfit> {
        let facts = self.facts(schema);
        self.misfit_facts(at, &facts, depth)
    }

    fn misfit_facts(&mut self, at: &Pointer, facts: &Facts, depth: usize) -> Option<Misfit> {
        let node = self.node(at)?;
        if depth > DEPTH || (facts.nullable && node.value == Value::Null) {
            return None;
        }
        let wrong = |why: String| Some((at.clone(), why));
        if let Some(values) = &facts.values {
            let values = self
                .node(values)
                .and_then(Node::as_array)
                .unwrap_or_default();
            let found = literal(node);
            if !values.iter().any(|value| literal(value) == found) {
                return wrong(format!("{} is none of the values allowed", shown(node)));
            }
        }
        if let Some(kind) = facts.kind {
            if !is_of(node, kind) {
                return wrong(format!(
                    "{} is found where {} is expected",
                    node.kind(),
                    name(kind)
                ));
            }
        }
        for (_, parts) in &facts.unions {
            let mut fits = false;
            for part in parts {
                fits = fits || self.misfit(at, part, depth + 1).is_none();
            }
            if !fits {
                return wrong(format!(
                    "{} fits none of the {} alternatives",
                    shown(node),
                    parts.len()
                ));
            }
        }
        if let Some(why) = limits(node, facts) {
            return wrong(why);
        }
        match &node.value {
            Value::Object(members) => {
                let mut required = facts.required.iter();
                if let Some(missing) = required.find(|name| !members.contains_key(*name)) {
                    return wrong(format!("`{missing}` is missing"));
                }
                members.keys().find_map(|key| {
                    let schema = match (facts.properties.get(key), &facts.additional) {
                        (Some(schema), _) | (None, Some(Undeclared::Typed(schema))) => schema,
                        (None, Some(Undeclared::Allowed(false))) if facts.unions.is_empty() => {
                            return Some((at.child(key), format!("`{key}` is not declared")));
                        }
                        _ => return None,
                    };
                    self.misfit(&at.child(key), schema, depth + 1)
                })
            }
            Value::Array(elements) => {
                let items = facts.items.as_ref()?;
                let mut indices = 0..elements.len();
                indices.find_map(|index| self.misfit(&at.index(index), items, depth + 1))
            }
            _ => None,
        }
    }
}

fn is_of(node: &Node, kind: Kind) -> bool {
    match (&node.value, kind) {
        (Value::String(_), Kind::String)
        | (Value::Bool(_), Kind::Boolean)
        | (Value::Number(_), Kind::Number)
        | (Value::Number(Number::Integer(_)), Kind::Integer)
        | (Value::Array(_), Kind::Array)
        | (Value::Object(_), Kind::Object) => true,
        (Value::Number(Number::Float(value)), Kind::Integer) => value.fract() == 0.0,
        _ => false,
    }
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "a string",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}

/// The limit that a text, a number or a list breaks.
fn limits(node: &Node, facts: &Facts) -> Option<String> {
    let limits = &facts.constraints;
    let (length, least, greatest, what) = match &node.value {
        Value::String(text) => (
            text.chars().count(),
            limits.min_length,
            limits.max_length,
            "characters",
        ),
        Value::Array(elements) => (
            elements.len(),
            limits.min_items,
            limits.max_items,
            "elements",
        ),
        Value::Number(number) => return range(number, facts),
        _ => return None,
    };
    let length = length as u64;
    if let Some(least) = least.filter(|least| length < *least) {
        return Some(format!(
            "it has {length} {what}, at least {least} are expected"
        ));
    }
    let greatest = greatest.filter(|greatest| length > *greatest)?;
    Some(format!(
        "it has {length} {what}, at most {greatest} are allowed"
    ))
}

fn range(number: &Number, facts: &Facts) -> Option<String> {
    let value = match number {
        Number::Integer(value) => *value as f64,
        Number::Float(value) => *value,
    };
    let limit = |bound: &Bound| match bound.value {
        Literal::Integer(limit) => limit as f64,
        Literal::Float(limit) => limit,
        _ => f64::NAN,
    };
    if let Some(bound) = &facts.constraints.minimum {
        let least = limit(bound);
        if value < least || (bound.exclusive && value == least) {
            return Some(format!("{value} is below {least}"));
        }
    }
    let bound = facts.constraints.maximum.as_ref()?;
    let greatest = limit(bound);
    (value > greatest || (bound.exclusive && value == greatest))
        .then(|| format!("{value} is above {greatest}"))
}

fn shown(node: &Node) -> String {
    match &node.value {
        Value::String(text) if text.chars().count() <= 40 => format!("\"{text}\""),
        Value::Number(Number::Integer(value)) => value.to_string(),
        Value::Number(Number::Float(value)) => value.to_string(),
        Value::Object(members) if members.is_empty() => "`{}`".to_owned(),
        _ => node.kind().to_owned(),
    }
}
