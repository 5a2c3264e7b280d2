//! Statements that are calls, as they stand in functions that check and write what is sent.

use crate::format::{Layout, Value};

/// A statement.
pub enum Statement {
    /// A call.
    Call(Value),
    /// Calls where a place has a value, which they name `value`.
    With(String, Vec<Value>),
    /// What only the formatter can lay out.
    Other(String),
}

impl Statement {
    /// The calls, only where a place has a value if `is_optional`.
    pub fn of(calls: Vec<Value>, place: &str, is_optional: bool) -> Vec<Self> {
        match is_optional {
            true => vec![Self::With(place.to_owned(), calls)],
            false => calls.into_iter().map(Self::Call).collect(),
        }
    }

    /// Writes it.
    pub fn write(&self, layout: &mut Layout, indent: usize) {
        match self {
            Self::Call(call) => layout.value(indent, "", call, ";"),
            Self::With(place, calls) => {
                layout.line(indent, &format!("if let Some(value) = &{place} {{"));
                for call in calls {
                    layout.value(indent + 4, "", call, ";");
                }
                layout.line(indent, "}");
            }
            Self::Other(text) => layout.loose(text),
        }
    }
}

/// A method called on what a name stands for.
pub fn method(on: &str, name: &str, arguments: Vec<Value>) -> Value {
    let mut parts = on.split('.');
    let start = Value::word(parts.next().unwrap_or_default().to_owned());
    let before =
        parts.map(|part| Value::call(format!(".{}", part.trim_end_matches(')')), Vec::new()));
    let own = Value::call(format!(".{name}("), arguments);
    Value::Chain(Box::new(start), before.chain([own]).collect())
}
