//! A schema without references and alternatives: one of each was chosen, and all is together.

use super::Maker;
use serde_json::{Map, Value, json};

/// How many schemas may stand behind each other before a value comes.
const LONGEST: usize = 40;

type Schema = Map<String, Value>;

impl Maker<'_> {
    /// The schema with what it refers to, what holds besides, and one of its alternatives.
    pub(super) fn flat(&mut self, schema: &Value, place: &str, depth: usize) -> Option<Schema> {
        let schema = match schema {
            Value::Object(schema) if depth < LONGEST => schema,
            Value::Bool(true) => return Some(Map::new()),
            _ => return None,
        };
        let mut flat = schema.clone();
        for key in ["$ref", "allOf", "oneOf", "anyOf", "if", "then", "else"] {
            flat.remove(key);
        }
        if let Some(value) = flat.remove("const") {
            flat.insert("enum".to_owned(), json!([value]));
        }
        if let Some(Value::String(reference)) = schema.get("$ref") {
            let target = at(self.root, reference)?;
            let target = self.flat(target, reference, depth + 1)?;
            merge(&mut flat, target);
        }
        for (index, part) in list(schema, "allOf").iter().enumerate() {
            let part = self.flat(part, &format!("{place}/allOf/{index}"), depth + 1)?;
            merge(&mut flat, part);
        }
        for key in ["oneOf", "anyOf"] {
            let all = list(schema, key);
            if !all.is_empty() {
                let chosen = self.alternative(all, &format!("{place}/{key}"), depth)?;
                merge(&mut flat, chosen);
            }
        }
        if let Some(condition) = schema.get("if") {
            let holds = self.choose(format!("{place}/if"), 2) == 0;
            let parts: &[Option<&Value>] = if holds {
                &[Some(condition), schema.get("then")]
            } else {
                &[schema.get("else")]
            };
            for part in parts.iter().flatten() {
                let part = self.flat(part, &format!("{place}/if"), depth + 1)?;
                merge(&mut flat, part);
            }
        }
        Some(flat)
    }

    /// The next alternative; deep down the first that leads to a value.
    fn alternative(&mut self, all: &[Value], place: &str, depth: usize) -> Option<Schema> {
        let first = self.choose(place.to_owned(), all.len());
        (0..all.len()).find_map(|more| {
            let at = (first + more) % all.len();
            self.flat(all.get(at)?, &format!("{place}/{at}"), depth + 1)
        })
    }
}

/// What a reference leads to in this document.
pub(super) fn at<'a>(root: &'a Value, reference: &str) -> Option<&'a Value> {
    let pointer = reference.strip_prefix('#')?;
    if let Some(found) = root.pointer(pointer) {
        return Some(found);
    }
    root.pointer(&unescaped(pointer))
}

/// A fragment without percent signs.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let code = after.get(..2).filter(|_| *first == b'%');
        let code = code.and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(super) fn list<'a>(schema: &'a Schema, key: &str) -> &'a [Value] {
    schema
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Adds what else must hold.
fn merge(into: &mut Schema, other: Schema) {
    for (key, value) in other {
        let Some(known) = into.remove(&key) else {
            into.insert(key, value);
            continue;
        };
        let both = both(&key, known, value);
        into.insert(key, both);
    }
}

fn both(key: &str, one: Value, other: Value) -> Value {
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    let smaller = number(&one) < number(&other);
    match key {
        "required" => union(one, other),
        "enum" => common(one, &other),
        "type" => types(one, other),
        "properties" | "patternProperties" => properties(one, other),
        "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => {
            if smaller {
                other
            } else {
                one
            }
        }
        "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => {
            if smaller {
                one
            } else {
                other
            }
        }
        "items" | "additionalProperties" | "propertyNames" | "contains" => {
            if one == Value::Bool(false) || other == Value::Bool(false) {
                Value::Bool(false)
            } else {
                json!({"allOf": [one, other]})
            }
        }
        _ => one,
    }
}

fn elements(value: Value) -> Vec<Value> {
    match value {
        Value::Array(values) => values,
        value => vec![value],
    }
}

fn union(one: Value, other: Value) -> Value {
    let mut all = elements(one);
    for value in elements(other) {
        if !all.contains(&value) {
            all.push(value);
        }
    }
    Value::Array(all)
}

fn common(one: Value, other: &Value) -> Value {
    let other = other.as_array().map_or(&[][..], Vec::as_slice);
    let mut all = elements(one);
    all.retain(|value| other.contains(value));
    Value::Array(all)
}

/// What both allow; every integer is a number.
fn types(one: Value, other: Value) -> Value {
    let (one, other) = (elements(one), elements(other));
    let fits = |kind: &Value, all: &[Value]| {
        all.contains(kind) || kind == "integer" && all.contains(&json!("number"))
    };
    let mut both: Vec<_> = one
        .iter()
        .filter(|kind| fits(kind, &other))
        .cloned()
        .collect();
    let more = other
        .iter()
        .filter(|kind| fits(kind, &one) && !both.contains(kind));
    let more: Vec<_> = more.cloned().collect();
    both.extend(more);
    Value::Array(both)
}

fn properties(one: Value, other: Value) -> Value {
    let (Value::Object(mut one), Value::Object(other)) = (one, other) else {
        return Value::Object(Map::new());
    };
    for (key, value) in other {
        let value = match one.remove(&key) {
            Some(known) if known != value => json!({"allOf": [known, value]}),
            _ => value,
        };
        one.insert(key, value);
    }
    Value::Object(one)
}
