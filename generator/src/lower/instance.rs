//! Whether a value that the document writes out fits its schema.

use super::Context;
use super::schema::{Facts, Kind, Undeclared, literal};
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::{Node, Number, Object, Value};
use crate::ir::{Bound, Literal};
use crate::source::Pointer;

/// Where a value does not fit, and why.
type Misfit = (Pointer, String);

/// How many pairs of value and schema are looked at for one value: alternatives of alternatives can
/// be very many. What lies beyond is taken to fit.
const STEPS: usize = 20_000;

impl Context<'_> {
    /// Whether the value at a place fits a schema; reports the first misfit as a warning.
    pub fn check_value(&mut self, value: &Pointer, schema: &Pointer, code: Code) -> bool {
        self.check_value_of(value, std::slice::from_ref(schema), code)
    }

    /// Whether the value at a place fits schemas that hold together.
    pub(super) fn check_value_of(
        &mut self,
        value: &Pointer,
        schemas: &[Pointer],
        code: Code,
    ) -> bool {
        let Some((at, why)) = self.first_misfit(value, schemas) else {
            return true;
        };
        let (what, help) = match code {
            Code::DefaultMismatch => ("default", "it is left out; correct it, or remove it"),
            _ => (
                "example",
                "examples change nothing in the crate, but readers believe them: correct it, or remove it",
            ),
        };
        let message = format!("this {what} does not fit its schema: {why}");
        let span = self.span(&at);
        let warning = Diagnostic::warning(code, message).at(span, "").help(help);
        let warning = warning.mend(self.span(value), Change::Remove);
        self.once(value, warning);
        false
    }

    /// Whether the value at a place fits schemas that hold together, and nothing is said of it.
    pub(super) fn fits(&mut self, value: &Pointer, schemas: &[Pointer]) -> bool {
        self.first_misfit(value, schemas).is_none()
    }

    /// The first value without parts that one of the schemas shows and all of them allow.
    pub(super) fn example_of(&mut self, schemas: &[Pointer]) -> Option<Literal> {
        schemas.iter().find_map(|at| {
            let value = self.resolve(at).child("example");
            let node = self.node(&value)?;
            let has_parts = matches!(node.value, Value::Array(_) | Value::Object(_) | Value::Null);
            (!has_parts && self.fits(&value, schemas)).then(|| literal(node))
        })
    }

    fn first_misfit(&mut self, value: &Pointer, schemas: &[Pointer]) -> Option<Misfit> {
        let node = self.node(value)?;
        let mut steps = STEPS;
        self.misfit(node, value, schemas, &mut steps)
    }

    fn misfit(
        &mut self,
        node: &Node,
        at: &Pointer,
        schemas: &[Pointer],
        steps: &mut usize,
    ) -> Option<Misfit> {
        *steps = steps.checked_sub(1)?;
        let facts = self.facts_of(schemas);
        if facts.nullable && node.value == Value::Null {
            return None;
        }
        let wrong = |why: String| Some((at.clone(), why));
        if let Some(values) = &facts.values {
            let found = literal(node);
            if !values.iter().any(|one| one.value.equals(&found)) {
                return wrong(format!("{} is none of the values allowed", shown(node)));
            }
        }
        if let Some(kind) = facts.kind.filter(|kind| !is_of(node, *kind)) {
            return wrong(format!(
                "{} is found where {} is expected",
                node.kind(),
                name(kind)
            ));
        }
        for choice in facts.unions.iter().filter(|choice| !choice.open) {
            let mut fits = false;
            for part in &choice.parts {
                let part = std::slice::from_ref(part);
                fits = fits || self.misfit(node, at, part, steps).is_none();
            }
            if !fits {
                return wrong(format!(
                    "{} fits none of the {} alternatives",
                    shown(node),
                    choice.parts.len()
                ));
            }
        }
        if let Some(why) = limits(node, &facts) {
            return wrong(why);
        }
        match &node.value {
            Value::Object(members) => self.misfit_member(members, at, &facts, steps),
            Value::Array(elements) => {
                let rest = elements.iter().enumerate();
                rest.into_iter().find_map(|(index, element)| {
                    let schemas = facts.prefix.get(index).unwrap_or(&facts.items);
                    self.misfit(element, &at.index(index), schemas, steps)
                })
            }
            _ => None,
        }
    }

    fn misfit_member(
        &mut self,
        members: &Object,
        at: &Pointer,
        facts: &Facts,
        steps: &mut usize,
    ) -> Option<Misfit> {
        let mut required = facts.required.iter();
        if let Some(missing) = required.find(|name| !members.contains_key(*name)) {
            return Some((at.clone(), format!("`{missing}` is missing")));
        }
        let open = facts.chooses() || !facts.patterns.is_empty() || !facts.conditional.is_empty();
        members.iter().find_map(|(key, member)| {
            let schemas = match (facts.properties.get(key), &facts.additional) {
                (Some(schemas), _) => schemas,
                (None, _) if open => return None,
                (None, Some(Undeclared::Typed(schemas))) => schemas,
                (None, Some(Undeclared::Allowed(false))) => {
                    return Some((at.child(key), format!("`{key}` is not declared")));
                }
                _ => return None,
            };
            self.misfit(&member.node, &at.child(key), schemas, steps)
        })
    }
}

fn is_of(node: &Node, kind: Kind) -> bool {
    match (&node.value, kind) {
        (Value::Null, Kind::Null)
        | (Value::String(_), Kind::String)
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
        Kind::Null => "null",
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
        Value::Object(members) => (
            members.len(),
            limits.min_members,
            limits.max_members,
            "members",
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
        if value < least {
            return Some(format!("{value} is below {least}"));
        }
        if bound.exclusive && value == least {
            return Some(format!("{value} is not above {least}"));
        }
    }
    let bound = facts.constraints.maximum.as_ref()?;
    let greatest = limit(bound);
    if bound.exclusive && value == greatest {
        return Some(format!("{value} is not below {greatest}"));
    }
    (value > greatest).then(|| format!("{value} is above {greatest}"))
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
