//! What tells the variants apart: a tag, or else their shapes.

use super::Alternative;
use crate::ir::{EnumValue, Fit, JsonKind, Literal, TypeRef};
use crate::lower::Context;
use crate::lower::schema::{Facts, Kind};
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
        let tagged = |one: &Alternative| {
            let facts = &one.facts;
            let open = facts.values.is_none() && !facts.chooses() && !facts.never;
            open && facts.is_object() && self.override_of(&one.at).is_none()
        };
        if !alternatives.iter().all(tagged) {
            return None;
        }
        let textual = declared.filter(|declared| {
            let mut all = alternatives.iter();
            all.all(|one| self.may_be_text(&one.facts, &declared.property_name))
        });
        if let Some(declared) = textual {
            for by_value in [true, false] {
                let tags = alternatives
                    .iter()
                    .map(|one| self.mapped(one, declared, by_value));
                let tags: Vec<_> = tags.collect();
                if distinct(&tags) {
                    return Some((declared.property_name.clone(), tags));
                }
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

    /// The texts of a declared discriminator that choose an alternative: those of its mapping, the
    /// values of the member, or the name of the schema.
    fn mapped(&mut self, one: &Alternative, declared: &Discriminator, values: bool) -> Vec<String> {
        let mapping = declared.mapping.iter();
        let mapped: Vec<String> = mapping
            .filter(|(_, target)| self.mapping_target(target).as_ref() == Some(&one.at))
            .map(|(text, _)| text.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let values = if values {
            self.values_of(&one.facts, &declared.property_name, false)
        } else {
            Vec::new()
        };
        if values.is_empty() && one.component.is_some() {
            return one.at.last().into_iter().collect();
        }
        values
    }

    /// Whether a member, if it is declared, may have texts.
    fn may_be_text(&mut self, facts: &Facts, property: &str) -> bool {
        let Some(places) = facts.properties.get(property) else {
            return true;
        };
        let facts = self.facts_of(places);
        let texts = |values: &Vec<EnumValue>| {
            let mut all = values.iter();
            all.any(|value| matches!(value.value, Literal::String(_)))
        };
        matches!(facts.kind, None | Some(Kind::String)) && facts.values.as_ref().is_none_or(texts)
    }

    /// Whether a member is always there, and not `null`.
    pub(super) fn always_says(&mut self, facts: &Facts, property: &str) -> bool {
        let places = facts.properties.get(property).cloned().unwrap_or_default();
        facts.required.contains(property) && !self.facts_of(&places).nullable
    }

    /// Whether the schema that the alternatives extend, if there is one, always has a member: a value
    /// of that schema alone will do.
    pub(super) fn base_says(&mut self, facts: &Facts, property: &str) -> bool {
        !facts.is_base() || self.always_says(facts, property)
    }

    /// The texts that a member of an alternative may have; none if it may have any.
    fn values_of(&mut self, facts: &Facts, property: &str, required: bool) -> Vec<String> {
        if required && !facts.required.contains(property) {
            return Vec::new();
        }
        let Some(places) = facts.properties.get(property) else {
            return Vec::new();
        };
        let facts = self.facts_of(places);
        let text = |value: &EnumValue| match &value.value {
            Literal::String(text) => Some(text.clone()),
            _ => None,
        };
        let values = facts.values.iter().flatten().map(text);
        values.collect::<Option<_>>().unwrap_or_default()
    }

    /// The JSON types that a value with these facts may have; none means any.
    pub(super) fn kinds(&self, facts: &Facts) -> Vec<JsonKind> {
        use JsonKind::{Array, Bool, Number, Object, String};
        match (facts.kind, &facts.values) {
            (Some(Kind::Null), _) => vec![JsonKind::Null],
            (Some(Kind::String), _) => vec![String],
            (Some(Kind::Integer | Kind::Number), None) => vec![Number],
            (Some(Kind::Boolean), None) => vec![Bool],
            (_, Some(values)) => {
                let mut kinds: Vec<JsonKind> = Vec::new();
                for kind in values.iter().map(|value| json_kind(&value.value)) {
                    if !kinds.contains(&kind) {
                        kinds.push(kind);
                    }
                }
                kinds
            }
            _ if facts.chooses() => Vec::new(),
            _ if facts.is_array() => vec![Array],
            _ if facts.is_object() => vec![Object],
            _ => Vec::new(),
        }
    }
}

/// How well a type fits what others of the union may fit as well.
pub(super) fn fit(ty: &TypeRef) -> Fit {
    match ty {
        TypeRef::AnyJson => Fit::Any,
        TypeRef::Map(_) => Fit::Map,
        TypeRef::Scalar(scalar) if scalar.is_text() => Fit::Loose,
        _ => Fit::Exact,
    }
}

fn json_kind(value: &Literal) -> JsonKind {
    match value {
        Literal::Null => JsonKind::Null,
        Literal::Bool(_) => JsonKind::Bool,
        Literal::Integer(_) | Literal::Float(_) => JsonKind::Number,
        Literal::String(_) => JsonKind::String,
        Literal::Json(text) if text.starts_with('[') => JsonKind::Array,
        Literal::Json(_) => JsonKind::Object,
    }
}

/// Whether each has texts, and none has another's.
fn distinct(tags: &[Vec<String>]) -> bool {
    let mut seen = HashSet::new();
    tags.iter().all(|texts| !texts.is_empty())
        && tags.iter().flatten().all(|text| seen.insert(text))
}
