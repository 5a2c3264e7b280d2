//! The ways to send a credential.

use super::Credential;
use crate::Secret;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

/// Where a key goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyLocation {
    /// A header.
    Header,
    /// A parameter of the query.
    Query,
    /// A cookie.
    Cookie,
}

/// A security scheme of the document.
#[derive(Debug)]
pub struct SecurityScheme {
    pub(super) name: &'static str,
    pub(super) kind: SchemeKind,
}

#[derive(Debug)]
pub(super) enum SchemeKind {
    ApiKey {
        location: KeyLocation,
        key: &'static str,
    },
    Basic,
    Bearer,
    OAuth2 {
        token_url: Option<&'static str>,
    },
    OpenIdConnect {
        url: &'static str,
    },
    Http {
        scheme: &'static str,
    },
    MutualTls,
}

/// A credential in the place where it is sent.
#[derive(Clone, Debug)]
pub(crate) enum Placed {
    /// A header, whose value is marked as sensitive.
    Header(HeaderName, HeaderValue),
    /// A name and a value, not encoded.
    Query(&'static str, Secret),
    /// The same.
    Cookie(&'static str, Secret),
}

impl SecurityScheme {
    const fn of(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind }
    }

    /// A key under a name.
    pub const fn api_key(name: &'static str, location: KeyLocation, key: &'static str) -> Self {
        Self::of(name, SchemeKind::ApiKey { location, key })
    }

    /// `Authorization: Basic` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self::of(name, SchemeKind::Basic)
    }

    /// `Authorization: Bearer` (RFC 6750).
    pub const fn bearer(name: &'static str) -> Self {
        Self::of(name, SchemeKind::Bearer)
    }

    /// A bearer token of OAuth 2.0, and where clients of their own get one.
    pub const fn oauth2(name: &'static str, token_url: Option<&'static str>) -> Self {
        Self::of(name, SchemeKind::OAuth2 { token_url })
    }

    /// A bearer token of OpenID Connect, and the metadata that say where to get one.
    pub const fn open_id_connect(name: &'static str, url: &'static str) -> Self {
        Self::of(name, SchemeKind::OpenIdConnect { url })
    }

    /// `Authorization` with any other scheme; what follows its name is given as it is sent.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self::of(name, SchemeKind::Http { scheme })
    }

    /// The certificate of the connection, which is no part of a request.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self::of(name, SchemeKind::MutualTls)
    }

    /// Whoever made the connection answers for its certificate.
    pub(super) fn is_in_transport(&self) -> bool {
        matches!(self.kind, SchemeKind::MutualTls)
    }

    /// Where a token or a key is sent; what is wrong with it, if it cannot be.
    pub(super) fn place_token(&self, token: &Secret) -> Result<Placed, &'static str> {
        let scheme = match &self.kind {
            SchemeKind::ApiKey { location, key } => {
                return Ok(match location {
                    KeyLocation::Header => {
                        let name = HeaderName::from_bytes(key.as_bytes());
                        let name = name.map_err(|_| "has a name that no header has")?;
                        Placed::Header(name, secret_header(token.expose())?)
                    }
                    KeyLocation::Query => Placed::Query(key, token.clone()),
                    KeyLocation::Cookie => Placed::Cookie(key, token.clone()),
                });
            }
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } | SchemeKind::OpenIdConnect { .. } => {
                "Bearer"
            }
            SchemeKind::Http { scheme } => scheme,
            SchemeKind::Basic | SchemeKind::MutualTls => return Err(ANOTHER_KIND),
        };
        let value = format!("{scheme} {}", token.expose());
        Ok(Placed::Header(AUTHORIZATION, secret_header(&value)?))
    }

    /// Where a credential that is at hand is sent.
    pub(super) fn place(&self, credential: &Credential) -> Result<Placed, &'static str> {
        match (&self.kind, credential) {
            (_, Credential::Token(token)) => self.place_token(token),
            (SchemeKind::Basic, Credential::Basic { username, password }) => {
                if username.contains(':') {
                    return Err("must have a user name without `:`");
                }
                let pair = format!("{username}:{}", password.expose());
                let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
                Ok(Placed::Header(AUTHORIZATION, secret_header(&value)?))
            }
            _ => Err(ANOTHER_KIND),
        }
    }
}

const ANOTHER_KIND: &str = "was given a credential of another kind";

fn secret_header(value: &str) -> Result<HeaderValue, &'static str> {
    let value = HeaderValue::from_str(value);
    let mut value = value.map_err(|_| "has characters that no header may have")?;
    value.set_sensitive(true);
    Ok(value)
}
