//! A difference between answers and the document, and how often it was seen.

use serde_json::{Map, Value, json};

/// What differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Kind {
    /// A member that the document does not declare.
    UnknownMember,
    /// A value that an enum does not name.
    UnknownValue,
    /// The text of a tag that no alternative has.
    UnknownTag,
    /// `null` where the document does not allow it.
    Null,
    /// A required member is not there.
    MissingMember,
    /// A value of another JSON type.
    OtherType,
    /// A status that the document does not declare.
    UndeclaredStatus,
    /// A business code that the document does not name.
    UndocumentedCode,
}

impl Kind {
    /// As it is written: in small letters, with hyphens.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownMember => "unknown-member",
            Self::UnknownValue => "unknown-value",
            Self::UnknownTag => "unknown-tag",
            Self::Null => "null",
            Self::MissingMember => "missing-member",
            Self::OtherType => "other-type",
            Self::UndeclaredStatus => "undeclared-status",
            Self::UndocumentedCode => "undocumented-code",
        }
    }
}

/// A difference between answers and the document.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Observation {
    /// What differs.
    pub kind: Kind,
    /// The place in the document: of a schema, or of an operation.
    pub pointer: String,
    /// The member, the value as JSON, the status or the code.
    pub name: String,
    /// How often it was seen.
    pub count: u64,
    /// When it was seen first (RFC 3339).
    pub first_seen: String,
    /// The operation whose answer had it first: `GET /pets`.
    pub operation: String,
    /// The first value, cut to a bounded size, and without what may be a credential.
    pub example: Option<Value>,
    /// The JSON types that were seen, in their order.
    pub types: Vec<&'static str>,
}

impl Observation {
    pub(super) fn to_value(&self) -> Value {
        let mut all = Map::new();
        let mut put = |name: &str, value: Value| all.insert(name.to_owned(), value);
        put("kind", self.kind.as_str().into());
        put("pointer", self.pointer.as_str().into());
        put("name", self.name.as_str().into());
        put("count", self.count.into());
        put("first_seen", self.first_seen.as_str().into());
        put("operation", self.operation.as_str().into());
        if !self.types.is_empty() {
            put("types", json!(self.types));
        }
        if let Some(example) = &self.example {
            put("example", example.clone());
        }
        Value::Object(all)
    }
}
