//! What answers carry: how a mock writes it, and whether the client can read it.

use super::envelope::wrap;
use crate::error::Error;
use crate::{Answer, ErrorKind, Operation, RawResponse, decode};
use bytes::Bytes;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::marker::PhantomData;

/// What the answers to an operation carry, or its failures: how the client reads it.
pub trait Shape {
    /// Whether the client can read an answer.
    ///
    /// # Errors
    /// Why it cannot.
    fn check(operation: &'static Operation, answer: &RawResponse) -> Result<(), String>;
}

/// A shape that is the same for all statuses, so that a value says all.
pub trait Whole: Shape {
    /// What an answer carries.
    type Value;
    /// Its media type, where the document names none.
    const MEDIA_TYPE: &'static str;
    /// Whether the media type is the one that the client asks for first.
    const AS_ASKED: bool = false;

    /// Writes it as an answer to the operation; a failure has no operation, and so no envelope.
    ///
    /// # Errors
    /// If it cannot be written.
    fn write(
        value: Self::Value,
        operation: Option<&'static Operation>,
    ) -> Result<Bytes, serde_json::Error>;

    /// The media type of an answer to the operation.
    fn media_type(operation: &'static Operation) -> &'static str {
        let first = operation.accept.split([',', ';']).next().map(str::trim);
        let first = first.filter(|first| Self::AS_ASKED && !first.is_empty());
        first
            .filter(|first| !first.contains('*'))
            .unwrap_or(Self::MEDIA_TYPE)
    }
}

/// JSON, in the operation's envelope if it has one.
pub struct Json<T>(PhantomData<fn() -> T>);

/// A text as it is.
pub struct Text;

/// Bytes as they are.
pub struct Binary;

/// Nothing, or only an envelope.
pub struct Nothing;

/// What the status says.
pub struct ByStatus<T>(PhantomData<fn() -> T>);

/// Server-Sent Events, each with JSON of one type.
pub struct Events<T>(PhantomData<fn() -> T>);

/// Server-Sent Events of several kinds: the text of the stream.
pub struct EventText;

/// JSON values, a line each.
pub struct JsonLines<T>(PhantomData<fn() -> T>);

/// Failures are codes in the envelope.
pub struct Coded;

/// What is wrong with an answer, if it is not that it says it is a failure.
fn unreadable<T>(read: Result<T, Error>) -> Result<(), String> {
    match read {
        Err(error) if error.kind() != ErrorKind::Business => Err(error.to_string()),
        _ => Ok(()),
    }
}

/// The JSON of a value, in an envelope if there is one.
fn json<T: Serialize>(
    value: &T,
    operation: Option<&'static Operation>,
) -> Result<Bytes, serde_json::Error> {
    let text = match operation.and_then(|operation| operation.envelope) {
        Some(envelope) => {
            let data = serde_json::to_value(value)?;
            serde_json::to_vec(&wrap(envelope, envelope.success, "ok", data))
        }
        None => serde_json::to_vec(value),
    };
    text.map(Bytes::from)
}

impl<T: DeserializeOwned> Shape for Json<T> {
    fn check(operation: &'static Operation, answer: &RawResponse) -> Result<(), String> {
        let answer = answer.clone().to(operation);
        unreadable(match operation.envelope {
            Some(envelope) => decode::open::<T>(envelope, answer),
            None => decode::json::<T>(answer),
        })
    }
}

impl<T: DeserializeOwned + Serialize> Whole for Json<T> {
    type Value = T;
    const MEDIA_TYPE: &'static str = "application/json";

    fn write(value: T, operation: Option<&'static Operation>) -> Result<Bytes, serde_json::Error> {
        json(&value, operation)
    }
}

impl<T: Answer> Shape for ByStatus<T> {
    fn check(operation: &'static Operation, answer: &RawResponse) -> Result<(), String> {
        match T::read(&answer.clone().to(operation)) {
            Some(Ok(_)) => Ok(()),
            Some(Err(failure)) => Err(failure.to_string()),
            None => Err(format!(
                "the document declares no answer with the status {}",
                answer.status()
            )),
        }
    }
}

impl Shape for Coded {
    fn check(operation: &'static Operation, answer: &RawResponse) -> Result<(), String> {
        let read = operation
            .envelope
            .map(|envelope| decode::read_failure(envelope, answer.body()));
        match read {
            Some(Err(failure)) => Err(failure.to_string()),
            _ => Ok(()),
        }
    }
}

/// Shapes of which any bytes will do.
macro_rules! plain {
    ($($shape:ty: $value:ty, $media_type:literal;)*) => {
        $(impl Shape for $shape {
            fn check(_: &'static Operation, _: &RawResponse) -> Result<(), String> {
                Ok(())
            }
        }

        impl Whole for $shape {
            type Value = $value;
            const MEDIA_TYPE: &'static str = $media_type;

            const AS_ASKED: bool = true;

            fn write(
                value: $value,
                _: Option<&'static Operation>,
            ) -> Result<Bytes, serde_json::Error> {
                Ok(value.into())
            }
        })*
    };
}

plain! {
    Text: String, "text/plain; charset=utf-8";
    Binary: Bytes, "application/octet-stream";
    EventText: String, "text/event-stream";
}

impl Shape for Nothing {
    fn check(_: &'static Operation, _: &RawResponse) -> Result<(), String> {
        Ok(())
    }
}

impl Whole for Nothing {
    type Value = ();
    const MEDIA_TYPE: &'static str = "";

    fn write((): (), operation: Option<&'static Operation>) -> Result<Bytes, serde_json::Error> {
        match operation.and_then(|operation| operation.envelope) {
            Some(_) => json(&Value::Null, operation),
            None => Ok(Bytes::new()),
        }
    }
}

/// Shapes of which items come one after the other.
macro_rules! sequence {
    ($($shape:ident, $media_type:literal, $item:ident;)*) => {
        $(impl<T: DeserializeOwned> Shape for $shape<T> {
            fn check(_: &'static Operation, _: &RawResponse) -> Result<(), String> {
                Ok(())
            }
        }

        impl<T: DeserializeOwned + Serialize> Whole for $shape<T> {
            type Value = Vec<T>;
            const MEDIA_TYPE: &'static str = $media_type;
            const AS_ASKED: bool = true;

            fn write(
                items: Vec<T>,
                operation: Option<&'static Operation>,
            ) -> Result<Bytes, serde_json::Error> {
                let media_type = operation.map_or($media_type, Self::media_type);
                let items = items.iter().map(serde_json::to_string);
                let items = items.map(|json| json.map(|json| $item(&json, media_type)));
                items.collect::<Result<String, _>>().map(Bytes::from)
            }
        })*
    };
}

sequence! {
    Events, "text/event-stream", event;
    JsonLines, "application/x-ndjson", line;
}

fn event(json: &str, _: &str) -> String {
    format!("data: {json}\n\n")
}

/// A line, or an element of a JSON text sequence (RFC 7464).
fn line(json: &str, media_type: &str) -> String {
    let begin = if media_type.contains("seq") {
        "\u{1e}"
    } else {
        ""
    };
    format!("{begin}{json}\n")
}
