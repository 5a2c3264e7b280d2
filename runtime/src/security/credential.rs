//! What satisfies a security scheme.

use super::client_credentials::ClientCredentials;
use super::token::TokenProvider;
use super::token_cache::Tokens;
use crate::Secret;

/// What satisfies a security scheme.
///
/// Most are a text: a key, a bearer token, or what follows the name of another HTTP scheme. Where
/// tokens do not last, [`ClientCredentials`] or a [`TokenProvider`] gets them as they are needed.
///
/// ```
/// use clientwright_runtime::{ClientCredentials, Credential, Secret};
///
/// let key = Credential::from("k-123");
/// let tokens = Credential::from(ClientCredentials::new("my-id", "my-secret"));
/// assert_eq!(format!("{key:?} {tokens:?}"), "Token(***) Tokens(Tokens(***))");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Credential {
    /// A key or a token.
    Token(Secret),
    /// A user and a password.
    Basic {
        /// The user.
        username: String,
        /// The password.
        password: Secret,
    },
    /// Tokens or keys that are fetched as they are needed.
    Tokens(Tokens),
}

impl Credential {
    /// Tokens or keys that are fetched as they are needed. Clones share what was fetched.
    pub fn provider(provider: impl TokenProvider) -> Self {
        Self::Tokens(Tokens::new(provider))
    }
}

impl From<Secret> for Credential {
    fn from(secret: Secret) -> Self {
        Self::Token(secret)
    }
}

impl From<String> for Credential {
    fn from(text: String) -> Self {
        Self::Token(text.into())
    }
}

impl From<&str> for Credential {
    fn from(text: &str) -> Self {
        Self::Token(text.into())
    }
}

impl From<&String> for Credential {
    fn from(text: &String) -> Self {
        Self::Token(text.into())
    }
}

impl From<ClientCredentials> for Credential {
    fn from(client: ClientCredentials) -> Self {
        Self::provider(client)
    }
}
