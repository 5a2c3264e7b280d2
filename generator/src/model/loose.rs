//! Structures for pieces that newer versions of OpenAPI have widened, or that documents often leave
//! incomplete: `openapiv3` reads them by the letter of 3.0 only.

use serde::Deserialize;
use std::collections::BTreeMap;

/// The document's `info`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Info {
    /// The API's title.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// CommonMark.
    pub description: Option<String>,
}

/// A path item without its operations, parameters and servers.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct PathItem {
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
}

/// A request body without its contents.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct RequestBody {
    /// CommonMark.
    pub description: Option<String>,
    /// Whether it must be given.
    pub required: bool,
}

/// A media type without its schema, examples and encodings: all that is left is that it is one.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct MediaType {}

/// An operation without its parameters, body and responses.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Operation {
    /// The tags that it is listed under.
    pub tags: Vec<String>,
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
    /// More to read.
    pub external_docs: Option<openapiv3::ExternalDocumentation>,
    /// Its name.
    pub operation_id: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// A parameter without its schema.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it goes.
    #[serde(rename = "in")]
    pub location: Location,
    /// CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether it must be given.
    #[serde(default)]
    pub required: bool,
    /// Whether it should no longer be used.
    #[serde(default)]
    pub deprecated: bool,
    /// How it is written.
    #[serde(default)]
    pub style: Option<String>,
    /// Whether each value stands for itself.
    #[serde(default)]
    pub explode: Option<bool>,
    /// Whether reserved characters go as they are.
    #[serde(default)]
    pub allow_reserved: bool,
    /// Whether the name may go without a value.
    #[serde(default)]
    pub allow_empty_value: bool,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// A place of the path.
    Path,
    /// A pair of the query.
    Query,
    /// The query as a whole (3.2).
    Querystring,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// A response without its headers and contents.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Response {
    /// One line (3.2).
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
}

/// A header without its schema.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Header {
    /// CommonMark.
    pub description: Option<String>,
    /// Whether it must be there.
    pub required: bool,
    /// Whether each value stands for itself.
    pub explode: bool,
    /// Whether it should no longer be used.
    pub deprecated: bool,
}

/// A security scheme.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct SecurityScheme {
    /// CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// How a credential is sent.
    #[serde(flatten)]
    pub kind: SchemeKind,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum SchemeKind {
    /// A key under a name.
    ApiKey {
        /// The name.
        name: String,
        /// The place.
        #[serde(rename = "in")]
        location: openapiv3::APIKeyLocation,
    },
    /// The header `Authorization`.
    Http {
        /// The scheme (RFC 9110, section 11).
        scheme: String,
    },
    /// The certificate of the connection.
    #[serde(rename = "mutualTLS")]
    MutualTls,
    /// A token that OAuth 2.0 gives.
    Oauth2,
    /// A token that OpenID Connect gives.
    OpenIdConnect,
}

/// A server.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Server {
    /// The URL, maybe with variables.
    pub url: String,
    /// What it is called (3.2).
    #[serde(default)]
    pub name: Option<String>,
    /// CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// The variables, by name.
    #[serde(default)]
    pub variables: BTreeMap<String, ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct ServerVariable {
    /// The value where none is given.
    pub default: Option<String>,
    /// The only values allowed.
    #[serde(rename = "enum")]
    pub values: Vec<String>,
    /// CommonMark.
    pub description: Option<String>,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// One line (3.2).
    #[serde(default)]
    pub summary: Option<String>,
    /// CommonMark.
    #[serde(default)]
    pub description: Option<String>,
    /// More to read.
    #[serde(default)]
    pub external_docs: Option<openapiv3::ExternalDocumentation>,
    /// The tag that it belongs under (3.2).
    #[serde(default)]
    pub parent: Option<String>,
}
