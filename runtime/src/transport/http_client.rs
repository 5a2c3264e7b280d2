//! The built-in HTTP client.

use super::{Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use crate::error::Error;
use crate::reactor;
use http::header::{CONTENT_LENGTH, HeaderValue};
use http::uri::{Authority, PathAndQuery};
use http::{Method, Request, Response};
use std::error::Error as _;
use url::Url;

/// The built-in HTTP client: what a client has that is given no transport.
///
/// By itself it is of use inside of a transport of one's own, and where several clients share
/// connections; clones do. It follows no redirects: the runtime does.
///
/// ```
/// # fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::transport::HttpClient;
/// use clientwright_runtime::{ClientBuilder, reqwest};
///
/// let shared = HttpClient::new(reqwest::Client::builder())?;
/// let one = ClientBuilder::new("https://one.test", &[]).transport(shared.clone());
/// let other = ClientBuilder::new("https://other.test", &[]).transport(shared);
/// # let _ = (one, other);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct HttpClient(reqwest::Client);

impl HttpClient {
    /// An HTTP client of this configuration. Timeouts are best left to the client that uses it.
    ///
    /// # Errors
    /// If the configuration is not usable.
    pub fn new(config: reqwest::ClientBuilder) -> Result<Self, Error> {
        // Fails only where a provider is installed already, which is then the one to use.
        #[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
        let _ = rustls::crypto::ring::default_provider().install_default();
        reactor::start().map_err(|error| {
            Error::invalid(
                "http",
                format_args!("has no thread for connections: {error}"),
            )
        })?;
        config
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map(Self)
            .map_err(|error| Error::invalid("http", format_args!("is not usable: {error}")))
    }
}

impl Transport for HttpClient {
    fn send(&self, mut request: Request<Body>) -> TransportFuture {
        // Some services refuse a request whose body would mean something, and that does not say
        // that it has none.
        let may_have = matches!(
            *request.method(),
            Method::POST | Method::PUT | Method::PATCH
        );
        if may_have && request.body().len() == Some(0) {
            let nothing = HeaderValue::from_static("0");
            request.headers_mut().insert(CONTENT_LENGTH, nothing);
        }
        let request = match foreign(request) {
            Ok(request) => request,
            Err(error) => return Box::pin(std::future::ready(Err(error))),
        };
        let sent = {
            let _entered = reactor::enter();
            self.0.execute(request)
        };
        reactor::drive(async move {
            let response: Response<reqwest::Body> = sent.await.map_err(convert)?.into();
            Ok(response.map(|body| Body::foreign(reactor::driven(body), interrupted)))
        })
    }

    fn sees_deadline(&self) -> bool {
        false
    }
}

/// The request as the HTTP client has it, which has no use for extensions.
fn foreign(request: Request<Body>) -> Result<reqwest::Request, TransportError> {
    let (head, body) = request.into_parts();
    let bad = |error| TransportError::new(TransportErrorKind::Other, error);
    // The URL is read from a text that is put together at once: `Display` of `Uri` goes by pieces.
    let (scheme, authority) = (head.uri.scheme_str(), head.uri.authority());
    let path = head.uri.path_and_query().map_or("", PathAndQuery::as_str);
    let parts = [
        scheme.unwrap_or_default(),
        "://",
        authority.map_or("", Authority::as_str),
        path,
    ];
    let url = Url::parse(&parts.concat()).map_err(bad)?;
    let mut out = reqwest::Request::new(head.method, url);
    *out.headers_mut() = head.headers;
    *out.version_mut() = head.version;
    *out.body_mut() = Some(outgoing(body));
    Ok(out)
}

fn outgoing(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    }
}

fn convert(error: reqwest::Error) -> TransportError {
    // What the body of the request failed with.
    if let Some(error) = TransportError::within(&error) {
        return error;
    }
    if let Some(text) = unreadable(&error) {
        return TransportError::new(TransportErrorKind::Other, text);
    }
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc"))]
    if let Some(text) = super::certificate::refused(&error) {
        return TransportError::new(TransportErrorKind::Certificate, text);
    }
    // No connection in time is no connection: nothing was sent.
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_request() || error.is_body() {
        TransportErrorKind::Interrupted
    } else {
        TransportErrorKind::Other
    };
    // The URL may hold a key.
    TransportError::new(kind, error.without_url())
}

fn interrupted(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}

/// What is wrong with an answer that is no HTTP. Another one would be no better.
fn unreadable(error: &reqwest::Error) -> Option<String> {
    let mut chain = std::iter::successors(error.source(), |&error| error.source());
    let error = chain.find_map(|error| error.downcast_ref::<hyper::Error>())?;
    let wrong = error.is_parse();
    wrong.then(|| format!("the answer is no legal HTTP: {error}"))
}
