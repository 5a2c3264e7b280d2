//! Redirects, followed here and not by the HTTP client, which cannot know every credential.

use crate::Body;
use crate::security::Security;
use crate::transport::{TransportError, TransportErrorKind};
use http::header::{
    CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HOST, LOCATION, TRANSFER_ENCODING,
};
use http::request::Parts;
use http::{Method, Response, StatusCode, Uri};
use std::borrow::Cow;
use url::Url;

/// One request of a chain of redirects.
pub(crate) struct Hop<'a> {
    head: Cow<'a, Parts>,
    /// `None` once it was sent and cannot be sent again.
    body: Option<Body>,
    query_credentials: Vec<String>,
}

impl<'a> Hop<'a> {
    pub(crate) fn first(head: &'a Parts, body: Body, query_credentials: Vec<String>) -> Self {
        Self {
            head: Cow::Borrowed(head),
            body: Some(body),
            query_credentials,
        }
    }

    pub(crate) fn request(&mut self) -> http::Request<Body> {
        let body = self.body.take();
        self.body = body.as_ref().and_then(Body::try_clone);
        http::Request::from_parts(self.head.clone().into_owned(), body.unwrap_or_default())
    }

    /// Where it goes.
    pub(crate) fn uri(&self) -> &Uri {
        &self.head.uri
    }
}

/// The next request, if the answer redirects; `None` if it is the answer.
pub(crate) fn next_hop<'a>(
    security: &Security,
    hop: Hop<'a>,
    response: &Response<Body>,
) -> Result<Option<Hop<'a>>, TransportError> {
    let keeps_method = match response.status() {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND => hop.head.method != Method::POST,
        StatusCode::SEE_OTHER => matches!(hop.head.method, Method::GET | Method::HEAD),
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => return Ok(None),
    };
    let Some(location) = response.headers().get(LOCATION) else {
        return Ok(None);
    };
    // The location may hold a key that the service wrote back, so no error shows it.
    let location = std::str::from_utf8(location.as_bytes()).map_err(|_| bad("to no URL"))?;
    let from = Url::parse(&hop.head.uri.to_string()).map_err(|_| bad("from no URL"))?;
    let to = from.join(location).map_err(|_| bad("to no URL"))?;
    go(security, hop, &from, to, keeps_method).map(Some)
}

fn bad(reason: &str) -> TransportError {
    TransportError::new(TransportErrorKind::Other, format!("a redirect {reason}"))
}

/// The request to another URL than it had, with the credentials only if it is of the same origin.
pub(super) fn go<'a>(
    security: &Security,
    mut hop: Hop<'a>,
    from: &Url,
    mut to: Url,
    keeps_method: bool,
) -> Result<Hop<'a>, TransportError> {
    if !matches!(to.scheme(), "http" | "https") || to.host_str().is_none() {
        return Err(bad("to what is not HTTP"));
    }
    to.set_fragment(None);
    // Userinfo in a location is not ours to send.
    let _ = (to.set_username(""), to.set_password(None));
    if from.origin() == to.origin() {
        add_credentials(&mut to, &hop.query_credentials);
    } else {
        drop_credentials(security, &mut hop, &mut to);
    }
    if keeps_method && hop.body.is_none() {
        return Err(bad("asks for the body again, which can be sent only once"));
    }
    let head = hop.head.to_mut();
    if !keeps_method {
        head.method = Method::GET;
        hop.body = Some(Body::empty());
        for name in [
            CONTENT_TYPE,
            CONTENT_LENGTH,
            CONTENT_ENCODING,
            TRANSFER_ENCODING,
        ] {
            head.headers.remove(name);
        }
    }
    head.uri = to.as_str().parse().map_err(|_| bad("to no URL"))?;
    Ok(hop)
}

/// A key in the query goes on to the same origin as headers do.
fn add_credentials(to: &mut Url, credentials: &[String]) {
    let mut query = to.query().unwrap_or_default().to_owned();
    for pair in credentials {
        if !query.split('&').any(|there| there == pair) {
            if !query.is_empty() {
                query.push('&');
            }
            query.push_str(pair);
        }
    }
    to.set_query((!query.is_empty()).then_some(&query));
}

/// Another origin gets no credential, however the document or the user names it, and its own host.
fn drop_credentials(security: &Security, hop: &mut Hop<'_>, to: &mut Url) {
    hop.query_credentials.clear();
    let headers = &mut hop.head.to_mut().headers;
    let dropped = headers.iter().filter(|(name, value)| {
        **name == HOST || value.is_sensitive() || security.is_credential(name)
    });
    let dropped: Vec<_> = dropped.map(|(name, _)| name.clone()).collect();
    for name in dropped {
        headers.remove(name);
    }
    remove_keys(security, to);
}

/// Takes the keys of the security schemes out of a query.
pub(super) fn remove_keys(security: &Security, to: &mut Url) {
    if let Some(query) = to.query() {
        let pairs = query.split('&');
        let kept: Vec<&str> = pairs
            .filter(|pair| !security.is_query_credential(pair))
            .collect();
        let kept = kept.join("&");
        if kept != query {
            to.set_query((!kept.is_empty()).then_some(&kept));
        }
    }
}
