//! The tree as `openapiv3` structures, piece by piece, so that a failure is located and costs one piece.
//!
//! Inside a piece every nested piece is replaced by a reference to its own place, or, where the
//! model has no reference, by an empty one: whoever needs it reads it by its own pointer.

mod beyond;
mod json;
mod keys;
mod loose;
mod piece;

pub use beyond::{Beyond, Subschema, Undeclared};
pub use json::json;
pub(crate) use json::quoted;
pub use loose::*;

use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::source::Pointer;

/// A schema with all its keywords side by side. [`openapiv3::Schema`] sorts them into kinds, which
/// a document that combines them freely does not respect.
#[derive(Clone, Debug, PartialEq, serde::Deserialize)]
pub struct Schema {
    /// What describes it.
    #[serde(flatten)]
    pub data: openapiv3::SchemaData,
    /// What restricts it.
    #[serde(flatten)]
    pub keywords: openapiv3::AnySchema,
    /// What OpenAPI 3.0 has no words for.
    #[serde(flatten)]
    pub beyond: Beyond,
}

macro_rules! pieces {
    ($($(#[doc = $doc:literal])+ $name:ident -> $model:ty, $kind:ident;)+) => {
        $($(#[doc = $doc])+
        ///
        /// `None` after reporting why it cannot be read.
        pub fn $name(
            node: &Node,
            pointer: &Pointer,
            diagnostics: &mut Diagnostics,
        ) -> Option<$model> {
            piece::read(node, pointer, &keys::$kind, diagnostics)
        })+
    };
}

pieces! {
    /// A schema; its subschemas are references to their places.
    schema -> Schema, SCHEMA;
    /// A path item without its operations.
    path_item -> PathItem, PATH_ITEM;
    /// An operation; parameters, body and responses are references to their places.
    operation -> Operation, OPERATION;
    /// A parameter; its schema is a reference to its place, its contents are empty.
    parameter -> Parameter, PARAMETER;
    /// A request body; its contents are empty.
    request_body -> RequestBody, REQUEST_BODY;
    /// A response; its headers are references to their places, its contents are empty.
    response -> Response, RESPONSE;
    /// A header; its schema is a reference to its place, its contents are empty.
    header -> Header, HEADER;
    /// A media type; its schema and examples are references to their places.
    media_type -> MediaType, MEDIA_TYPE;
    /// An example.
    example -> openapiv3::Example, EXAMPLE;
    /// A security scheme.
    security_scheme -> SecurityScheme, SECURITY_SCHEME;
    /// A server.
    server -> Server, SERVER;
    /// A tag.
    tag -> Tag, TAG;
    /// The document's `info`.
    info -> Info, INFO;
}
