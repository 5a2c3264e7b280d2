//! Tokens, and where they come from.

use super::token_error::TokenError;
use crate::Secret;
use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use crate::timer::Instant;
use crate::timer::Timer;
use crate::transport::{Deadline, Transport, TransportError};
use crate::{Body, RawResponse};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The most that is read of an answer about a token, in bytes.
const LIMIT: usize = 1 << 20;

/// A token, and for how long it is good.
#[derive(Clone, Debug)]
pub struct Token {
    pub(super) secret: Secret,
    pub(super) lifetime: Option<Duration>,
}

impl Token {
    /// A token that is good until the service refuses it with the status 401.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            secret: token.into(),
            lifetime: None,
        }
    }

    /// The same token, good for this long from now. Another one is fetched before the time is over.
    #[must_use]
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// Where tokens and keys come from that do not last, or that nobody should have before they are
/// needed: a vault, a metadata service, a login of its own.
///
/// The client asks when a call needs a token, once for all calls that wait for it; keeps what it
/// gets for as long as it is good; and asks again when the service refuses it with the status 401.
///
/// ```
/// use clientwright_runtime::{Credential, Token, TokenError, TokenProvider, TokenRequest};
/// use clientwright_runtime::send::BoxFuture;
/// use std::time::Duration;
///
/// struct File(std::path::PathBuf);
///
/// impl TokenProvider for File {
///     fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
///         Box::pin(async move {
///             let token = std::fs::read_to_string(&self.0).map_err(TokenError::new)?;
///             Ok(Token::new(token.trim()).expires_in(Duration::from_secs(600)))
///         })
///     }
/// }
///
/// let credential = Credential::provider(File("/run/secrets/token".into()));
/// # let _ = credential;
/// ```
pub trait TokenProvider: MaybeSend + MaybeSync + 'static {
    /// Gets a token.
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>>;
}

impl<P: TokenProvider + ?Sized> TokenProvider for Arc<P> {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        (**self).token(request)
    }
}

/// What a token is wanted for.
#[derive(Clone)]
pub struct TokenRequest {
    pub(crate) scopes: &'static [&'static str],
    pub(crate) token_url: Option<String>,
    pub(crate) discovery_url: Option<String>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) timer: Arc<dyn Timer>,
    pub(crate) deadline: Option<Instant>,
}

impl TokenRequest {
    /// The scopes that the call needs, as the document has them.
    pub fn scopes(&self) -> &'static [&'static str] {
        self.scopes
    }

    /// The token endpoint that the document names.
    pub fn token_url(&self) -> Option<&str> {
        self.token_url.as_deref()
    }

    /// The metadata of OpenID Connect that the document names.
    pub fn discovery_url(&self) -> Option<&str> {
        self.discovery_url.as_deref()
    }

    /// Sends a request by the client's own transport, and reads the answer to it, whatever its
    /// status. Redirects are not followed: what is sent here is for nobody else.
    ///
    /// # Errors
    /// If no complete answer comes, or one that is no answer about a token by its size.
    pub async fn send(&self, mut request: http::Request<Body>) -> Result<RawResponse, TokenError> {
        if let Some(deadline) = self.deadline {
            request.extensions_mut().insert(Deadline(deadline));
        }
        let answer = self.transport.send(request).await?;
        let (head, body) = answer.into_parts();
        let body = body.collect(LIMIT).await?;
        let body = body.ok_or_else(|| TokenError::new("the answer is too large"))?;
        Ok(RawResponse::new(head.status, head.headers, body))
    }
}

impl From<TransportError> for TokenError {
    fn from(error: TransportError) -> Self {
        Self::transport(error)
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest")
            .field("scopes", &self.scopes)
            .field("token_url", &self.token_url)
            .field("discovery_url", &self.discovery_url)
            .finish_non_exhaustive()
    }
}
