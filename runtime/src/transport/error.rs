//! No complete answer came.

use std::error::Error;
use std::fmt;

/// No complete answer came.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn Error + Send + Sync>,
}

/// Why no complete answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransportErrorKind {
    /// No connection was made.
    Connect,
    /// It took too long.
    Timeout,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// Something else.
    Other,
}

impl TransportError {
    /// An error of this kind. The source must not show credentials.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn is_retryable(&self) -> bool {
        self.kind != TransportErrorKind::Other
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TransportErrorKind::Connect => f.write_str("no connection was made"),
            TransportErrorKind::Timeout => f.write_str("no complete answer came in time"),
            TransportErrorKind::Interrupted => {
                f.write_str("the connection broke before the answer was complete")
            }
            TransportErrorKind::Other => write!(f, "the request failed: {}", self.source),
        }
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
