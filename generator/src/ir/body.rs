//! Bodies.

use super::{Docs, Origin, Presence, TypeRef};

/// What a request may carry.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// Whether it must be given.
    pub presence: Presence,
    /// The representations; the first is the one generated.
    pub contents: Vec<Content>,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// A body of one media type.
#[derive(Clone, Debug, PartialEq)]
pub struct Content {
    /// The media type, such as `application/json`.
    pub media_type: String,
    /// How it is written.
    pub codec: Codec,
    /// Its type.
    pub ty: TypeRef,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}
