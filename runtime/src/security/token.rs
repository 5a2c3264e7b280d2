//! Tokens, and where they come from.

use super::token_error::TokenError;
use crate::Secret;
use crate::client::{Call, Core, Made};
use crate::error::{Error, Inner};
use crate::retry::is_idempotent;
use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use crate::timer::Instant;
use crate::timer::Timer;
use crate::transport::TransportError;
use crate::{Body, CallOptions, Operation, RawResponse};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// The most that is read of an answer about a token, in bytes.
const LIMIT: usize = 1 << 20;

/// What a request for a token is called in spans and by rules of retries.
static TOKEN: Operation = Operation::new("token", "POST", "token");

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
    pub(crate) core: Arc<Core>,
    /// Those of the call.
    pub(crate) options: Arc<CallOptions>,
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

    /// When the call that needs the token is given up, if ever.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    pub(super) fn timer(&self) -> &dyn Timer {
        &*self.core.timer
    }

    /// Sends a request by the client's own transport, and reads the answer to it, whatever its
    /// status.
    ///
    /// The client's time limits, spans and retries hold for it, within the deadline of the call; it
    /// is sent again if its method is idempotent, or nothing of it was sent. It does not go through
    /// the middleware, which may put in what is for the service only, and redirects are not
    /// followed: what is sent here is for nobody else.
    ///
    /// # Errors
    /// If no complete answer comes, or one that is no answer about a token by its size.
    pub async fn send(&self, request: http::Request<Body>) -> Result<RawResponse, TokenError> {
        let may_repeat = is_idempotent(request.method().as_str());
        self.ask(request, may_repeat).await
    }

    /// The same, for a request of which a second one does no more than the first, or not.
    pub(super) async fn ask(
        &self,
        mut request: http::Request<Body>,
        may_repeat: bool,
    ) -> Result<RawResponse, TokenError> {
        let mut options = CallOptions::new().body_limit(LIMIT);
        options.attempt_timeout = self.options.attempt_timeout;
        options.read_timeout = self.options.read_timeout;
        let policy = self.options.retry.as_ref().unwrap_or(&self.core.retry);
        let call = Call {
            core: self.core.clone(),
            operation: &TOKEN,
            options: Arc::new(options.retry(policy.clone().any_method(may_repeat))),
            query_credentials: Vec::new(),
            deadline: self.deadline,
            is_stream: None,
            made: Made::new(0),
            for_token: true,
        };
        let answer = call.attempts(&mut request).await?;
        let (head, body) = answer.into_parts();
        // A body that is not asked for as a stream was read by the call.
        let body = body.as_bytes().map_or_else(Bytes::new, Bytes::clone);
        Ok(RawResponse::new(head.status, head.headers, body))
    }
}

impl From<Error> for TokenError {
    fn from(error: Error) -> Self {
        match *error.inner {
            Inner::Transport { error, .. } => Self::transport(error),
            other => Self::new(Error::<i64>::new(other).to_string()),
        }
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
