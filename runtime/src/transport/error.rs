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
    /// One side of the connection does not accept the other's certificate.
    Certificate,
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

    /// What a body of another library failed with: an error of this kind that went through it, or
    /// else the end of a connection.
    pub(crate) fn of(error: Box<dyn Error + Send + Sync>) -> Self {
        match error.downcast::<Self>() {
            Ok(error) => *error,
            Err(error) => Self::within(&*error)
                .unwrap_or_else(|| Self::new(TransportErrorKind::Interrupted, error)),
        }
    }

    /// The error of this kind that another error is about, such as that of a body that was sent.
    pub(crate) fn within(error: &(dyn Error + 'static)) -> Option<Self> {
        let chain = std::iter::successors(error.source(), |&error| error.source());
        let mut found = chain.filter_map(|error| error.downcast_ref::<Self>());
        let found = found.next()?;
        Some(Self::new(found.kind, found.source.to_string()))
    }

    /// Its kind.
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    pub(crate) fn is_retryable(&self) -> bool {
        !matches!(
            self.kind,
            TransportErrorKind::Certificate | TransportErrorKind::Other
        )
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TransportErrorKind::Connect => {
                write!(f, "no connection was made: {}", first_cause(&*self.source))
            }
            TransportErrorKind::Certificate => write!(f, "no connection was made: {}", self.source),
            TransportErrorKind::Timeout => f.write_str("no complete answer came in time"),
            TransportErrorKind::Interrupted => {
                f.write_str("the connection broke before the answer was complete")
            }
            TransportErrorKind::Other => write!(f, "the request failed: {}", self.source),
        }
    }
}

/// What all the errors on the way here come from.
fn first_cause<'a>(error: &'a (dyn Error + 'static)) -> &'a (dyn Error + 'static) {
    let chain = std::iter::successors(Some(error), |&error| error.source());
    chain.last().unwrap_or(error)
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&*self.source)
    }
}
