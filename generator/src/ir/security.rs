//! Credentials.

use super::{Docs, Origin, ParameterLocation};

/// An index into [`super::Api::security`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(pub u32);

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Its place in [`super::Api::security`].
    pub id: SchemeId,
    /// The component's name.
    pub wire_name: String,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// How the credential is sent.
    pub kind: SchemeKind,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A key under a name.
    ApiKey {
        /// Header, query or cookie.
        location: ParameterLocation,
        /// The name.
        name: String,
    },
    /// `Authorization: Basic` (RFC 7617).
    Basic,
    /// `Authorization: Bearer` (RFC 6750), from whatever source.
    Bearer,
    /// The same with a token of OAuth 2.0.
    OAuth2 {
        /// Where clients of their own get one (RFC 6749, section 4.4).
        token_url: Option<String>,
    },
    /// The same with a token of OpenID Connect.
    OpenIdConnect {
        /// The metadata that say where to get one.
        url: String,
    },
    /// `Authorization` with any other scheme; the caller knows what follows its name.
    Http {
        /// The scheme's name.
        scheme: String,
    },
    /// The certificate of the connection: nothing is sent with a call.
    MutualTls,
}

/// Schemes that must all be satisfied.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecurityNeed {
    /// The schemes; empty means that the call may go without a credential.
    pub schemes: Vec<NeededScheme>,
}

/// A scheme that must be satisfied.
#[derive(Clone, Debug, PartialEq)]
pub struct NeededScheme {
    /// The scheme.
    pub id: SchemeId,
    /// The scopes or roles that its credential must have.
    pub scopes: Vec<String>,
}
