//! Work that was begun, and what comes of an answer about it.

use super::PollDefect;
use super::state::failure;
use crate::RawResponse;
use crate::error::{Error, Inner};
use serde_json::Value;
use std::time::Duration;
use url::Url;

/// Where the result of work is, once it is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Final {
    /// Where the last answer says; else at the URL of what was put or patched; else where the
    /// header `Location` said; else in the last answer.
    #[default]
    Anywhere,
    /// Where the header `Location` said.
    Location,
    /// At the URL of the call itself.
    Original,
    /// The last answer of what tells how the work stands.
    Monitor,
}

/// Work that was begun.
pub(super) struct Work {
    /// The URL of the call itself.
    pub(super) own: Url,
    /// Where to ask, and what for.
    pub(super) ask: Url,
    pub(super) kind: Kind,
    /// What the header `Location` said last.
    pub(super) location: Option<Url>,
    /// How long to wait before the next question.
    pub(super) wait: Duration,
    /// How long to wait before the one after it, where the service does not say.
    pub(super) longer: Duration,
    pub(super) state: Option<String>,
}

/// What an answer tells.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// How the work stands.
    Monitor,
    /// The result, or a status of 202.
    Location,
    /// What is made, with its state.
    Resource,
}

/// What comes of an answer.
pub(super) enum Turn {
    Wait,
    /// The result is in this answer.
    Here(RawResponse),
    /// The result is in a member of this answer.
    Within(RawResponse, Vec<u8>),
    /// The result is elsewhere.
    There(Url),
}

pub(super) fn defect(defect: PollDefect) -> Error {
    Error::new(Inner::Poll {
        defect,
        response: None,
    })
}

pub(super) fn failed(work: &Work, body: &Value, answer: RawResponse) -> Error {
    Error::new(Inner::Poll {
        defect: failure(work.state.as_deref().unwrap_or_default(), body),
        response: Some(answer),
    })
}
