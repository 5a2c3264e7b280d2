//! Answers.

use crate::{DecodeFailure, Operation, charset, decode, media, stream, xml};
use bytes::Bytes;
use http::StatusCode;
use http::header::{HeaderMap, LOCATION, SET_COOKIE};
use serde::de::DeserializeOwned;
use std::borrow::Cow;
use std::fmt;

/// What an answer may be, by its status.
pub trait Answer: Sized {
    /// Reads the body; `None` if the document declares no answer with this status.
    fn read(answer: &RawResponse) -> Option<Result<Self, DecodeFailure>>;
}

/// A decoded answer with what came around it.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) value: T,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) message: Option<String>,
    /// What the body says; a header may say it, too.
    pub(crate) request_id: Option<String>,
}

impl<T> Response<T> {
    /// What the call asked for.
    pub fn value(&self) -> &T {
        &self.value
    }

    /// What the call asked for.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The message of the business envelope.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The service's id of the request, from the body or from a header, such as `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        let said = self.request_id.as_deref();
        said.or_else(|| crate::error::request_id(&self.headers))
    }

    /// The same answer with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: change(self.value),
            status: self.status,
            headers: self.headers,
            message: self.message,
            request_id: self.request_id,
        }
    }
}

/// An answer with its body as it came.
#[derive(Clone)]
pub struct RawResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    xml: &'static [xml::Answer],
    attempts: u32,
}

impl RawResponse {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            status,
            headers,
            body,
            xml: &[],
            attempts: 1,
        }
    }

    /// An answer that came after so many attempts.
    pub(crate) fn after(self, attempts: u32) -> Self {
        Self { attempts, ..self }
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The same answer with another body.
    pub(crate) fn with_body(self, body: impl Into<Bytes>) -> Self {
        Self {
            body: body.into(),
            ..self
        }
    }

    /// An answer to this operation.
    pub(crate) fn to(mut self, operation: &Operation) -> Self {
        self.xml = operation.xml;
        self
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body.
    pub fn into_body(self) -> Bytes {
        self.body
    }

    /// The body as text: in UTF-8, or where the header `Content-Type` or a byte order mark says
    /// so, in UTF-16, ISO 8859-1 or Windows-1252. What is not text in it becomes `U+FFFD`.
    pub fn text(&self) -> Cow<'_, str> {
        charset::decode(&self.body, media::charset(&self.headers))
    }

    /// The body as JSON, or where the document says how it looks in XML, as that.
    ///
    /// # Errors
    /// If it is not of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeFailure> {
        if let Some(json) = xml::answer(self.xml, self) {
            let json = json.map_err(|error| DecodeFailure::of_xml(&error, &self.body))?;
            return decode::from_json(json.as_bytes());
        }
        decode::from_json(&self.body)
    }

    /// The body as JSON values, one after the other: JSON Lines, or a JSON text sequence.
    ///
    /// # Errors
    /// If a value is not JSON of this type.
    pub fn json_sequence<T: DeserializeOwned>(&self) -> Result<Vec<T>, DecodeFailure> {
        stream::read_all(&self.headers, &self.body)
    }

    /// The service's id of the request, from a header such as `x-request-id`.
    pub fn request_id(&self) -> Option<&str> {
        crate::error::request_id(&self.headers)
    }

    pub(crate) fn with<T>(self, value: T) -> Response<T> {
        Response {
            value,
            status: self.status,
            headers: self.headers,
            message: None,
            request_id: None,
        }
    }
}

impl fmt::Debug for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("status", &self.status)
            .field("headers", &masked(&self.headers))
            .field("body", &crate::error::head(&self.body, 300))
            .finish()
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &masked(&self.headers))
            .field("message", &self.message)
            .field("request_id", &self.request_id())
            .finish()
    }
}

/// Without a session, or a key that the service wrote back into a URL.
fn masked(headers: &HeaderMap) -> HeaderMap {
    let mut headers = headers.clone();
    for (name, value) in &mut headers {
        if matches!(*name, SET_COOKIE | LOCATION) {
            value.set_sensitive(true);
        }
    }
    headers
}
