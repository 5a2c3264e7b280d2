//! `enum` to an enum.

use super::{Facts, Kind, literal};
use crate::document::Node;
use crate::ir::{Docs, Enum, EnumRepr, EnumValue, Literal, Scalar, TypeRef, TypeShape};
use crate::lower::Context;
use crate::source::Pointer;

/// Where documents give names to the values of an enum.
const NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
/// Where documents describe the values of an enum.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

impl Context<'_> {
    /// The values that a schema lists, `null` among them, with their names and descriptions.
    pub(super) fn values(&self, at: &Pointer) -> Vec<EnumValue> {
        let Some(schema) = self.node(at) else {
            return Vec::new();
        };
        let list = schema.get("enum").and_then(Node::as_array);
        let beside = |keys: &[&str], index: usize| {
            let list = keys.iter().find_map(|key| schema.get(key))?;
            let text = list.as_array()?.get(index)?.as_str()?;
            Some(text.to_owned())
        };
        let value = |(index, node): (usize, &Node)| EnumValue {
            value: literal(node),
            pinned: beside(&NAMES, index),
            docs: Docs {
                description: beside(&DESCRIPTIONS, index),
                ..Docs::default()
            },
            origin: self.origin(&at.child("enum").index(index)),
        };
        let list = list.unwrap_or_default().iter();
        list.enumerate().map(value).collect()
    }
}

/// What listed values come to: an enum, or a truth value.
pub(super) fn shape(facts: &Facts) -> TypeShape {
    let values = facts.values.as_deref().unwrap_or_default();
    let values = distinct(values.iter().map(|value| told(value, facts.kind)));
    let all = |fits: &dyn Fn(&Literal) -> bool| values.iter().all(|value| fits(&value.value));
    let repr = if all(&|value| matches!(value, Literal::String(_))) {
        EnumRepr::String
    } else if all(&|value| matches!(value, Literal::Bool(_))) {
        return TypeShape::Alias(TypeRef::Scalar(Scalar::Bool));
    } else if facts.kind != Some(Kind::Number) && all(&is_i64) {
        EnumRepr::Integer
    } else {
        EnumRepr::Json
    };
    TypeShape::Enum(Enum { repr, values })
}

fn is_i64(value: &Literal) -> bool {
    matches!(value, Literal::Integer(value) if i64::try_from(*value).is_ok())
}

/// Without those that were there before.
pub(super) fn distinct(values: impl Iterator<Item = EnumValue>) -> Vec<EnumValue> {
    let mut found: Vec<EnumValue> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for value in values {
        let key = match (&value.value, value.value.number()) {
            (_, Some(number)) => format!("{number:?}"),
            (other, None) => format!("{other:?}"),
        };
        if seen.insert(key) {
            found.push(value);
        }
    }
    found
}

/// The value as the type has it, where YAML read another one: `[1, 2]` of texts, `["1"]` of integers.
fn told(value: &EnumValue, kind: Option<Kind>) -> EnumValue {
    let told = match (&value.value, kind) {
        (Literal::Integer(number), Some(Kind::String)) => Literal::String(number.to_string()),
        (Literal::Float(number), Some(Kind::String)) => Literal::String(number.to_string()),
        (Literal::Bool(truth), Some(Kind::String)) => Literal::String(truth.to_string()),
        (Literal::String(text), Some(Kind::Integer)) => text
            .parse()
            .map_or_else(|_| value.value.clone(), Literal::Integer),
        (Literal::Float(number), Some(Kind::Integer)) if number.fract() == 0.0 => {
            Literal::Integer(*number as i128)
        }
        _ => return value.clone(),
    };
    EnumValue {
        value: told,
        ..value.clone()
    }
}
