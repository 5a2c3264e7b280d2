//! Responses and the envelope around them.

use super::{Content, Docs, Link, Origin, TypeRef};

/// Everything that may come back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// By status, sorted: exact ones before ranges.
    pub by_status: Vec<(StatusMatch, Response)>,
    /// For every other status.
    pub default: Option<Response>,
}

impl Responses {
    /// The responses to a call that succeeds: those of 2xx, or the default where there is none.
    pub fn successes(&self) -> Vec<(Option<StatusMatch>, &Response)> {
        let all: Vec<_> = self.declared(StatusMatch::is_success).collect();
        if all.is_empty() {
            self.default
                .iter()
                .map(|response| (None, response))
                .collect()
        } else {
            all
        }
    }

    /// The responses to a call that does not succeed, the default last.
    pub fn failures(&self) -> Vec<(Option<StatusMatch>, &Response)> {
        let all = self.declared(|status| !status.is_success());
        let default = self.default.iter().map(|response| (None, response));
        all.chain(default).collect()
    }

    fn declared(
        &self,
        wanted: fn(StatusMatch) -> bool,
    ) -> impl Iterator<Item = (Option<StatusMatch>, &Response)> {
        let all = self.by_status.iter();
        let all = all.filter(move |(status, _)| wanted(*status));
        all.map(|(status, response)| (Some(*status), response))
    }
}

impl Response {
    /// What an answer with a status carries: the preferred representation; none where HTTP allows no body.
    pub fn content(&self, status: Option<StatusMatch>) -> Option<&Content> {
        let is_bare = matches!(status, Some(StatusMatch::Exact(204 | 205 | 304)));
        self.contents.first().filter(|_| !is_bare)
    }
}

/// What failures carry.
#[derive(Clone, Debug, PartialEq)]
pub enum Failures<'a> {
    /// Nothing that the document describes.
    Nothing,
    /// The same, whatever the status.
    Same(&'a Content),
    /// Different things.
    ByStatus(Vec<(Option<StatusMatch>, &'a Response)>),
}

/// The statuses that a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum StatusMatch {
    /// One status.
    Exact(u16),
    /// `4XX` is 4.
    Class(u8),
}

impl StatusMatch {
    /// Whether it is one of success.
    pub fn is_success(self) -> bool {
        matches!(self, Self::Exact(200..=299) | Self::Class(2))
    }
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Its name on the wire.
    pub wire_name: String,
    /// Its type.
    pub ty: TypeRef,
    /// It is JSON text rather than in the style `simple`.
    pub json: bool,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// One response.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The representations, the preferred one first; empty means no body.
    pub contents: Vec<Content>,
    /// The headers that it may have.
    pub headers: Vec<Header>,
    /// What can be called with what it carries.
    pub links: Vec<Link>,
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
