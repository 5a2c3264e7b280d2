//! Credentials: which schemes a call needs, and how each is sent.

use crate::error::{Error, Inner};
use crate::{Operation, Secret};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

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
    name: &'static str,
    kind: SchemeKind,
}

#[derive(Debug)]
enum SchemeKind {
    ApiKey {
        location: KeyLocation,
        key: &'static str,
    },
    Basic,
    Bearer,
    Http {
        scheme: &'static str,
    },
    MutualTls,
}

impl SecurityScheme {
    /// A key under a name.
    pub const fn api_key(name: &'static str, location: KeyLocation, key: &'static str) -> Self {
        Self {
            name,
            kind: SchemeKind::ApiKey { location, key },
        }
    }

    /// `Authorization: Basic` (RFC 7617).
    pub const fn basic(name: &'static str) -> Self {
        Self {
            name,
            kind: SchemeKind::Basic,
        }
    }

    /// `Authorization: Bearer` (RFC 6750).
    pub const fn bearer(name: &'static str) -> Self {
        Self {
            name,
            kind: SchemeKind::Bearer,
        }
    }

    /// `Authorization` with any other scheme; what follows its name is given as it is sent.
    pub const fn http(name: &'static str, scheme: &'static str) -> Self {
        Self {
            name,
            kind: SchemeKind::Http { scheme },
        }
    }

    /// The certificate of the connection, which is no part of a request.
    pub const fn mutual_tls(name: &'static str) -> Self {
        Self {
            name,
            kind: SchemeKind::MutualTls,
        }
    }
}

/// What satisfies a security scheme.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A key or a bearer token.
    Token(Secret),
    /// A user and a password.
    Basic {
        /// The user.
        username: String,
        /// The password.
        password: Secret,
    },
}

/// The schemes of a client and the credentials that it was given.
#[derive(Clone, Debug)]
pub(crate) struct Security {
    schemes: &'static [SecurityScheme],
    credentials: Vec<Option<Credential>>,
}

/// Credentials in the places where they are sent.
#[derive(Clone, Default)]
pub(crate) struct Credentials {
    pub(crate) headers: HeaderMap,
    /// Names and values, not encoded.
    pub(crate) query: Vec<(&'static str, Secret)>,
    pub(crate) cookies: Vec<(&'static str, Secret)>,
}

impl Security {
    pub(crate) fn new(schemes: &'static [SecurityScheme]) -> Self {
        Self {
            schemes,
            credentials: vec![None; schemes.len()],
        }
    }

    pub(crate) fn set(&mut self, scheme: usize, credential: Credential) {
        if let Some(slot) = self.credentials.get_mut(scheme) {
            *slot = Some(credential);
        }
    }

    /// Headers that carry a credential of any scheme, given or not.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &'static str> {
        self.keys(KeyLocation::Header)
    }

    /// Whether a header carries a credential, of a scheme or by its nature.
    pub(crate) fn is_credential(&self, header: &HeaderName) -> bool {
        let of_a_scheme = |key: &str| key.eq_ignore_ascii_case(header.as_str());
        WELL_KNOWN.contains(header) || self.headers().any(of_a_scheme)
    }

    /// Query parameters that carry a credential of any scheme, given or not.
    fn queries(&self) -> impl Iterator<Item = &'static str> {
        self.keys(KeyLocation::Query)
    }

    /// Whether an encoded pair of a query is a credential by its name.
    pub(crate) fn is_query_credential(&self, pair: &str) -> bool {
        let name = url::form_urlencoded::parse(pair.as_bytes()).next();
        name.is_some_and(|(name, _)| self.queries().any(|key| key == name))
    }

    fn keys(&self, wanted: KeyLocation) -> impl Iterator<Item = &'static str> {
        self.schemes
            .iter()
            .filter_map(move |scheme| match scheme.kind {
                SchemeKind::ApiKey { location, key } if location == wanted => Some(key),
                _ => None,
            })
    }

    /// The credentials of the first alternative for which all are there.
    pub(crate) fn resolve(&self, operation: &Operation) -> Result<Credentials, Error> {
        let given = |scheme: &usize| self.credentials.get(*scheme).is_some_and(Option::is_some);
        // Whoever made the connection answers for its certificate.
        let in_transport = |scheme: &usize| {
            let scheme = self.schemes.get(*scheme);
            scheme.is_some_and(|scheme| matches!(scheme.kind, SchemeKind::MutualTls))
        };
        // An alternative of which nothing is sent is the last resort: what was given is better sent.
        let usable = |schemes: &&&[usize]| {
            let all = schemes.iter().all(|one| given(one) || in_transport(one));
            all && schemes.iter().any(given)
        };
        let Some(schemes) = operation.security.iter().find(usable) else {
            let is_free = |schemes: &&[usize]| schemes.iter().all(in_transport);
            return if operation.security.is_empty() || operation.security.iter().any(is_free) {
                Ok(Credentials::default())
            } else {
                Err(self.missing(operation))
            };
        };
        let mut out = Credentials::default();
        for scheme in *schemes {
            let (Some(scheme), Some(Some(credential))) =
                (self.schemes.get(*scheme), self.credentials.get(*scheme))
            else {
                continue;
            };
            scheme.place(credential, &mut out)?;
        }
        Ok(out)
    }

    fn missing(&self, operation: &Operation) -> Error {
        let name = |scheme: &usize| self.schemes.get(*scheme).map_or("?", |scheme| scheme.name);
        let all = |schemes: &&[usize]| schemes.iter().map(name).collect::<Vec<_>>().join(" and ");
        let alternatives = operation.security.iter().map(all).collect();
        Error::new(Inner::MissingCredential { alternatives })
    }
}

impl SecurityScheme {
    fn place(&self, credential: &Credential, out: &mut Credentials) -> Result<(), Error> {
        match (&self.kind, credential) {
            (SchemeKind::ApiKey { location, key }, Credential::Token(token)) => match location {
                KeyLocation::Header => {
                    let name = HeaderName::from_bytes(key.as_bytes())
                        .map_err(|_| Error::invalid(self.name, "has a name that no header has"))?;
                    out.headers.insert(name, self.header(token.expose())?);
                }
                KeyLocation::Query => out.query.push((key, token.clone())),
                KeyLocation::Cookie => out.cookies.push((key, token.clone())),
            },
            (SchemeKind::Bearer, Credential::Token(token)) => {
                let value = format!("Bearer {}", token.expose());
                out.headers.insert(AUTHORIZATION, self.header(&value)?);
            }
            (SchemeKind::Http { scheme }, Credential::Token(credentials)) => {
                let value = format!("{scheme} {}", credentials.expose());
                out.headers.insert(AUTHORIZATION, self.header(&value)?);
            }
            (SchemeKind::Basic, Credential::Basic { username, password }) => {
                if username.contains(':') {
                    return Err(Error::invalid(
                        self.name,
                        "must have a user name without `:`",
                    ));
                }
                let pair = format!("{username}:{}", password.expose());
                let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
                out.headers.insert(AUTHORIZATION, self.header(&value)?);
            }
            _ => {
                return Err(Error::invalid(
                    self.name,
                    "was given a credential of another kind",
                ));
            }
        }
        Ok(())
    }

    fn header(&self, value: &str) -> Result<HeaderValue, Error> {
        let mut value = HeaderValue::from_str(value)
            .map_err(|_| Error::invalid(self.name, "has characters that no header may have"))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

/// Headers that are credentials whatever the document says.
pub(crate) const WELL_KNOWN: [HeaderName; 4] = [
    AUTHORIZATION,
    COOKIE,
    http::header::PROXY_AUTHORIZATION,
    http::header::WWW_AUTHENTICATE,
];
