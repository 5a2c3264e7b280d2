//! Instances out of a schema: a small one, a full one, and others until every alternative and every
//! listed value was there. They are guesses; the validator decides.

mod array;
mod flat;
mod number;
mod object;
mod pattern;
mod text;

use crate::random::Random;
use serde_json::{Map, Value, json};
use std::collections::HashMap;

/// How many instances a schema gets at most.
const MOST: usize = 24;
/// How many it gets at least.
const LEAST: usize = 6;
/// Where nothing optional is added any more.
const DEEP: usize = 4;
/// Where making gives up.
const TOO_DEEP: usize = 24;

/// How much of what is optional to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    Minimal,
    Full,
    Random,
}

/// Makes the instances of one schema.
pub struct Maker<'a> {
    root: &'a Value,
    random: Random,
    mode: Mode,
    /// For each list of choices, by its place: how many of how many were taken.
    choices: HashMap<String, (usize, usize)>,
}

impl<'a> Maker<'a> {
    /// A maker for a schema somewhere in a document; `seed` decides on what is left to chance.
    pub fn new(root: &'a Value, seed: &str) -> Self {
        Self {
            root,
            random: Random::of(seed),
            mode: Mode::Minimal,
            choices: HashMap::new(),
        }
    }

    /// The instances, without repetitions.
    pub fn all(&mut self, schema: &Value) -> Vec<Value> {
        let mut all: Vec<Value> = examples(schema).cloned().collect();
        for round in 0..MOST {
            self.mode = match round {
                0 => Mode::Minimal,
                1 => Mode::Full,
                _ if round % 3 == 0 => Mode::Full,
                _ => Mode::Random,
            };
            if let Some(made) = self.make(schema, "", 0) {
                if !all.contains(&made) {
                    all.push(made);
                }
            }
            let covered = self.choices.values().all(|(taken, of)| taken >= of);
            if round + 1 >= LEAST && covered {
                break;
            }
        }
        all
    }

    /// The next of so many choices at a place.
    fn choose(&mut self, place: String, of: usize) -> usize {
        let entry = self.choices.entry(place).or_insert((0, of));
        let at = entry.0 % of.max(1);
        entry.0 += 1;
        at
    }

    /// Whether to write something optional.
    fn wants_optional(&mut self, depth: usize) -> bool {
        match self.mode {
            Mode::Minimal => false,
            _ if depth > DEEP => false,
            Mode::Full => true,
            Mode::Random => self.random.percent(50),
        }
    }

    fn make(&mut self, schema: &Value, place: &str, depth: usize) -> Option<Value> {
        if depth > TOO_DEEP {
            return None;
        }
        let flat = self.flat(schema, place, 0)?;
        if let Some(values) = flat.get("enum").and_then(Value::as_array) {
            let at = self.choose(format!("{place}/enum"), values.len());
            return values.get(at).cloned();
        }
        if self.mode == Mode::Random && depth > 0 && self.random.percent(15) {
            let schema = Value::Object(flat.clone());
            if let Some(example) = examples(&schema).next() {
                return Some(example.clone());
            }
        }
        let kinds = kinds(&flat);
        let at = self.choose(format!("{place}/type"), kinds.len());
        match *kinds.get(at)? {
            "object" => self.object(&flat, place, depth),
            "array" => self.array(&flat, place, depth),
            "string" => Some(Value::String(self.string(&flat)?)),
            "integer" => Some(self.integer(&flat)),
            "number" if is_whole(&flat) => Some(self.integer(&flat)),
            "number" => Some(self.number(&flat)),
            "boolean" => Some(json!(self.choose(format!("{place}/boolean"), 2) == 0)),
            _ => Some(Value::Null),
        }
    }
}

/// Whether a format says that a number is an integer.
fn is_whole(flat: &Map<String, Value>) -> bool {
    let format = flat
        .get("format")
        .and_then(Value::as_str)
        .unwrap_or_default();
    format.starts_with("int") || format.starts_with("uint")
}

/// What the schema itself gives as examples.
fn examples(schema: &Value) -> impl Iterator<Item = &Value> {
    let list = schema.get("examples").and_then(Value::as_array);
    let one = ["example", "default"]
        .into_iter()
        .filter_map(|key| schema.get(key));
    list.into_iter().flatten().chain(one)
}

/// The types that a schema allows; without a word about them, what its keywords are about.
fn kinds(flat: &Map<String, Value>) -> Vec<&str> {
    match flat.get("type") {
        Some(Value::String(kind)) => return vec![kind],
        Some(Value::Array(kinds)) => return kinds.iter().filter_map(Value::as_str).collect(),
        _ => {}
    }
    let has = |keys: &[&str]| keys.iter().any(|key| flat.contains_key(*key));
    let about = [
        ("object", crate::keywords::OBJECT),
        ("array", crate::keywords::ARRAY),
        ("string", crate::keywords::STRING),
        ("number", crate::keywords::NUMBER),
    ];
    let kinds: Vec<_> = about
        .iter()
        .filter(|(_, keys)| has(keys))
        .map(|(kind, _)| *kind)
        .collect();
    if kinds.is_empty() {
        return vec!["string", "integer", "object", "boolean", "array", "null"];
    }
    kinds
}
