//! One observation, as a client wrote it.

use crate::source::Pointer;
use serde_json::Value;

/// What was observed, as it is read back.
pub(super) struct Observation<'o> {
    pub(super) kind: &'o str,
    pub(super) pointer: Pointer,
    pub(super) name: &'o str,
    pub(super) value: &'o Value,
}

impl<'o> Observation<'o> {
    pub(super) fn read(value: &'o Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        Some(Self {
            kind: text("kind")?,
            pointer: Pointer::parse(text("pointer")?)?,
            name: text("name")?,
            value,
        })
    }

    pub(super) fn types(&self) -> Vec<&'o str> {
        let types = self.value.get("types").and_then(Value::as_array);
        types
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect()
    }

    /// What was seen, for people, in a line.
    pub(super) fn told(&self) -> String {
        let what = match self.kind {
            "unknown-member" => format!("The member `{}`", self.name),
            "unknown-value" => format!("The value {}", self.name),
            "unknown-tag" => format!("The tag `{}`", self.name),
            "null" => "null".to_owned(),
            "missing-member" => format!("No `{}`, which is required,", self.name),
            "undeclared-status" => format!("The status {}", self.name),
            "undocumented-code" => format!("The code {}", self.name),
            _ => "A value of another type".to_owned(),
        };
        let text = |name: &str| self.value.get(name).and_then(Value::as_str).unwrap_or("?");
        let count = self.value.get("count").and_then(Value::as_u64).unwrap_or(1);
        let times = if count == 1 {
            "once".to_owned()
        } else {
            format!("{count} times")
        };
        let example = match (self.kind, self.value.get("example")) {
            ("unknown-value" | "unknown-tag", _) | (_, None | Some(Value::Null)) => String::new(),
            (_, Some(example)) => format!(", for example {example}"),
        };
        let place = match self.kind {
            "undeclared-status" | "undocumented-code" => String::new(),
            _ => format!(" at {}", self.pointer),
        };
        let told = format!(
            "{what} was seen {times}{place} in answers to {}, first on {}{example}",
            text("operation"),
            text("first_seen")
        );
        told.replace(['\n', '\r'], " ")
    }
}
