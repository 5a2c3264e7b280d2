//! Names of the representations of a body, and of kinds of events.

use super::ident::{escape, upper};
use super::scope::Scope;
use super::words::words;
use crate::ir::{Codec, Content, Operation, Stream};

/// A variant for each representation of an operation's body.
pub fn name(operation: &Operation) -> Vec<String> {
    let body = operation.body.iter();
    variants(body.flat_map(|body| &body.contents))
}

/// A variant for each kind of events of an operation's stream.
pub fn events(operation: &Operation) -> Vec<String> {
    let Some((_, Stream::Events(events))) = operation.stream() else {
        return Vec::new();
    };
    let mut scope = Scope::reserving(&["Self", "Unknown"]);
    let names = events.iter().map(|event| {
        let own = upper(&words(event.name.as_deref().unwrap_or_default()));
        let own = if own.is_empty() {
            "Other".to_owned()
        } else {
            own
        };
        scope.claim(&[own])
    });
    names.map(escape).collect()
}

/// Named after how each is written, or after the media type where that is more than the usual one.
pub fn variants<'a>(contents: impl Iterator<Item = &'a Content>) -> Vec<String> {
    let mut scope = Scope::reserving(&["Self"]);
    let named = |content: &Content| {
        let essence = content.media_type.split([';', ',']).next();
        let essence = essence.unwrap_or_default().trim().to_ascii_lowercase();
        let usual = match (content.codec, essence.as_str()) {
            (Codec::Json, "application/json" | "*/*") => Some("Json"),
            (Codec::Form, _) => Some("Form"),
            (Codec::Multipart, "multipart/form-data") => Some("Multipart"),
            (Codec::Text, "text/plain" | "text/*") => Some("Text"),
            (Codec::Bytes, _) => Some("Bytes"),
            _ => None,
        };
        let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
        let subtype = subtype.trim_start_matches("x-").trim_start_matches("vnd.");
        let own = match content.codec {
            Codec::Multipart => upper(&words(&essence)),
            _ => upper(&words(subtype)),
        };
        let mut candidates: Vec<String> = usual.map(str::to_owned).into_iter().collect();
        candidates.extend([own, upper(&words(&format!("{kind} {subtype}")))]);
        candidates.push("Content".to_owned());
        candidates.retain(|name| !name.is_empty());
        candidates
    };
    let names = contents.map(|content| scope.claim(&named(content)));
    names.map(escape).collect()
}
