//! Responses and the envelope around them.

use super::{Content, Docs, Origin};

/// Everything that may come back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// By status, sorted: exact ones before ranges.
    pub by_status: Vec<(StatusMatch, Response)>,
    /// For every other status.
    pub default: Option<Response>,
}

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    /// One status.
    Exact(u16),
    /// `4XX` is 4.
    Class(u8),
}

/// One response.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The representations; empty means no body.
    pub contents: Vec<Content>,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// A business envelope: an object around every answer whose code tells success from failure.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    /// The member with the code.
    pub code: String,
    /// The code of a success.
    pub success: i64,
    /// The member with the message.
    pub message: String,
    /// The member with what the caller asked for.
    pub data: String,
    /// A success may leave the data out.
    pub data_optional: bool,
    /// The member with the request's id.
    pub request_id: Option<String>,
    /// The member with the time of a failure, in Unix milliseconds.
    pub timestamp: Option<String>,
}
