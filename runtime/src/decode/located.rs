//! Where in a body an error is.

use super::excerpt::{around, head};
use super::failure::DecodeFailure;
use super::json_path::path_at;
use crate::wire::{bare_message, offset_of, take_defect};

/// The most that is shown of a message, which may quote a text of any length.
const MESSAGE: usize = 500;

/// The error of decoding a body, with its place in the whole body.
pub(super) fn located(error: serde_json::Error, body: &[u8]) -> DecodeFailure {
    let (offset, message) = defect_inside(&error, body).unwrap_or_else(|| {
        let offset = offset_of(body, error.line(), error.column());
        (offset, bare_message(&error))
    });
    if body.is_empty() {
        return failure(body, 0, "the body is empty", error);
    }
    if error.is_syntax() && offset <= 1 {
        let mut failure = failure(body, offset, "the body is not JSON", error);
        failure.excerpt = head(body, MESSAGE);
        return failure;
    }
    failure(body, offset, &message, error)
}

/// The place and message of a defect in a piece that was kept and decoded later.
fn defect_inside(error: &serde_json::Error, body: &[u8]) -> Option<(usize, String)> {
    let defect = take_defect(error)?;
    let offset = defect.address.checked_sub(body.as_ptr() as usize)?;
    (offset <= body.len()).then_some((offset, defect.message))
}

/// A required member is not there; the place is the object that should have it.
pub(super) fn missing(field: &'static str, body: &[u8]) -> DecodeFailure {
    let error: serde_json::Error = serde::de::Error::missing_field(field);
    let message = error.to_string();
    failure(body, body.trim_ascii_end().len(), &message, error)
}

fn failure(body: &[u8], offset: usize, message: &str, source: serde_json::Error) -> DecodeFailure {
    let before = &body[..offset.min(body.len())];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    let mut path = path_at(body, offset);
    if let Some(field) = missing_field(message) {
        path.push(field);
    }
    let short = head(message.as_bytes(), MESSAGE);
    DecodeFailure {
        path: path.to_string(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count(),
        excerpt: around(body, offset),
        // A source that quotes a long text would bring it back.
        source: (short == message).then_some(source),
        message: short,
    }
}

fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}
