//! Schemas as a typed reading takes them: a keyword about objects means an object.

use crate::keywords::{ARRAY, NUMBER, OBJECT, STRING};
use serde_json::{Map, Value, json};

/// Members that hold one schema, several, or several by name.
const PLACES: &[&str] = &[
    "additionalProperties",
    "allOf",
    "anyOf",
    "contains",
    "dependentSchemas",
    "$defs",
    "else",
    "items",
    "oneOf",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "schemas",
    "then",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// The schema in which what keywords say nothing about is not allowed. `not` and `if` stay: there a
/// narrower schema would allow more.
pub fn strict(value: &Value) -> Value {
    match value {
        Value::Object(members) => Value::Object(schema(members)),
        Value::Array(elements) => elements.iter().map(strict).collect(),
        other => other.clone(),
    }
}

fn schema(members: &Map<String, Value>) -> Map<String, Value> {
    let mut made: Map<String, Value> = members
        .iter()
        .map(|(key, value)| (key.clone(), place(key, value)))
        .collect();
    // An encoding is an annotation as a format is one, and read as the format of encoded bytes.
    if members.get("contentEncoding") == Some(&json!("base64")) {
        made.insert("format".to_owned(), json!("byte"));
    }
    if members.contains_key("type") {
        return made;
    }
    let has = |keys: &[&str]| keys.iter().any(|key| members.contains_key(*key));
    let about = [
        ("object", OBJECT),
        ("array", ARRAY),
        ("string", STRING),
        ("number", NUMBER),
    ];
    let kinds: Vec<_> = about
        .iter()
        .filter(|(_, keys)| has(keys))
        .map(|(kind, _)| json!(kind))
        .collect();
    if !kinds.is_empty() {
        made.insert("type".to_owned(), Value::Array(kinds));
    }
    made
}

fn place(key: &str, value: &Value) -> Value {
    let named = [
        "properties",
        "patternProperties",
        "dependentSchemas",
        "$defs",
        "schemas",
    ];
    match value {
        Value::Object(members) if named.contains(&key) => {
            let each = members
                .iter()
                .map(|(key, value)| (key.clone(), strict(value)));
            Value::Object(each.collect())
        }
        value if PLACES.contains(&key) => strict(value),
        value => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::strict;
    use serde_json::json;

    #[test]
    fn keywords_mean_their_types() {
        let schema = json!({"properties": {"type": {"minLength": 1}}, "not": {"minimum": 1}});
        let wanted = json!({"type": ["object"], "not": {"minimum": 1},
            "properties": {"type": {"type": ["string"], "minLength": 1}}});
        assert_eq!(strict(&schema), wanted);
    }
}
