//! The tree as plain JSON.

use crate::document::{Node, Number, Value};
use serde_json::Value as Json;

/// The value without its places. An integer that JSON values cannot hold becomes a float.
pub fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => number_json(number),
        Value::String(text) => Json::String(text.clone()),
        Value::Array(elements) => Json::Array(elements.iter().map(json).collect()),
        Value::Object(members) => Json::Object(
            members
                .iter()
                .map(|(key, member)| (key.clone(), json(&member.node)))
                .collect(),
        ),
    }
}

/// A text as JSON and YAML write it between quotes.
pub(crate) fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

fn number_json(number: &Number) -> Json {
    match number {
        Number::Integer(value) => i64::try_from(*value)
            .map(Json::from)
            .or_else(|_| u64::try_from(*value).map(Json::from))
            .unwrap_or_else(|_| Json::from(*value as f64)),
        Number::Float(value) => Json::from(*value),
    }
}
