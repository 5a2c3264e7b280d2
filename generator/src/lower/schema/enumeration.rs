//! `enum` to an enum.

use super::{Facts, Kind, literal};
use crate::document::Node;
use crate::ir::{Docs, Enum, EnumRepr, EnumValue, Literal, TypeShape};
use crate::lower::Context;
use crate::source::Pointer;

/// Where documents give names to the values of an enum.
const NAMES: [&str; 3] = ["x-enum-varnames", "x-enumNames", "x-enum-names"];
/// Where documents describe the values of an enum.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

impl Context<'_> {
    /// The enum that the facts describe; `null` among the values says nothing here.
    pub(super) fn enumeration(&mut self, facts: &Facts) -> TypeShape {
        let mut values = Vec::new();
        if let Some(at) = &facts.values {
            self.values(at, facts.kind, &mut values);
        }
        let texts = values
            .iter()
            .any(|value| matches!(value.value, Literal::String(_)));
        let repr = if texts || values.is_empty() {
            EnumRepr::String
        } else {
            EnumRepr::Integer
        };
        TypeShape::Enum(Enum { repr, values })
    }

    /// Appends the values listed at a place that are not there yet.
    pub(super) fn values(&self, at: &Pointer, kind: Option<Kind>, values: &mut Vec<EnumValue>) {
        let (Some(list), Some(schema)) = (
            self.node(at).and_then(Node::as_array),
            at.parent().and_then(|schema| self.node(&schema)),
        ) else {
            return;
        };
        let beside = |keys: &[&str], index: usize| {
            let list = keys.iter().find_map(|key| schema.get(key))?;
            let text = list.as_array()?.get(index)?.as_str()?;
            Some(text.to_owned())
        };
        for (index, node) in list.iter().enumerate() {
            let value = match literal(node) {
                Literal::Null => continue,
                Literal::Integer(value) if kind == Some(Kind::String) => {
                    Literal::String(value.to_string())
                }
                Literal::Float(value) if kind == Some(Kind::String) => {
                    Literal::String(value.to_string())
                }
                Literal::Bool(value) if kind == Some(Kind::String) => {
                    Literal::String(value.to_string())
                }
                other => other,
            };
            if values.iter().any(|known| known.value == value) {
                continue;
            }
            values.push(EnumValue {
                value,
                pinned: beside(&NAMES, index),
                docs: Docs {
                    description: beside(&DESCRIPTIONS, index),
                    ..Docs::default()
                },
                origin: self.origin(&at.index(index)),
            });
        }
    }
}
