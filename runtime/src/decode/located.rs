//! Where in a body an error is.

use super::json_path::path_at;
use crate::error::{DecodeFailure, around, head};
use crate::wire::{bare_message, offset_of, take_defect};

/// The error of decoding a body, with its place in the whole body.
pub(super) fn located(error: serde_json::Error, body: &[u8]) -> DecodeFailure {
    let start = body.as_ptr() as usize;
    let inside = take_defect(&error).and_then(|defect| {
        let offset = defect.address.checked_sub(start)?;
        (offset <= body.len()).then_some((offset, defect.message))
    });
    let (offset, message) = inside.unwrap_or_else(|| {
        (
            offset_of(body, error.line(), error.column()),
            bare_message(&error),
        )
    });
    if body.is_empty() {
        return DecodeFailure {
            message: "the body is empty".to_owned(),
            ..at(body, 0, error)
        };
    }
    if error.is_syntax() && offset <= 1 {
        let message = "the body is not JSON".to_owned();
        return DecodeFailure {
            message,
            excerpt: head(body, 300),
            ..at(body, offset, error)
        };
    }
    let mut path = path_at(body, offset);
    if let Some(field) = missing_field(&message) {
        path.push(field);
    }
    DecodeFailure {
        path: path.to_string(),
        message,
        ..at(body, offset, error)
    }
}

/// A required member is not there; the place is the object that should have it.
pub(super) fn missing(field: &str, body: &[u8]) -> DecodeFailure {
    let end = body.trim_ascii_end().len();
    let error = serde::de::Error::custom(format_args!("missing field `{field}`"));
    let mut path = path_at(body, end);
    path.push(field);
    let message = format!("missing field `{field}`");
    DecodeFailure {
        path: path.to_string(),
        message,
        ..at(body, end, error)
    }
}

fn at(body: &[u8], offset: usize, error: serde_json::Error) -> DecodeFailure {
    let before = &body[..offset.min(body.len())];
    let line_start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    DecodeFailure {
        path: String::new(),
        line: before.iter().filter(|byte| **byte == b'\n').count() + 1,
        column: String::from_utf8_lossy(&before[line_start..])
            .chars()
            .count(),
        message: String::new(),
        excerpt: around(body, offset),
        source: Some(error),
    }
}

fn missing_field(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}
