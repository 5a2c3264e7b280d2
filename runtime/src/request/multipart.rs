//! Bodies of media types `multipart/…` (RFC 2046, RFC 7578).

use super::RequestBuilder;
use super::chain::chain;
use super::encoding::{Encoding, headers_of, is_json, of_member, of_part};
use super::parts::{Content, Part, parts};
use crate::Body;
use http::header::{HeaderName, HeaderValue};
use serde::Serialize;
use std::collections::hash_map::{DefaultHasher, RandomState};
use std::hash::{BuildHasher, Hash, Hasher};

impl RequestBuilder {
    /// A form of several parts: files as they are, texts as texts, lists as repeated parts,
    /// objects as JSON. `encodings` say the media types of parts that have another one. Nothing
    /// that is large is copied, and streams are sent as they come.
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
        let mut bodies: Vec<Body> = Vec::with_capacity(2 * parts.len() + 1);
        let mut end = "";
        for (index, part) in parts.iter().enumerate() {
            let encoding = match &part.name {
                Some(name) => of_member(encodings, name),
                None => of_part(encodings, index),
            };
            let name = part.name.as_deref().unwrap_or("body");
            let given = headers_of(&self.part_headers, part.name.as_deref(), index);
            let Some(head) = head(part, encoding, &given) else {
                return self.checker.reject(name, NO_HEADER);
            };
            let Some(content) = content(part, encoding) else {
                return self.checker.reject(name, SENT_BEFORE);
            };
            bodies.push(format!("{end}--{boundary}\r\n{head}\r\n").into());
            bodies.push(content);
            end = "\r\n";
        }
        bodies.push(format!("{end}--{boundary}--\r\n").into());
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        self.body_bytes(&format!("{essence}; boundary={boundary}"), chain(bodies));
    }
}

const NO_HEADER: &str =
    "must have a media type and headers without characters that no header may have";

pub(super) const SENT_BEFORE: &str =
    "is a stream that was sent before; `Body::replayable` makes one that can be sent again";

/// What is in a part; `None` if it was a stream that is gone.
fn content(part: &Part, encoding: Option<&Encoding>) -> Option<Body> {
    Some(match &part.content {
        Content::File(file) => return file.body(),
        Content::Text { text, json } => match encoding.and_then(Encoding::only_media_type) {
            Some(media_type) if is_json(media_type) => json.clone().into(),
            _ => text.clone().into(),
        },
        Content::Json(json) => json.clone().into(),
    })
}

/// The headers of a part, with those `given` for it; `None` if one of them is none.
fn head(part: &Part, encoding: Option<&Encoding>, given: &[(&str, &str)]) -> Option<String> {
    let declared = encoding.and_then(Encoding::only_media_type);
    let (media_type, file_name) = match &part.content {
        Content::File(file) => {
            let name = file.file_name().or(part.name.as_deref());
            let own = file.media_type().or(declared);
            let own = own.or_else(|| encoding.and_then(|encoding| by_extension(encoding, name?)));
            (Some(own.unwrap_or("application/octet-stream")), name)
        }
        Content::Text { .. } => (declared, None),
        Content::Json(_) => (Some(declared.unwrap_or("application/json")), None),
    };
    let mut head = String::new();
    let disposition = match (&part.name, file_name) {
        (Some(name), Some(file)) => {
            let (name, file) = (quoted(name), quoted(file));
            Some(format!("form-data; name=\"{name}\"; filename=\"{file}\""))
        }
        (Some(name), None) => Some(format!("form-data; name=\"{}\"", quoted(name))),
        (None, Some(file)) => Some(format!("attachment; filename=\"{}\"", quoted(file))),
        (None, None) => None,
    };
    if let Some(disposition) = disposition {
        head.push_str(&format!("Content-Disposition: {disposition}\r\n"));
    }
    let own = match &part.content {
        Content::File(file) => file.headers(),
        _ => &[],
    };
    let own: Vec<(&str, &str)> = own
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let constant = encoding.map(Encoding::constant_headers).unwrap_or_default();
    // What a file brings itself goes before what the call gives, and that before the constants.
    let given = except(given, &own);
    let constant = except(&except(constant, &own), &given);
    let headers = constant.into_iter().chain(given).chain(own);
    let media_type = media_type.map(|media_type| ("Content-Type", media_type));
    for (name, value) in media_type.into_iter().chain(headers) {
        HeaderName::from_bytes(name.as_bytes()).ok()?;
        HeaderValue::from_str(value).ok()?;
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    Some(head)
}

/// The headers that are not among the others.
fn except<'h>(headers: &[(&'h str, &'h str)], others: &[(&str, &str)]) -> Vec<(&'h str, &'h str)> {
    let is_new = |(name, _): &&(&str, &str)| {
        let mut others = others.iter();
        !others.any(|(other, _)| other.eq_ignore_ascii_case(name))
    };
    headers.iter().filter(is_new).copied().collect()
}

/// Of several media types the one that the name of a file ends with: `image/png` for `me.PNG`.
fn by_extension(encoding: &Encoding, name: &str) -> Option<&'static str> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    let extension = if extension == "jpg" {
        "jpeg".to_owned()
    } else {
        extension
    };
    let mut all = encoding.media_types();
    all.find(|one| {
        one.split_once('/')
            .is_some_and(|(_, subtype)| subtype == extension)
    })
}

/// A name inside of quotes, as browsers write it (WHATWG HTML, "multipart form data").
fn quoted(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A boundary that is in no part. It follows from the parts, so that equal bodies are equal on the
/// wire and nobody can put it into a part beforehand; where nobody knows what a stream will bring,
/// it is random.
fn boundary(parts: &[Part]) -> String {
    let at_hand =
        |part: &Part| !matches!(&part.content, Content::File(file) if file.as_bytes().is_none());
    let mut hasher = match parts.iter().all(at_hand) {
        true => DefaultHasher::new(),
        false => RandomState::new().build_hasher(),
    };
    let contents = || parts.iter().flat_map(|part| part.content.texts());
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
