//! Bodies of media types `multipart/…` (RFC 2046, RFC 7578).

use super::RequestBuilder;
use super::encoding::{Encoding, How, find, is_json};
use super::parts::{Content, Part, parts};
use http::header::HeaderValue;
use serde::Serialize;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

impl RequestBuilder {
    /// A form of several parts: files as they are, texts as texts, lists as repeated parts,
    /// objects as JSON. `encodings` say the media types of parts that have another one.
    pub fn body_multipart<T: Serialize + ?Sized>(
        &mut self,
        media_type: &str,
        body: &T,
        encodings: &[Encoding],
    ) {
        let parts = match parts(body) {
            Ok(parts) => parts,
            Err(error) => {
                let rule = format_args!("cannot be written: {error}");
                return self.checker.reject("body", rule);
            }
        };
        let boundary = boundary(&parts);
        let mut out = Vec::new();
        for part in &parts {
            let Some(head) = head(part, encodings) else {
                let name = part.name.as_deref().unwrap_or("body");
                let rule = "must have a media type without characters that no header may have";
                return self.checker.reject(name, rule);
            };
            let head = format!("--{boundary}\r\n{head}\r\n");
            out.extend_from_slice(head.as_bytes());
            out.extend_from_slice(content(part, encodings));
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        self.body_bytes(&format!("{essence}; boundary={boundary}"), out);
    }
}

/// The media type that the document gives a part, if it names a single one.
fn declared<'a>(part: &Part, encodings: &'a [Encoding]) -> Option<&'a str> {
    match find(encodings, part.name.as_deref()?)? {
        How::Media(media_type) if !media_type.contains(['*', ',']) => Some(media_type),
        _ => None,
    }
}

fn content<'a>(part: &'a Part, encodings: &[Encoding]) -> &'a [u8] {
    match &part.content {
        Content::File { bytes, .. } => bytes,
        Content::Text { text, json } => match declared(part, encodings) {
            Some(media_type) if is_json(media_type) => json.as_bytes(),
            _ => text.as_bytes(),
        },
        Content::Json(json) => json.as_bytes(),
    }
}

/// The headers of a part; `None` if its media type is none.
fn head(part: &Part, encodings: &[Encoding]) -> Option<String> {
    let declared = declared(part, encodings);
    let media_type = match &part.content {
        Content::File { content_type, .. } => {
            let own = content_type.as_deref().or(declared);
            Some(own.unwrap_or("application/octet-stream"))
        }
        Content::Text { .. } => declared,
        Content::Json(_) => Some(declared.unwrap_or("application/json")),
    };
    let mut head = String::new();
    let file_name = match &part.content {
        Content::File { name, .. } => name.as_deref().or(part.name.as_deref()),
        _ => None,
    };
    match (&part.name, file_name) {
        (Some(name), Some(file)) => {
            let (name, file) = (quoted(name), quoted(file));
            head.push_str(&format!(
                "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n"
            ));
        }
        (Some(name), None) => {
            let name = quoted(name);
            head.push_str(&format!(
                "Content-Disposition: form-data; name=\"{name}\"\r\n"
            ));
        }
        (None, Some(file)) => {
            let file = quoted(file);
            head.push_str(&format!(
                "Content-Disposition: attachment; filename=\"{file}\"\r\n"
            ));
        }
        (None, None) => {}
    }
    if let Some(media_type) = media_type {
        HeaderValue::from_str(media_type).ok()?;
        head.push_str(&format!("Content-Type: {media_type}\r\n"));
    }
    Some(head)
}

/// A name inside of quotes, as browsers write it (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A boundary that no part contains. It follows from the parts, so that equal bodies are equal
/// on the wire and nobody can put it into a part beforehand.
fn boundary(parts: &[Part]) -> String {
    let contents = || {
        parts.iter().flat_map(|part| match &part.content {
            Content::File { bytes, .. } => vec![bytes.as_slice()],
            Content::Text { text, json } => vec![text.as_bytes(), json.as_bytes()],
            Content::Json(json) => vec![json.as_bytes()],
        })
    };
    let mut hasher = DefaultHasher::new();
    contents().for_each(|content| content.hash(&mut hasher));
    loop {
        let first = hasher.finish();
        hasher.write_u64(first);
        let boundary = format!("{first:016x}{:016x}", hasher.finish());
        let needle = boundary.as_bytes();
        let holds = |content: &[u8]| {
            let mut windows = content.windows(needle.len());
            windows.any(|window| window.first() == needle.first() && window == needle)
        };
        if !contents().any(holds) {
            return boundary;
        }
    }
}
