//! What names a variant that no tag names.

use super::Alternative;
use crate::lower::Context;
use crate::lower::schema::{Facts, Kind};
use std::collections::HashMap;

impl Context<'_> {
    /// A label for each alternative: its component's name, its title, a required member that only
    /// it has, its first member, its JSON type.
    pub(super) fn labels(&self, alternatives: &[Alternative]) -> Vec<String> {
        let all = alternatives.iter().flat_map(|one| &one.facts.required);
        let requiring = count(all);
        let label = |one: &Alternative| {
            let facts = &one.facts;
            if let Some(name) = &one.component {
                return facts.pinned.clone().unwrap_or_else(|| name.clone());
            }
            if !one.names.is_empty() {
                return one.names.join(" ");
            }
            let mut required = facts.required.iter();
            let alone = required.find(|member| requiring.get(*member) == Some(&1));
            facts
                .title
                .clone()
                .or_else(|| alone.cloned())
                .or_else(|| facts.properties.keys().next().cloned())
                .unwrap_or_else(|| kind(facts).to_owned())
        };
        let labels: Vec<String> = alternatives.iter().map(label).collect();
        let bearing = count(&labels);
        let twice = |own: &String| bearing.get(own).is_some_and(|count| *count > 1);
        let longer = |(one, own): (&Alternative, &String)| {
            let required: Vec<_> = one.facts.required.iter().cloned().collect();
            if twice(own) && one.component.is_none() && required.len() > 1 {
                required.join(" ")
            } else {
                own.clone()
            }
        };
        alternatives.iter().zip(&labels).map(longer).collect()
    }
}

/// How often each text is there.
fn count<'t>(texts: impl IntoIterator<Item = &'t String>) -> HashMap<&'t String, usize> {
    let mut counts = HashMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts
}

fn kind(facts: &Facts) -> &'static str {
    match (facts.kind, facts.format.as_deref()) {
        (Some(Kind::Null), _) => "null",
        (Some(Kind::String), Some("date-time")) => "moment",
        (Some(Kind::String), Some("date")) => "date",
        (Some(Kind::String), _) => "string",
        (Some(Kind::Integer), _) => "integer",
        (Some(Kind::Number), _) => "number",
        (Some(Kind::Boolean), _) => "boolean",
        _ if facts.is_array() => "array",
        _ if facts.is_object() => "object",
        _ => "any",
    }
}
