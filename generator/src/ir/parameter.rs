//! Parameters.

use super::{Codec, Constraints, Docs, Encoded, Encoding, Literal, Origin, Presence, TypeRef};

/// A parameter of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The name on the wire.
    pub wire_name: String,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// Where it goes and how it is written.
    pub style: ParameterStyle,
    /// The part of the body whose header it is; none where it is not in a part.
    pub part: Option<Encoded>,
    /// Reserved characters go as they are.
    pub allow_reserved: bool,
    /// How members of a form are written that are not written as usual.
    pub encodings: Vec<Encoding>,
    /// `null` is sent as the name without a value (`allowEmptyValue`).
    pub allow_empty: bool,
    /// Its type.
    pub ty: TypeRef,
    /// Whether it must be given.
    pub presence: Presence,
    /// The only value that it can have: nobody is asked for it.
    pub constant: Option<Literal>,
    /// The value that the service assumes.
    pub default: Option<Literal>,
    /// A value that the document shows, and that fits.
    pub example: Option<Literal>,
    /// Limits on the value.
    pub constraints: Constraints,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

impl Parameter {
    /// Where it goes: `query`, or the part whose header it is. With its name it is that parameter of the
    /// operation and no other.
    pub fn place(&self) -> String {
        match &self.part {
            Some(Encoded::Member(name)) => format!("part {name}"),
            Some(Encoded::Part(index)) => format!("part [{index}]"),
            Some(Encoded::Parts) => "parts".to_owned(),
            None => self.style.location().as_str().to_owned(),
        }
    }
}

/// The legal combinations of location, style and explode (OpenAPI 3.0, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// In the path, `a,b`.
    PathSimple {
        /// `k=v` for members.
        explode: bool,
    },
    /// In the path, `.a,b`.
    PathLabel {
        /// One label for each value.
        explode: bool,
    },
    /// In the path, `;name=a`.
    PathMatrix {
        /// One `;name=` for each value.
        explode: bool,
    },
    /// In the query, `name=a`.
    QueryForm {
        /// One `name=` for each value.
        explode: bool,
    },
    /// In the query, `name=a%20b`.
    QuerySpaceDelimited,
    /// In the query, `name=a|b`.
    QueryPipeDelimited,
    /// In the query, `name[member]=a`.
    QueryDeepObject,
    /// The query as a whole (OpenAPI 3.2, `in: querystring`).
    QueryString {
        /// How the value becomes the query.
        codec: Codec,
    },
    /// In a header, `a,b`.
    HeaderSimple {
        /// `k=v` for members.
        explode: bool,
    },
    /// In a header of a part of the body, `a,b`.
    PartHeader {
        /// `k=v` for members.
        explode: bool,
        /// As JSON.
        json: bool,
    },
    /// In a cookie, `name=a`.
    CookieForm {
        /// One `name=` for each value.
        explode: bool,
    },
    /// In a cookie, `name=a`, without percent-encoding.
    CookiePlain {
        /// One `name=` for each value.
        explode: bool,
    },
    /// The text of a body, as the value (`content`).
    Content {
        /// Where it goes.
        location: ParameterLocation,
        /// How the value becomes the text.
        codec: Codec,
    },
}

impl ParameterStyle {
    /// Where a parameter of this style goes.
    pub fn location(self) -> ParameterLocation {
        match self {
            Self::PathSimple { .. } | Self::PathLabel { .. } | Self::PathMatrix { .. } => {
                ParameterLocation::Path
            }
            Self::QueryForm { .. }
            | Self::QuerySpaceDelimited
            | Self::QueryPipeDelimited
            | Self::QueryDeepObject
            | Self::QueryString { .. } => ParameterLocation::Query,
            Self::HeaderSimple { .. } => ParameterLocation::Header,
            Self::PartHeader { .. } => ParameterLocation::Part,
            Self::CookieForm { .. } | Self::CookiePlain { .. } => ParameterLocation::Cookie,
            Self::Content { location, .. } => location,
        }
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In a part of the body.
    Part,
}

impl ParameterLocation {
    /// As documents write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Part => "part",
        }
    }
}
