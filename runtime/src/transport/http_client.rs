//! The built-in HTTP client.

use super::{Deadline, Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use crate::error::Error;
use http::{Request, Response};
use std::time::{Duration, Instant};

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeouts {
    pub(crate) connect: Duration,
}

/// The built-in HTTP client. It follows no redirects: the runtime does.
pub(crate) struct HttpClient(reqwest::Client);

impl HttpClient {
    pub(crate) fn new(config: reqwest::ClientBuilder, timeouts: Timeouts) -> Result<Self, Error> {
        // Fails only where a provider is installed already, which is then the one to use.
        #[cfg(all(feature = "rustls-ring", not(feature = "rustls-aws-lc")))]
        let _ = rustls::crypto::ring::default_provider().install_default();
        config
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(timeouts.connect)
            .build()
            .map(Self)
            .map_err(|error| Error::invalid("http", format_args!("is not usable: {error}")))
    }
}

impl Transport for HttpClient {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let deadline = request.extensions().get::<Deadline>().copied();
        let mut request = match reqwest::Request::try_from(request.map(outgoing)) {
            Ok(request) => request,
            Err(error) => return Box::pin(std::future::ready(Err(convert(error)))),
        };
        *request.timeout_mut() =
            deadline.map(|Deadline(at)| at.saturating_duration_since(Instant::now()));
        let sent = self.0.execute(request);
        Box::pin(async move {
            let response: Response<reqwest::Body> = sent.await.map_err(convert)?.into();
            Ok(response.map(|body| Body::foreign(body, interrupted)))
        })
    }
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
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
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
