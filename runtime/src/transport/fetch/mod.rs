//! The HTTP client of browsers, and of other hosts of JavaScript: `fetch`.

mod abort;
mod pieces;

use super::{Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use abort::Abort;
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HOST, HeaderName, HeaderValue, USER_AGENT};
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use pieces::Pieces;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, RequestInit, RequestRedirect, Response, ResponseType};

/// The HTTP client of browsers, and of other hosts of JavaScript: what a client has there that is
/// given no transport. See [`transport`](super#in-browsers) for what is different there.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fetch(());

impl Fetch {
    /// The function `fetch` of the page, the worker or the process.
    pub fn new() -> Self {
        Self(())
    }
}

impl Transport for Fetch {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        Box::pin(fetch(request))
    }
}

async fn fetch(request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
    let (head, body) = request.into_parts();
    // Few browsers send what they do not have yet.
    let body = body.collect(usize::MAX).await?.unwrap_or_default();
    let abort = Abort::new().map_err(|_| other("there is no `AbortController`"))?;
    let request = build(&head, &body, &abort)?;
    let answer = JsFuture::from(call(&request)?).await.map_err(lost)?;
    let answer: Response = answer.unchecked_into();
    if answer.type_() == ResponseType::Opaqueredirect {
        return Err(other(
            "the service redirects, which a browser does not show; it would take the credentials \
             or the body of the request along",
        ));
    }
    receive(&answer, abort)
}

/// Calls the `fetch` of the page or the worker.
fn call(request: &web_sys::Request) -> Result<Promise, TransportError> {
    let global = js_sys::global();
    let fetch = Reflect::get(&global, &"fetch".into());
    let fetch: Function = fetch
        .and_then(JsCast::dyn_into)
        .map_err(|_| other("there is no function `fetch`"))?;
    let promise = fetch.call1(&global, request).map_err(lost)?;
    Ok(promise.unchecked_into())
}

fn build(head: &Parts, body: &Bytes, abort: &Abort) -> Result<web_sys::Request, TransportError> {
    let init = RequestInit::new();
    init.set_method(head.method.as_str());
    init.set_headers(headers(&head.headers)?.as_ref());
    init.set_signal(Some(&abort.signal()));
    if !body.is_empty() {
        init.set_body(&Uint8Array::from(&body[..]));
    }
    if is_ours_to_redirect(head, body) {
        init.set_redirect(RequestRedirect::Manual);
    }
    let url = head.uri.to_string();
    // What JavaScript says of it may show the URL, which may hold a key.
    let request = web_sys::Request::new_with_str_and_init(&url, &init)
        .map_err(|_| other("`fetch` does not take such a request"))?;
    // Browsers leave out in silence what a page may not set.
    let mut secrets = head
        .headers
        .iter()
        .filter(|(_, value)| value.is_sensitive());
    match secrets.find(|(name, _)| !request.headers().has(name.as_str()).unwrap_or(false)) {
        Some((name, _)) => Err(other(format!(
            "a browser lets no page set the header `{name}`, which carries a credential"
        ))),
        None => Ok(request),
    }
}

/// Whether a redirect must not be the browser's, which takes all headers but `Authorization` to
/// any origin, and bodies too. Hosts other than browsers show it, and the client goes on.
fn is_ours_to_redirect(head: &Parts, body: &Bytes) -> bool {
    let is_plain = matches!(head.method, Method::GET | Method::HEAD) && body.is_empty();
    !is_plain || head.headers.values().any(HeaderValue::is_sensitive)
}

/// The headers that are not the host's own affair.
fn headers(headers: &HeaderMap) -> Result<Headers, TransportError> {
    let refused = |name: &HeaderName| other(format!("the header `{name}` cannot be sent"));
    let out = Headers::new().map_err(|_| other("there are no `Headers`"))?;
    for (name, value) in headers {
        // Where it may be set at all, it makes a request that services have to agree to first.
        if [CONTENT_LENGTH, HOST, USER_AGENT].contains(name) {
            continue;
        }
        // A letter is a byte there.
        let value: String = value.as_bytes().iter().copied().map(char::from).collect();
        let added = out.append(name.as_str(), &value);
        added.map_err(|_| refused(name))?;
    }
    Ok(out)
}

fn receive(answer: &Response, abort: Abort) -> Result<http::Response<Body>, TransportError> {
    let mut out = http::Response::new(match answer.body() {
        Some(stream) => Body::stream(Pieces::new(&stream, abort).map_err(lost)?),
        None => Body::empty(),
    });
    *out.status_mut() = StatusCode::from_u16(answer.status())
        .map_err(|_| other("the answer has no legal status"))?;
    for entry in answer.headers().entries().into_iter().flatten() {
        let entry: Array = entry.unchecked_into();
        let (name, value) = (entry.get(0).as_string(), entry.get(1).as_string());
        let name = name.and_then(|name| HeaderName::from_bytes(name.as_bytes()).ok());
        let value = value.and_then(|value| {
            let bytes: Result<Vec<u8>, _> = value.chars().map(u8::try_from).collect();
            HeaderValue::from_bytes(&bytes.ok()?).ok()
        });
        if let (Some(name), Some(value)) = (name, value) {
            out.headers_mut().append(name, value);
        }
    }
    // What comes was decompressed already.
    if out.headers_mut().remove(CONTENT_ENCODING).is_some() {
        out.headers_mut().remove(CONTENT_LENGTH);
    }
    Ok(out)
}

fn other(text: impl Into<String>) -> TransportError {
    TransportError::new(TransportErrorKind::Other, text.into())
}

/// Nobody tells how far a request came.
fn lost(error: JsValue) -> TransportError {
    let text = |error: &JsValue| {
        let message = Reflect::get(error, &"message".into()).ok()?;
        message.as_string().filter(|text| !text.is_empty())
    };
    let cause = Reflect::get(&error, &"cause".into()).ok();
    let all = [text(&error), cause.as_ref().and_then(text)];
    let all: Vec<String> = all.into_iter().flatten().collect();
    let text = match all.as_slice() {
        [] => "`fetch` failed".to_owned(),
        some => some.join(": "),
    };
    TransportError::new(TransportErrorKind::Interrupted, text)
}
