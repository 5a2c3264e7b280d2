//! Why there is no token.

use crate::transport::{TransportError, TransportErrorKind};
use http::StatusCode;
use std::error::Error;
use std::fmt;

/// Why there is no token.
#[derive(Debug)]
pub struct TokenError(Kind);

#[derive(Debug)]
enum Kind {
    Transport(TransportError),
    Refused {
        status: StatusCode,
        error: OAuthError,
    },
    /// An answer that says no more than this.
    Status(StatusCode),
    Other(Box<dyn Error + Send + Sync>),
}

impl TokenError {
    /// Something that a provider failed with. What is shown of it must not be a secret.
    pub fn new(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self(Kind::Other(source.into()))
    }

    pub(super) fn transport(error: TransportError) -> Self {
        Self(Kind::Transport(error))
    }

    /// The call was given up before there was one.
    pub(crate) fn late() -> Self {
        let error = TransportError::new(TransportErrorKind::Timeout, "the call took too long");
        Self::transport(error)
    }

    pub(super) fn refused(status: StatusCode, error: OAuthError) -> Self {
        Self(Kind::Refused { status, error })
    }

    pub(super) fn status(status: StatusCode) -> Self {
        Self(Kind::Status(status))
    }

    /// What the token endpoint said, if it said so as RFC 6749 has it.
    pub fn oauth(&self) -> Option<&OAuthError> {
        match &self.0 {
            Kind::Refused { error, .. } => Some(error),
            _ => None,
        }
    }

    /// Whether the same may succeed later.
    pub(crate) fn is_retryable(&self) -> bool {
        match &self.0 {
            Kind::Transport(error) => error.is_retryable(),
            Kind::Refused { status, error } => {
                is_transient(*status) || error.code() == "temporarily_unavailable"
            }
            Kind::Status(status) => is_transient(*status),
            Kind::Other(_) => false,
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Transport(error) => write!(f, "{error}"),
            Kind::Refused { error, .. } => write!(f, "the token endpoint refused: {error}"),
            Kind::Status(status) => write!(f, "the token endpoint answered with {status}"),
            Kind::Other(source) => write!(f, "{source}"),
        }
    }
}

impl Error for TokenError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0 {
            Kind::Transport(error) => Some(error),
            Kind::Refused { error, .. } => Some(error),
            Kind::Status(_) => None,
            Kind::Other(source) => source.source(),
        }
    }
}

fn is_transient(status: StatusCode) -> bool {
    status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS
}

/// An error of a token endpoint (RFC 6749, section 5.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OAuthError {
    pub(super) code: String,
    pub(super) description: Option<String>,
    pub(super) uri: Option<String>,
}

impl OAuthError {
    /// The code, such as `invalid_client`.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// One of the codes that the RFC has.
    pub fn kind(&self) -> OAuthErrorKind {
        match self.code.as_str() {
            "invalid_request" => OAuthErrorKind::InvalidRequest,
            "invalid_client" => OAuthErrorKind::InvalidClient,
            "invalid_grant" => OAuthErrorKind::InvalidGrant,
            "unauthorized_client" => OAuthErrorKind::UnauthorizedClient,
            "unsupported_grant_type" => OAuthErrorKind::UnsupportedGrantType,
            "invalid_scope" => OAuthErrorKind::InvalidScope,
            _ => OAuthErrorKind::Other,
        }
    }

    /// What is wrong, for people.
    pub fn description(&self) -> Option<&str> {
        self.description.as_deref()
    }

    /// A page about it.
    pub fn uri(&self) -> Option<&str> {
        self.uri.as_deref()
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)?;
        match &self.description {
            Some(description) => write!(f, ": {description}"),
            None => Ok(()),
        }
    }
}

impl Error for OAuthError {}

/// The codes of RFC 6749, section 5.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OAuthErrorKind {
    /// `invalid_request`
    InvalidRequest,
    /// `invalid_client`: the endpoint does not know the client, or not by this secret.
    InvalidClient,
    /// `invalid_grant`
    InvalidGrant,
    /// `unauthorized_client`: the client may not get tokens this way.
    UnauthorizedClient,
    /// `unsupported_grant_type`: nobody may.
    UnsupportedGrantType,
    /// `invalid_scope`
    InvalidScope,
    /// A code of the service's own.
    Other,
}
