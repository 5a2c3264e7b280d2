//! The request as it is sent: server, credentials and headers of the client added.

use super::authorize::apply;
use super::framing::unframe;
use super::link::follow;
use super::{CallOptions, Core};
use crate::error::Error;
use crate::parameter::{Pieces, push_pair};
use crate::security::{Chosen, Fetched};
use crate::timer::{UNIX_EPOCH, random_bits};
use crate::{Body, HttpDate, Operation, Request};
use bytes::Bytes;
use chrono::DateTime;
use http::header::{COOKIE, HeaderName, HeaderValue};
use http::{Method, Uri};
use std::fmt::Display;

/// A request and the part of it that is secret.
pub(crate) struct Assembled {
    pub(crate) request: http::Request<Body>,
    /// The pairs of the query that are credentials, encoded.
    pub(crate) query_credentials: Vec<String>,
    /// The credentials that it lacks.
    pub(super) fetched: Vec<Fetched>,
}

pub(crate) fn assemble(
    core: &Core,
    options: &CallOptions,
    operation: &Operation,
    request: Request,
) -> Result<Assembled, Error> {
    options.check()?;
    let chosen = core.security.choose(operation)?;

    let own = operation.server.filter(|_| !core.is_chosen);
    let own = own.map(|server| core.base.join(server)).transpose()?;
    let base = own.as_ref().unwrap_or(&core.base);
    let uri = uri_of(base.as_str(), &request.path, request.query, options)?;

    let mut out = http::Request::new(request.body);
    *out.method_mut() = Method::from_bytes(operation.method.as_bytes())
        .map_err(|_| Error::invalid("method", "is not a legal HTTP method"))?;
    *out.uri_mut() = uri;
    let mut headers = request.headers;
    for name in core.headers.keys() {
        if !headers.contains_key(name) {
            for value in core.headers.get_all(name) {
                headers.append(name, value.clone());
            }
        }
    }
    if !request.cookies.is_empty() {
        let value = HeaderValue::from_maybe_shared(Bytes::from(request.cookies))
            .map_err(|_| Error::invalid("cookie", "is not a legal header"))?;
        headers.insert(COOKIE, value);
    }
    if !options.headers.is_empty() {
        headers.extend(options.headers.clone());
    }
    core.security.mark(&mut headers);
    let own_key = operation.idempotency_key;
    if let Some(name) = own_key.filter(|name| !headers.contains_key(*name)) {
        let key = idempotency_key(name, random_bits)?;
        if let Ok(name) = HeaderName::from_bytes(name.as_bytes()) {
            headers.insert(name, key);
        }
    }
    if let Some(name) = operation.first_sent {
        let now = now(core).map(|now| HeaderValue::from_str(&now.to_string()));
        if let (Ok(name), Some(Ok(now))) = (HeaderName::from_bytes(name.as_bytes()), now) {
            headers.entry(name).or_insert(now);
        }
    }
    *out.headers_mut() = headers;
    unframe(&mut out)?;
    *out.extensions_mut() = options.extensions.clone();
    let mut takes_credentials = true;
    if let Some(link) = &options.link {
        (out, takes_credentials) = follow(&core.security, out, link)?;
    }
    let mut out = Assembled {
        request: out,
        query_credentials: Vec::new(),
        fetched: Vec::new(),
    };
    for one in chosen.filter(|_| takes_credentials) {
        match one? {
            Chosen::AtHand(placed) => apply(placed, options, &mut out)?,
            Chosen::Fetched(fetched) => out.fetched.push(fetched),
        }
    }
    Ok(out)
}

/// The URL, in one text of the length that it has.
fn uri_of(base: &str, path: &str, mut query: String, options: &CallOptions) -> Result<Uri, Error> {
    for (name, value) in &options.query {
        push_pair(&mut Pieces::pairs(&mut query), name, value);
    }
    let length = base.len() + path.len() + query.len();
    // With room for what stands before the query.
    let mut url = String::with_capacity(length + usize::from(!query.is_empty()));
    url.push_str(base);
    url.push_str(path);
    if !query.is_empty() {
        add_to_query(&mut url, &query);
    }
    Uri::from_maybe_shared(Bytes::from(url))
        .map_err(|_| Error::invalid("path", "does not make a legal URL"))
}

pub(super) fn add_to_query(url: &mut String, pair: &str) {
    // Some documents write a part of the query into the path.
    url.push(if url.contains('?') { '&' } else { '?' });
    url.push_str(pair);
}

impl Assembled {
    /// The same once more; `None` if its body cannot be sent twice.
    pub(super) fn try_clone(&self) -> Option<Self> {
        let body = self.request.body().try_clone()?;
        let mut request = http::Request::new(body);
        *request.method_mut() = self.request.method().clone();
        *request.uri_mut() = self.request.uri().clone();
        *request.headers_mut() = self.request.headers().clone();
        *request.extensions_mut() = self.request.extensions().clone();
        Some(Self {
            request,
            query_credentials: self.query_credentials.clone(),
            fetched: self.fetched.clone(),
        })
    }
}

/// The time of day, as HTTP writes it.
fn now(core: &Core) -> Option<HttpDate> {
    let passed = core.timer.wall_clock().duration_since(UNIX_EPOCH).ok()?;
    let seconds = passed.as_secs().try_into().ok()?;
    DateTime::from_timestamp(seconds, 0).map(HttpDate::from)
}

/// A random UUID (RFC 9562, version 4). Without chance all requests would have the same, and the
/// service would take each of them for the first.
fn idempotency_key<E: Display>(
    name: &str,
    random: impl Fn() -> Result<u64, E>,
) -> Result<HeaderValue, Error> {
    let unknown = |error: E| {
        let rule = "must be given, for the machine has no random numbers to make one of";
        Error::invalid(name, format_args!("{rule}: {error}"))
    };
    let (high, low) = (random().map_err(unknown)?, random().map_err(unknown)?);
    let high = high & !0xf000 | 0x4000;
    let low = low & !(0b11 << 62) | 0b10 << 62;
    let (a, b, c) = (high >> 32, high >> 16 & 0xffff, high & 0xffff);
    let (d, e) = (low >> 48, low & 0xffff_ffff_ffff);
    HeaderValue::from_str(&format!("{a:08x}-{b:04x}-{c:04x}-{d:04x}-{e:012x}"))
        .map_err(|_| Error::invalid(name, "is not a legal header"))
}

#[cfg(test)]
mod tests {
    use super::idempotency_key;

    #[test]
    fn no_two_requests_have_the_same_key() {
        let key = idempotency_key("Key", || Ok::<_, &str>(0x1234_5678_9abc_def0));
        assert_eq!(key.unwrap(), "12345678-9abc-4ef0-9234-56789abcdef0");
        let error = idempotency_key("Key", || Err("no device")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "`Key` must be given, for the machine has no random numbers to make one of: no device"
        );
    }
}
