//! The kinds of errors.

use crate::transport::TransportErrorKind;

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An argument or a setting is not valid; nothing was sent.
    InvalidArgument,
    /// No credential was given that the call needs; nothing was sent.
    MissingCredential,
    /// A token that the call needs was not to be had; the call was not sent.
    Token,
    /// No connection was made.
    Connect,
    /// One side of the connection does not accept the other's certificate, or misses one. Another
    /// attempt would be no better. With the feature `native-tls` such a failure is one to
    /// [`Connect`](Self::Connect), with the system's words.
    Certificate,
    /// No complete answer came in time.
    Timeout,
    /// The connection broke before the answer was complete.
    Interrupted,
    /// Something else on the way, such as a redirect that leads nowhere.
    Transport,
    /// The answer is larger than the client's limit.
    TooLarge,
    /// The HTTP status is not one of success, and the body says nothing more exact.
    Status,
    /// The body is not what the document says.
    Decode,
    /// The service answered with a code of failure.
    Business,
    /// A walk over pages cannot go on.
    Paging,
    /// Work that was begun failed, or nobody says how it stands.
    Polling,
}

impl From<TransportErrorKind> for ErrorKind {
    fn from(kind: TransportErrorKind) -> Self {
        match kind {
            TransportErrorKind::Connect => Self::Connect,
            TransportErrorKind::Certificate => Self::Certificate,
            TransportErrorKind::Timeout => Self::Timeout,
            TransportErrorKind::Interrupted => Self::Interrupted,
            TransportErrorKind::Other => Self::Transport,
        }
    }
}
