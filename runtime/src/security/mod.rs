//! Credentials: which schemes a call needs, and how each is sent.

mod client_credentials;
mod credential;
mod scheme;
mod token;
mod token_cache;
mod token_error;

pub use client_credentials::ClientCredentials;
pub use credential::Credential;
pub(crate) use scheme::Placed;
pub use scheme::{KeyLocation, SecurityScheme};
pub use token::{Token, TokenProvider, TokenRequest};
pub use token_cache::Tokens;
pub use token_error::{OAuthError, OAuthErrorKind, TokenError};

use crate::error::{Error, Inner};
use crate::{Operation, Secret};
use http::HeaderMap;
use http::header::{AUTHORIZATION, COOKIE, HeaderName};
use scheme::SchemeKind;
use std::sync::Arc;

/// A scheme by its index, and the scopes that its credential must have.
type Need = (usize, &'static [&'static str]);

/// The schemes of a client and the credentials that it was given.
#[derive(Clone, Debug)]
pub(crate) struct Security {
    schemes: &'static [SecurityScheme],
    given: Vec<Option<Given>>,
}

/// A credential that the client was given.
#[derive(Clone, Debug)]
enum Given {
    /// In the place where it is sent, which is the same for all calls.
    AtHand(Placed),
    /// Fetched as it is needed.
    Fetched(Tokens),
    /// It does not fit its scheme, for this reason: an error of the calls that need it.
    Unfit(&'static str),
}

/// A credential that a call needs.
pub(crate) enum Chosen<'s> {
    /// It is at hand.
    AtHand(&'s Placed),
    /// It is to be fetched.
    Fetched(Fetched),
}

/// A credential that is fetched for a call.
#[derive(Clone)]
pub(crate) struct Fetched {
    scheme: &'static SecurityScheme,
    tokens: Tokens,
    pub(crate) scopes: &'static [&'static str],
}

impl Security {
    pub(crate) fn new(schemes: &'static [SecurityScheme]) -> Self {
        Self {
            schemes,
            given: vec![None; schemes.len()],
        }
    }

    pub(crate) fn set(&mut self, at: usize, credential: Credential) {
        if let (Some(scheme), Some(slot)) = (self.schemes.get(at), self.given.get_mut(at)) {
            *slot = Some(match credential {
                Credential::Tokens(tokens) => Given::Fetched(tokens),
                credential => match scheme.place(&credential) {
                    Ok(placed) => Given::AtHand(placed),
                    Err(rule) => Given::Unfit(rule),
                },
            });
        }
    }

    /// Whether a header carries a credential, of a scheme, given or not, or by its nature.
    pub(crate) fn is_credential(&self, header: &HeaderName) -> bool {
        let mut keys = self.keys(KeyLocation::Header);
        WELL_KNOWN.contains(header) || keys.any(|key| key.eq_ignore_ascii_case(header.as_str()))
    }

    /// Marks the headers that carry credentials as sensitive.
    pub(crate) fn mark(&self, headers: &mut HeaderMap) {
        for (name, value) in headers {
            value.set_sensitive(value.is_sensitive() || self.is_credential(name));
        }
    }

    /// Whether an encoded pair of a query is a credential by its name, given or not.
    pub(crate) fn is_query_credential(&self, pair: &str) -> bool {
        let name = url::form_urlencoded::parse(pair.as_bytes()).next();
        name.is_some_and(|(name, _)| self.keys(KeyLocation::Query).any(|key| key == name))
    }

    /// Names of the keys of all schemes that are sent there.
    fn keys(&self, wanted: KeyLocation) -> impl Iterator<Item = &'static str> {
        self.schemes
            .iter()
            .filter_map(move |scheme| match scheme.kind {
                SchemeKind::ApiKey { location, key } if location == wanted => Some(key),
                _ => None,
            })
    }

    /// What satisfies the first alternative for which everything was given, one after the other.
    pub(crate) fn choose(
        &self,
        operation: &Operation,
    ) -> Result<impl Iterator<Item = Result<Chosen<'_>, Error>>, Error> {
        let given = |(scheme, _): &Need| self.given.get(*scheme).is_some_and(Option::is_some);
        let in_transport = |(scheme, _): &Need| {
            let scheme = self.schemes.get(*scheme);
            scheme.is_some_and(SecurityScheme::is_in_transport)
        };
        // An alternative of which nothing is sent is the last resort: what was given is better sent.
        let usable = |needs: &&&[Need]| {
            let all = needs.iter().all(|one| given(one) || in_transport(one));
            all && needs.iter().any(given)
        };
        let is_free = |needs: &&[Need]| needs.iter().all(in_transport);
        let needs = match operation.security.iter().find(usable) {
            Some(needs) => *needs,
            None if operation.security.is_empty() => &[],
            None if operation.security.iter().any(is_free) => &[],
            None => return Err(self.missing(operation)),
        };
        Ok(needs.iter().filter_map(|need| self.chosen(*need)))
    }

    fn chosen(&self, (at, scopes): Need) -> Option<Result<Chosen<'_>, Error>> {
        let scheme = self.schemes.get(at)?;
        Some(match self.given.get(at)?.as_ref()? {
            Given::AtHand(placed) => Ok(Chosen::AtHand(placed)),
            Given::Fetched(tokens) => Ok(Chosen::Fetched(Fetched {
                scheme,
                tokens: tokens.clone(),
                scopes,
            })),
            Given::Unfit(rule) => Err(Error::invalid(scheme.name, rule)),
        })
    }

    fn missing(&self, operation: &Operation) -> Error {
        let name = |(scheme, _): &Need| {
            let scheme = self.schemes.get(*scheme);
            scheme.map_or("?", |scheme| scheme.name)
        };
        let all = |needs: &&[Need]| needs.iter().map(name).collect::<Vec<_>>().join(" and ");
        let alternatives = operation.security.iter().map(all).collect();
        Error::new(Inner::MissingCredential { alternatives })
    }
}

impl Fetched {
    /// Where a token is sent.
    pub(crate) fn place(&self, token: &Secret) -> Result<Placed, Error> {
        let placed = self.scheme.place_token(token);
        placed.map_err(|rule| Error::invalid(self.scheme.name, rule))
    }

    /// The tokens.
    pub(crate) fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The token endpoint that the document names.
    pub(crate) fn token_url(&self) -> Option<&'static str> {
        match self.scheme.kind {
            SchemeKind::OAuth2 { token_url } => token_url,
            _ => None,
        }
    }

    /// The metadata of OpenID Connect that the document names.
    pub(crate) fn discovery_url(&self) -> Option<&'static str> {
        match self.scheme.kind {
            SchemeKind::OpenIdConnect { url } => Some(url),
            _ => None,
        }
    }

    /// Nobody waits for what is not at hand.
    pub(crate) fn not_at_hand(&self) -> Error {
        let rule = "is fetched when a call is sent, and there is none yet";
        Error::invalid(self.scheme.name, rule)
    }

    /// There is no token.
    pub(crate) fn failed(&self, error: Arc<TokenError>) -> Error {
        Error::new(Inner::Token {
            scheme: self.scheme.name,
            error,
        })
    }
}

/// Headers that are credentials whatever the document says.
const WELL_KNOWN: [HeaderName; 4] = [
    AUTHORIZATION,
    COOKIE,
    http::header::PROXY_AUTHORIZATION,
    http::header::WWW_AUTHENTICATE,
];
