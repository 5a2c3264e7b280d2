//! A request that was sent, as errors tell of it.

use http::{HeaderMap, HeaderValue, Response, StatusCode, Uri};
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

/// A request that was sent, as errors tell of it. Every call has one and hardly any shows it, so it
/// is made of what costs nothing to keep.
#[derive(Clone, Default)]
pub(crate) struct Sent {
    /// Its query may hold a key and is never shown.
    uri: Option<Uri>,
    /// What is known of an answer that was not read to its end.
    status: Option<StatusCode>,
    request_id: Option<HeaderValue>,
    attempts: u32,
}

/// How many attempts an answer took; among its extensions, if there was more than one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempts(pub(crate) u32);

impl Attempts {
    /// How many it took.
    pub(crate) fn of<B>(answer: &Response<B>) -> u32 {
        let said = answer.extensions().get::<Self>();
        said.map_or(1, |attempts| attempts.0)
    }
}

impl Sent {
    /// To this URL.
    pub(crate) fn to(uri: &Uri) -> Self {
        Self {
            uri: Some(uri.clone()),
            ..Self::default()
        }
    }

    /// The same, of which an answer has begun.
    pub(crate) fn answered<B>(&self, answer: &Response<B>) -> Self {
        Self {
            uri: self.uri.clone(),
            status: Some(answer.status()),
            request_id: request_id_value(answer.headers()).cloned(),
            attempts: Attempts::of(answer),
        }
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
        self.request_id.as_ref()?.to_str().ok()
    }
}

/// The service's id of a request.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    request_id_value(headers)?.to_str().ok()
}

fn request_id_value(headers: &HeaderMap) -> Option<&HeaderValue> {
    let mut values = REQUEST_IDS.iter().filter_map(|name| headers.get(*name));
    values.find(|value| value.to_str().is_ok_and(|id| !id.is_empty()))
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(uri) = &self.uri else {
            return Ok(());
        };
        f.write_str(" (")?;
        if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
            write!(f, "{scheme}://{authority}")?;
        }
        write!(f, "{})", uri.path())
    }
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sent{self}")
    }
}
