//! Answers in a business envelope.

use crate::Envelope;
use serde_json::{Map, Value};

/// The id of the request in every envelope that a mock writes.
const REQUEST_ID: &str = "mock-request";

/// The time of every failure that a mock answers with, in Unix milliseconds: the beginning of 2026.
const TIMESTAMP: i64 = 1_767_225_600_000;

/// An answer with this code.
pub(super) fn wrap(envelope: &Envelope, code: i64, message: &str, data: Value) -> Value {
    let mut members = Map::new();
    members.insert(envelope.code.to_owned(), code.into());
    members.insert(envelope.message.to_owned(), message.into());
    members.insert(envelope.data.to_owned(), data);
    if let Some(name) = envelope.request_id {
        members.insert(name.to_owned(), REQUEST_ID.into());
    }
    if let (Some(name), true) = (envelope.timestamp, code != envelope.success) {
        members.insert(name.to_owned(), TIMESTAMP.into());
    }
    Value::Object(members)
}
