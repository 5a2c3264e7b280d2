//! Whether a request is the one that was expected, and what differs.

use super::Sender;
use crate::Request;
use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;
use std::collections::BTreeMap;

/// As many differences of a body as are shown.
const SHOWN: usize = 8;

/// What is expected of a request.
#[derive(Debug)]
pub(super) enum Wanted {
    /// What these arguments make, and nothing else.
    Arguments(Box<Request>),
    /// This pair of the query.
    Query(String, String),
    /// This header.
    Header(String, String),
    /// This JSON.
    Body(Value),
}

/// A request as it arrived.
pub(super) type Arrived = http::Request<Bytes>;

impl Wanted {
    /// What differs, a line each.
    pub(super) fn differences(&self, sent: &Arrived, sender: &Sender) -> Vec<String> {
        let mut out = Vec::new();
        match self {
            Self::Arguments(request) => arguments(request, sent, sender, &mut out),
            Self::Query(name, value) => {
                let values = pairs(sent.uri().query().unwrap_or_default(), sender).remove(name);
                let values = values.unwrap_or_default();
                if !values.contains(value) {
                    out.push(differs(
                        &format!("query `{name}`"),
                        &list(std::slice::from_ref(value)),
                        &list(&values),
                    ));
                }
            }
            Self::Header(name, value) => header(name, value.as_bytes(), sent.headers(), &mut out),
            Self::Body(value) => match serde_json::from_slice(sent.body()) {
                Ok(body) => json(value, &body, "", &mut out),
                Err(_) => out.push(differs("body", "JSON", &text(sent.body()))),
            },
        }
        out
    }
}

fn arguments(wanted: &Request, sent: &Arrived, sender: &Sender, out: &mut Vec<String>) {
    // The server's own path stands before it.
    if !sent.uri().path().ends_with(&wanted.path) {
        out.push(differs("path", &wanted.path, sent.uri().path()));
    }
    let expected = pairs(&wanted.query, sender);
    let found = pairs(sent.uri().query().unwrap_or_default(), sender);
    let mut names: Vec<&String> = expected.keys().chain(found.keys()).collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let (expected, found) = (expected.get(name), found.get(name));
        if expected != found {
            let shown = |values: Option<&Vec<String>>| list(values.map_or(&[][..], Vec::as_slice));
            out.push(differs(
                &format!("query `{name}`"),
                &shown(expected),
                &shown(found),
            ));
        }
    }
    for (name, value) in &wanted.headers {
        if *name != CONTENT_TYPE || !is_multipart(&wanted.headers) {
            header(name.as_str(), value.as_bytes(), sent.headers(), out);
        }
    }
    let cookies = |text: &str| -> Vec<String> { text.split("; ").map(str::to_owned).collect() };
    let found: Vec<String> = sent
        .headers()
        .get_all(http::header::COOKIE)
        .iter()
        .flat_map(|value| cookies(&text(value.as_bytes())))
        .collect();
    for cookie in cookies(&wanted.cookies)
        .into_iter()
        .filter(|one| !one.is_empty())
    {
        if !found.contains(&cookie) {
            out.push(differs("cookie", &cookie, &list(&found)));
        }
    }
    let body = wanted.body.as_bytes().cloned().unwrap_or_default();
    bodies(&body, &wanted.headers, sent, out);
}

/// The pairs of a query by their names, without credentials.
fn pairs(query: &str, sender: &Sender) -> BTreeMap<String, Vec<String>> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let own = |pair: &&str| !sender.query_credentials.iter().any(|one| one == pair);
    for pair in query.split('&').filter(own) {
        for (name, value) in url::form_urlencoded::parse(pair.as_bytes()) {
            all.entry(name.into_owned())
                .or_default()
                .push(value.into_owned());
        }
    }
    all
}

fn header(name: &str, wanted: &[u8], sent: &HeaderMap, out: &mut Vec<String>) {
    let mut found = sent.get_all(name).iter();
    if !found.any(|value| value.as_bytes() == wanted) {
        let is_secret = sent.get(name).is_some_and(http::HeaderValue::is_sensitive);
        let found = match sent.get(name) {
            Some(_) if is_secret => "a secret".to_owned(),
            Some(value) => list(&[text(value.as_bytes())]),
            None => list(&[]),
        };
        out.push(differs(
            &format!("header `{name}`"),
            &list(&[text(wanted)]),
            &found,
        ));
    }
}

fn bodies(wanted: &Bytes, headers: &HeaderMap, sent: &Arrived, out: &mut Vec<String>) {
    let found = sent.body();
    if wanted == found {
        return;
    }
    let parsed = (
        serde_json::from_slice(wanted),
        serde_json::from_slice(found),
    );
    if let (Ok(wanted), Ok(found)) = parsed {
        return json(&wanted, &found, "", out);
    }
    let wanted = unbounded(wanted, headers);
    let found = unbounded(found, sent.headers());
    if wanted != found {
        out.push(differs("body", &list(&[wanted]), &list(&[found])));
    }
}

fn is_multipart(headers: &HeaderMap) -> bool {
    let media_type = headers.get(CONTENT_TYPE).map(http::HeaderValue::as_bytes);
    media_type.is_some_and(|media_type| media_type.starts_with(b"multipart/"))
}

/// A body as text; the boundary between the parts of a form is another one each time, so it is left out.
fn unbounded(body: &[u8], headers: &HeaderMap) -> String {
    let body = text(body);
    let media_type = headers
        .get(CONTENT_TYPE)
        .map(|value| text(value.as_bytes()));
    let boundary = media_type
        .as_deref()
        .and_then(|media_type| media_type.split_once("boundary="));
    match boundary {
        Some((_, boundary)) if !boundary.is_empty() => body.replace(boundary, "…"),
        _ => body,
    }
}

/// What differs between two values, with pointers (RFC 6901).
fn json(wanted: &Value, found: &Value, at: &str, out: &mut Vec<String>) {
    if wanted == found || out.len() >= SHOWN {
        return;
    }
    let nothing = || "nothing".to_owned();
    match (wanted, found) {
        (Value::Object(one), Value::Object(other)) => {
            let mut names: Vec<&String> = one.keys().chain(other.keys()).collect();
            names.sort_unstable();
            names.dedup();
            for name in names {
                let at = format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
                match (one.get(name), other.get(name)) {
                    (Some(one), Some(other)) => json(one, other, &at, out),
                    (one, other) => {
                        let shown =
                            |value: Option<&Value>| value.map_or_else(nothing, Value::to_string);
                        out.push(differs(
                            &format!("body at `{at}`"),
                            &shown(one),
                            &shown(other),
                        ));
                    }
                }
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                json(one, other, &format!("{at}/{index}"), out);
            }
        }
        _ => {
            let place = if at.is_empty() {
                "body".to_owned()
            } else {
                format!("body at `{at}`")
            };
            out.push(differs(&place, &wanted.to_string(), &found.to_string()));
        }
    }
}

fn differs(what: &str, wanted: &str, found: &str) -> String {
    let cut = |text: &str| crate::decode::head(text.as_bytes(), 300);
    format!("{what}: expected {}, sent {}", cut(wanted), cut(found))
}

/// Values as they are shown.
fn list(values: &[String]) -> String {
    match values {
        [] => "nothing".to_owned(),
        [one] => format!("{one:?}"),
        many => format!("{many:?}"),
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
