//! Objects: what is required, what may be there, and what nobody declared.

use super::flat::list;
use super::{Maker, Mode};
use serde_json::{Map, Value};

impl Maker<'_> {
    pub(super) fn object(
        &mut self,
        flat: &Map<String, Value>,
        place: &str,
        depth: usize,
    ) -> Option<Value> {
        let mut made = Map::new();
        let empty = Map::new();
        let declared = flat
            .get("properties")
            .and_then(Value::as_object)
            .unwrap_or(&empty);
        let mut required: Vec<&str> = list(flat, "required")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        for (name, schema) in declared {
            let needed = required.contains(&name.as_str());
            if !needed && !self.wants_optional(depth) {
                continue;
            }
            match self.make(schema, &format!("{place}/{name}"), depth + 1) {
                Some(value) => {
                    made.insert(name.clone(), value);
                }
                None if needed => return None,
                None => {}
            }
        }
        let dependent = flat.get("dependentRequired").and_then(Value::as_object);
        for (name, more) in dependent.into_iter().flatten() {
            if made.contains_key(name) {
                required.extend(
                    more.as_array()
                        .into_iter()
                        .flatten()
                        .filter_map(Value::as_str),
                );
            }
        }
        for name in required {
            if !made.contains_key(name) {
                let schema = declared
                    .get(name)
                    .or_else(|| flat.get("additionalProperties"));
                let schema = schema.cloned().unwrap_or(Value::Bool(true));
                let value = self.make(&schema, &format!("{place}/{name}"), depth + 1)?;
                made.insert(name.to_owned(), value);
            }
        }
        self.patterned(flat, place, depth, &mut made);
        self.additional(flat, place, depth, &mut made)?;
        Some(Value::Object(made))
    }

    fn patterned(
        &mut self,
        flat: &Map<String, Value>,
        place: &str,
        depth: usize,
        made: &mut Map<String, Value>,
    ) {
        let patterns = flat.get("patternProperties").and_then(Value::as_object);
        for (pattern, schema) in patterns.into_iter().flatten() {
            if !self.wants_optional(depth) {
                continue;
            }
            let value = self.make(schema, &format!("{place}/{pattern}"), depth + 1);
            if let (Some(name), Some(value)) = (self.matching(pattern), value) {
                made.entry(name).or_insert(value);
            }
        }
    }

    /// Members that are not declared: as many as are asked for, and some more.
    fn additional(
        &mut self,
        flat: &Map<String, Value>,
        place: &str,
        depth: usize,
        made: &mut Map<String, Value>,
    ) -> Option<()> {
        let schema = flat.get("additionalProperties");
        let closed = Value::Bool(false);
        if schema == Some(&closed) || flat.get("unevaluatedProperties") == Some(&closed) {
            return Some(());
        }
        let more = match (self.mode, schema) {
            (Mode::Minimal, _) => 0,
            _ if depth > super::DEEP => 0,
            (_, Some(_)) => 1 + self.random.below(2),
            (Mode::Full, None) => 0,
            (Mode::Random, None) => usize::from(self.random.percent(25)),
        };
        let least = flat
            .get("minProperties")
            .and_then(Value::as_u64)
            .unwrap_or_default();
        let most = flat
            .get("maxProperties")
            .and_then(Value::as_u64)
            .unwrap_or(u64::MAX);
        let wanted = (made.len() + more)
            .max(least as usize)
            .min(most.max(least) as usize);
        let schema = schema.cloned().unwrap_or(Value::Bool(true));
        // Names may be refused or taken: a few more attempts than members.
        for attempt in 0..wanted + 4 {
            if made.len() >= wanted {
                break;
            }
            let name = match flat.get("propertyNames") {
                Some(names) => match self.make(names, &format!("{place}/names"), depth + 1)? {
                    Value::String(name) => name,
                    _ => continue,
                },
                None => format!("undeclared{attempt}"),
            };
            let value = self.make(&schema, &format!("{place}/*"), depth + 1)?;
            made.entry(name).or_insert(value);
        }
        Some(())
    }
}
