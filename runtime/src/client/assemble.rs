//! The request as it is sent: server, credentials and headers of the client added.

use super::Core;
use crate::error::Error;
use crate::parameter::{Encode, encode};
use crate::{Body, Operation, Request};
use http::header::{COOKIE, HeaderValue};
use http::{Method, Uri};

/// A request and the part of it that is secret.
pub(crate) struct Assembled {
    pub(crate) request: http::Request<Body>,
    /// The pairs of the query that are credentials, encoded.
    pub(crate) query_credentials: Vec<String>,
}

pub(crate) fn assemble(
    core: &Core,
    operation: &Operation,
    request: Request,
) -> Result<Assembled, Error> {
    let credentials = core.security.resolve(operation)?;
    let pair = |name: &str, value: &str| {
        format!(
            "{}={}",
            encode(name, Encode::Strict),
            encode(value, Encode::Strict)
        )
    };
    let query_credentials: Vec<String> = credentials
        .query
        .iter()
        .map(|(name, value)| pair(name, value.expose()))
        .collect();

    let own = operation.server.filter(|_| !core.is_chosen);
    let own = own.map(|server| core.base.join(server)).transpose()?;
    let base = own.as_ref().unwrap_or(&core.base);
    let mut url = format!("{}{}", base.as_str(), request.path);
    let pairs = request.query.iter().chain(&query_credentials);
    for pair in pairs {
        // Some documents write a part of the query into the path.
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(pair);
    }
    let uri: Uri = url
        .parse()
        .map_err(|_| Error::invalid("path", "does not make a legal URL"))?;

    let mut out = http::Request::new(request.body);
    *out.method_mut() = Method::from_bytes(operation.method.as_bytes())
        .map_err(|_| Error::invalid("method", "is not a legal HTTP method"))?;
    *out.uri_mut() = uri;
    let mut headers = core.headers.clone();
    headers.extend(request.headers);
    headers.extend(credentials.headers);
    let secret = |(name, value): &(&'static str, crate::Secret)| pair(name, value.expose());
    let is_secret = !credentials.cookies.is_empty();
    let cookies: Vec<String> = request
        .cookies
        .into_iter()
        .chain(credentials.cookies.iter().map(secret))
        .collect();
    if !cookies.is_empty() {
        let mut value = HeaderValue::from_str(&cookies.join("; "))
            .map_err(|_| Error::invalid("cookie", "is not a legal header"))?;
        value.set_sensitive(is_secret);
        headers.insert(COOKIE, value);
    }
    *out.headers_mut() = headers;
    Ok(Assembled {
        request: out,
        query_credentials,
    })
}
