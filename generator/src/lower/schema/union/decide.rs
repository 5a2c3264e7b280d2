//! What tells the variants apart: a tag, or else their shapes.

use super::Alternative;
use crate::document::{Node, Value};
use crate::ir::JsonKind;
use crate::lower::Context;
use crate::lower::schema::{Facts, Kind};
use crate::source::Pointer;
use openapiv3::Discriminator;
use std::collections::HashSet;

/// The member that tells, and its texts for each alternative.
type Tags = (String, Vec<Vec<String>>);

impl Context<'_> {
    /// The tag: the declared discriminator, or a member whose values differ in each alternative.
    pub(super) fn tags(
        &mut self,
        alternatives: &[Alternative],
        declared: Option<&Discriminator>,
    ) -> Option<Tags> {
        if !alternatives.iter().all(|one| one.facts.is_object()) {
            return None;
        }
        if let Some(declared) = declared {
            let tags = alternatives.iter().map(|one| self.mapped(one, declared));
            let tags: Vec<_> = tags.collect();
            if distinct(&tags) {
                return Some((declared.property_name.clone(), tags));
            }
        }
        let (first, rest) = alternatives.split_first()?;
        if rest.is_empty() {
            return None;
        }
        let candidates: Vec<String> = first.facts.properties.keys().cloned().collect();
        candidates.into_iter().find_map(|property| {
            let values = |one: &Alternative| self.values_of(&one.facts, &property, true);
            let tags: Vec<_> = alternatives.iter().map(values).collect();
            distinct(&tags).then_some((property, tags))
        })
    }

    /// The texts of a declared discriminator that choose an alternative.
    fn mapped(&mut self, one: &Alternative, declared: &Discriminator) -> Vec<String> {
        let name = one.at.last().unwrap_or_default();
        let leads = |target: &String| match Pointer::parse(target) {
            Some(pointer) if target.starts_with('#') => self.resolve(&pointer) == one.at,
            _ => *target == name || target.trim_end_matches(".json") == name,
        };
        let mapping = declared.mapping.iter();
        let mapped: Vec<String> = mapping
            .filter(|(_, target)| leads(target))
            .map(|(text, _)| text.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let values = self.values_of(&one.facts, &declared.property_name, false);
        if values.is_empty() && one.component.is_some() {
            return vec![name];
        }
        values
    }

    /// The texts that a member of an alternative may have; none if it may have any.
    fn values_of(&mut self, facts: &Facts, property: &str, required: bool) -> Vec<String> {
        if required && !facts.required.contains(property) {
            return Vec::new();
        }
        let Some(at) = facts.properties.get(property) else {
            return Vec::new();
        };
        let values = self.facts(at).values;
        let values = values.and_then(|at| self.node(&at));
        let values = values.and_then(Node::as_array).unwrap_or_default();
        let text = |node: &Node| node.as_str().map(str::to_owned);
        values
            .iter()
            .map(text)
            .collect::<Option<_>>()
            .unwrap_or_default()
    }

    /// The JSON types that a value with these facts may have.
    pub(super) fn kinds(&self, facts: &Facts) -> Vec<JsonKind> {
        use JsonKind::{Array, Bool, Number, Object, String};
        if let Some(values) = &facts.values {
            let mut kinds = Vec::new();
            let values = self.node(values).and_then(Node::as_array);
            for value in values.unwrap_or_default() {
                let kind = json_kind(value);
                if kind != JsonKind::Null && !kinds.contains(&kind) {
                    kinds.push(kind);
                }
            }
            return kinds;
        }
        match facts.kind {
            Some(Kind::String) => vec![String],
            Some(Kind::Integer | Kind::Number) => vec![Number],
            Some(Kind::Boolean) => vec![Bool],
            Some(Kind::Array) => vec![Array],
            _ if facts.is_object() => vec![Object],
            _ => vec![Bool, Number, String, Array, Object],
        }
    }
}

fn json_kind(node: &Node) -> JsonKind {
    match node.value {
        Value::Null => JsonKind::Null,
        Value::Bool(_) => JsonKind::Bool,
        Value::Number(_) => JsonKind::Number,
        Value::String(_) => JsonKind::String,
        Value::Array(_) => JsonKind::Array,
        Value::Object(_) => JsonKind::Object,
    }
}

/// Whether each has texts, and none has another's.
fn distinct(tags: &[Vec<String>]) -> bool {
    let mut seen = HashSet::new();
    tags.iter().all(|texts| !texts.is_empty())
        && tags.iter().flatten().all(|text| seen.insert(text))
}
