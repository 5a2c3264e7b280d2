//! What a call gave, in the terms of the suite.

use crate::events::Event;
use clientwright_runtime::http::StatusCode;
use clientwright_runtime::{Bytes, Error, ErrorKind, stream};
use serde::Serialize;
use serde_json::Value;

/// What a call gave.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers that the document types, as they were read.
    pub headers: Vec<(&'static str, Value)>,
    /// The decoded body.
    pub content: Content,
    /// The body of a failure.
    pub failure: Option<String>,
}

/// A decoded body.
#[derive(Debug, PartialEq)]
pub enum Content {
    /// There is none.
    None,
    /// A value, written again.
    Json(Value),
    /// Bytes.
    Bytes(Bytes),
    /// A stream of events, to its end.
    Events(Vec<Event>),
}

impl Answer {
    /// One with this status, and nothing else yet.
    pub fn new(status: StatusCode) -> Self {
        Self {
            status: status.as_u16(),
            headers: Vec::new(),
            content: Content::None,
            failure: None,
        }
    }

    /// A page of a walk.
    ///
    /// # Errors
    /// If it cannot be written again.
    pub fn page<T: Serialize>(page: &T) -> Result<Self, String> {
        Self::new(StatusCode::OK).json(page)
    }

    /// The failure that a service answered with.
    ///
    /// # Errors
    /// If it is no such failure.
    pub fn failed<C: clientwright_runtime::Code>(error: &Error<C>) -> Result<Self, String> {
        match (error.kind(), error.status()) {
            (ErrorKind::Status, Some(status)) => Ok(Self {
                failure: error
                    .response()
                    .map(|response| response.text().into_owned()),
                ..Self::new(status)
            }),
            _ => Err(shown(error)),
        }
    }

    /// With a header, as the generated crate reads it.
    ///
    /// # Errors
    /// If it cannot be written again.
    pub fn header<T: Serialize>(mut self, name: &'static str, value: &T) -> Result<Self, String> {
        self.headers.push((name, written(value)?));
        Ok(self)
    }

    /// With a decoded body.
    ///
    /// # Errors
    /// If it cannot be written again.
    pub fn json<T: Serialize>(mut self, value: &T) -> Result<Self, String> {
        self.content = Content::Json(written(value)?);
        Ok(self)
    }

    /// With one more event; the first one makes it a stream.
    pub fn event<T>(&mut self, event: &stream::Event<T>, data: Value) {
        let own = Event {
            name: event.name().to_owned(),
            id: event.id().map(str::to_owned),
            retry: event.retry().map(|retry| retry.as_millis() as u64),
            data,
        };
        match &mut self.content {
            Content::Events(events) => events.push(own),
            other => *other = Content::Events(vec![own]),
        }
    }

    /// With bytes.
    pub fn bytes(mut self, bytes: &Bytes) -> Self {
        self.content = Content::Bytes(bytes.clone());
        self
    }
}

/// A value, written again.
///
/// # Errors
/// If it cannot be written.
pub fn written<T: Serialize>(value: &T) -> Result<Value, String> {
    serde_json::to_value(value).map_err(|error| format!("the answer, written again: {error}"))
}

/// An error with what it is made of.
fn shown<C: clientwright_runtime::Code>(error: &Error<C>) -> String {
    let body = error.response().map(|response| {
        let text: String = response.text().chars().take(300).collect();
        format!(" ({}: {text})", response.status())
    });
    format!("{error}{}", body.unwrap_or_default())
}
