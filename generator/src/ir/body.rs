//! Bodies.

use super::{Docs, Literal, Origin, ParameterStyle, Presence, Stream, TypeRef, XmlRoot};

/// What a request may carry.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestBody {
    /// Whether it must be given.
    pub presence: Presence,
    /// The representations; where there are several, the caller chooses.
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
    /// Its type as a whole.
    pub ty: TypeRef,
    /// How it looks in XML, where that is what it is written in; the codec is JSON then.
    pub xml: Option<XmlRoot>,
    /// What an answer is item by item, if it can be read so.
    pub stream: Option<Stream>,
    /// How members of a form are written that are not written as usual.
    pub encodings: Vec<Encoding>,
    /// The document's examples of it, as far as they fit.
    pub examples: Vec<Example>,
    /// Where it comes from.
    pub origin: Origin,
}

impl Content {
    /// Whether answers in it are not for reading as a whole.
    pub fn is_stream(&self) -> bool {
        self.codec == Codec::JsonSequence || matches!(self.stream, Some(Stream::Events(_)))
    }
}

/// An example of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// Its name in the document; empty for an `example`, which has none.
    pub wire_name: String,
    /// The value.
    pub value: Literal,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Codec {
    /// JSON.
    Json,
    /// JSON values one after the other: JSON Lines, or a JSON text sequence.
    JsonSequence,
    /// `application/x-www-form-urlencoded`.
    Form,
    /// `multipart/…`.
    Multipart,
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// How a member of a form is written, or one of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    /// What is encoded.
    pub of: Encoded,
    /// As bodies of these media types are, listed with commas.
    pub media_type: Option<String>,
    /// As a parameter of the query is.
    pub pairs: Option<Pairs>,
    /// Headers of the part that always say the same: name and value.
    pub headers: Vec<(String, String)>,
}

/// What an [`Encoding`] is for.
#[derive(Clone, Debug, PartialEq)]
pub enum Encoded {
    /// The member of this name on the wire.
    Member(String),
    /// The part at a place, counted from 0.
    Part(usize),
    /// Every other part.
    Parts,
}

/// How a value becomes pairs of a form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pairs {
    /// How its values are joined.
    pub style: ParameterStyle,
    /// Reserved characters go as they are.
    pub reserved: bool,
}
