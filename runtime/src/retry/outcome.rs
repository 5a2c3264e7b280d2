//! What came of an attempt.

use super::after;
use crate::decode;
use crate::timer::SystemTime;
use crate::{Body, Business, Error, Operation};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::time::Duration;

/// What came of an attempt, as a policy sees it.
#[derive(Debug)]
pub struct Outcome<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempt: u32,
    pub(crate) answer: Result<&'a http::Response<Body>, &'a Error>,
    pub(crate) now: SystemTime,
}

impl Outcome<'_> {
    /// What was called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Which attempt it was, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Why no answer came, if none did.
    pub fn error(&self) -> Option<&Error> {
        self.answer.err()
    }

    /// The status of the answer.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer.ok().map(http::Response::status)
    }

    /// The headers of the answer.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer.ok().map(http::Response::headers)
    }

    /// The body of the answer, if it is at hand: not that of a success that is a stream.
    pub fn body(&self) -> Option<&Bytes> {
        self.answer.ok()?.body().as_bytes()
    }

    /// What the answer says, if it is one of failure in a business envelope.
    pub fn business(&self) -> Option<Business> {
        let envelope = self.operation.envelope?;
        decode::read_failure(envelope, self.body()?).ok()?
    }

    /// How long the service asks to wait.
    pub fn retry_after(&self) -> Option<Duration> {
        after(self.headers()?, self.now)
    }

    pub(super) fn says_retryable(&self) -> bool {
        self.business().is_some_and(|said| said.says_retryable())
    }

    /// What the service itself thinks of another attempt.
    pub(super) fn should_retry(&self) -> Option<bool> {
        match self.headers()?.get("x-should-retry")?.as_bytes() {
            b"true" => Some(true),
            b"false" => Some(false),
            _ => None,
        }
    }

    /// Whether nothing of the request left this machine.
    pub(super) fn is_unsent(&self) -> bool {
        self.error()
            .is_some_and(|error| error.kind() == crate::ErrorKind::Connect)
    }
}
