//! Arrays: a few elements, each by its place.

use super::flat::list;
use super::{Maker, Mode};
use serde_json::{Map, Value};

impl Maker<'_> {
    pub(super) fn array(
        &mut self,
        flat: &Map<String, Value>,
        place: &str,
        depth: usize,
    ) -> Option<Value> {
        let bound = |key: &str| {
            flat.get(key)
                .and_then(Value::as_u64)
                .map(|bound| bound as usize)
        };
        let prefix = list(flat, "prefixItems");
        let least = bound("minItems").unwrap_or_default();
        let some = match self.mode {
            Mode::Minimal => 0,
            _ if depth > super::DEEP => 0,
            Mode::Full => 2.max(prefix.len()),
            Mode::Random => self.random.below(3) + prefix.len(),
        };
        let count = some
            .max(least)
            .min(bound("maxItems").unwrap_or(usize::MAX).max(least));
        let mut made = Vec::new();
        if let Some(contained) = flat.get("contains") {
            for _ in 0..bound("minContains").unwrap_or(1) {
                made.push(self.make(contained, &format!("{place}/contains"), depth + 1)?);
            }
        }
        let rest = flat.get("items").cloned().unwrap_or(Value::Bool(true));
        let distinct = flat.get("uniqueItems") == Some(&Value::Bool(true));
        for attempt in 0..count + 6 {
            if made.len() >= count || attempt > 60 {
                break;
            }
            let schema = prefix.get(made.len()).unwrap_or(&rest);
            let place = format!("{place}/{}", made.len().min(prefix.len()));
            match self.make(schema, &place, depth + 1) {
                Some(value) if distinct && made.contains(&value) => {}
                Some(value) => made.push(value),
                None if made.len() >= least => break,
                None => return None,
            }
        }
        Some(Value::Array(made))
    }
}
