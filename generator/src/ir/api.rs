//! The whole API, and what stands at its top level.

use super::{Incoming, Operation, SecurityScheme, TypeDef, TypeId, XmlObject};
use crate::source::{Pointer, Span};

/// Where something comes from; everything that a user can name has one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The place in the document.
    pub pointer: Pointer,
    /// The place in a file (the overlay's file for what an overlay brought in).
    pub span: Span,
}

/// The texts that describe something.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
    /// The document marks it as deprecated.
    pub deprecated: bool,
}

/// A whole API.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// The document's `info`.
    pub info: Info,
    /// The servers, in the document's order.
    pub servers: Vec<Server>,
    /// The security schemes; a [`super::SchemeId`] is an index.
    pub security: Vec<SecurityScheme>,
    /// All types; a [`super::TypeId`] is an index.
    pub types: Vec<TypeDef>,
    /// How objects look in XML; an [`super::XmlId`] is an index.
    pub xml: Vec<XmlObject>,
    /// What the service sends of its own accord.
    pub webhooks: Vec<Incoming>,
    /// One for each tag that has operations, and one for operations without a tag.
    pub services: Vec<Service>,
    /// The named codes of the business envelope, sorted by code; empty without an envelope.
    pub error_codes: Vec<ErrorCode>,
    /// What was concluded rather than read.
    pub inferences: Vec<Inference>,
    /// How much of the document arrived here.
    pub coverage: Coverage,
}

/// The document's `info` object.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// CommonMark.
    pub description: Option<String>,
}

/// A base URL, possibly with `{variables}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The URL as the document writes it.
    pub url: String,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// The variables of the URL.
    pub variables: Vec<ServerVariable>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The name between the braces.
    pub wire_name: String,
    /// The value where none is given.
    pub default: String,
    /// The only values allowed; empty allows any.
    pub values: Vec<String>,
    /// What it is.
    pub docs: Docs,
}

/// The operations of one tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The tag; `None` collects operations without one.
    pub tag: Option<String>,
    /// `x-clientwright-name` of the tag.
    pub pinned: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// In the document's order.
    pub operations: Vec<Operation>,
    /// All types that its operations lead to, in ascending order.
    pub types: Vec<TypeId>,
    /// Where the tag is declared, or first used.
    pub origin: Origin,
}

/// A named code of the business envelope.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorCode {
    /// The number on the wire.
    pub code: i64,
    /// The name that the document gives, such as `AccountNotFound`.
    pub wire_name: Option<String>,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// Something that was concluded rather than read.
#[derive(Clone, Debug, PartialEq)]
pub struct Inference {
    /// What was concluded, such as `business envelope`.
    pub what: String,
    /// From what, one fact a line.
    pub evidence: Vec<String>,
    /// How to pin or turn it off in the configuration.
    pub pin: String,
    /// Whether the configuration pinned it.
    pub pinned: bool,
    /// What it was concluded about.
    pub origin: Origin,
}

/// How much of the document was generated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Operations.
    pub operations: Tally,
    /// Parameters of generated operations.
    pub parameters: Tally,
    /// Responses of generated operations.
    pub responses: Tally,
    /// Component schemas.
    pub schemas: Tally,
    /// Security schemes.
    pub security: Tally,
    /// References; those that lead nowhere leave a gap.
    pub references: Tally,
    /// Positions typed as any JSON because the document leaves them open.
    pub untyped: Vec<Untyped>,
}

/// A position typed as any JSON.
#[derive(Clone, Debug, PartialEq)]
pub struct Untyped {
    /// What is open.
    pub reason: Openness,
    /// Where.
    pub origin: Origin,
}

/// Why a position is typed as any JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Openness {
    /// A body has a media type without a schema.
    NoSchema,
    /// A schema says no type, and nothing from which one follows.
    NoType,
    /// An array says nothing of its elements.
    NoItems,
    /// An object says nothing of its members.
    NoMembers,
    /// A member is required that no property describes.
    NoProperty,
    /// None of the alternatives says anything.
    NoAlternative,
    /// A schema that no value fits.
    NoValue,
    /// A type that consists of nothing but itself.
    OnlyItself,
}

/// Declared, generated, left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many the document declares.
    pub declared: usize,
    /// How many were generated.
    pub generated: usize,
    /// How many were not selected, or are not needed by what is.
    pub excluded: usize,
    /// What was left out.
    pub dropped: Vec<Dropped>,
}

/// Something that the configuration allowed to leave out.
#[derive(Clone, Debug, PartialEq)]
pub struct Dropped {
    /// What was left out.
    pub pointer: Pointer,
    /// The slug of the diagnostic that says why.
    pub code: String,
    /// Why, in words.
    pub reason: String,
}
