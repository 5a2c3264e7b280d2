//! A request that was sent, as errors tell of it.

use http::{HeaderMap, StatusCode, Uri};
use std::fmt;

/// Headers in which services give a request an id, the most telling first.
pub(crate) const REQUEST_IDS: [&str; 7] = [
    "x-request-id",
    "request-id",
    "x-ms-request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-correlation-id",
    "cf-ray",
];

/// A request that was sent, as errors tell of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sent {
    target: String,
    /// What is known of an answer that was not read to its end.
    status: Option<StatusCode>,
    request_id: Option<String>,
    attempts: u32,
}

/// How many attempts an answer took; among its extensions, if there was more than one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempts(pub(crate) u32);

impl Attempts {
    /// How many it took.
    pub(crate) fn of<B>(answer: &http::Response<B>) -> u32 {
        let said = answer.extensions().get::<Self>();
        said.map_or(1, |attempts| attempts.0)
    }
}

impl Sent {
    /// To this URL. Its query may hold a key, so it stays out.
    pub(crate) fn to(uri: &Uri) -> Self {
        let mut target = uri.to_string();
        target.truncate(target.find('?').unwrap_or(target.len()));
        Self {
            target,
            ..Self::default()
        }
    }

    /// An answer has begun.
    pub(crate) fn answered<B>(&mut self, answer: &http::Response<B>) {
        self.status = Some(answer.status());
        self.request_id = request_id(answer.headers()).map(str::to_owned);
        self.attempts = Attempts::of(answer);
    }

    /// It was sent so many times.
    pub(super) fn made(&mut self, attempts: u32) {
        self.attempts = attempts;
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        self.status
    }

    pub(super) fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

/// The service's id of a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let mut values = REQUEST_IDS.iter().filter_map(|name| headers.get(*name));
    values.find_map(|value| value.to_str().ok().filter(|id| !id.is_empty()))
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.target.as_str() {
            "" => Ok(()),
            target => write!(f, " ({target})"),
        }
    }
}
