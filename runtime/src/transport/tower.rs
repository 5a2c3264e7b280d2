//! Services of `tower` as transports.

use super::{Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use crate::send::MaybeSend;
use http::{Request, Response};
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::io::{self, ErrorKind};
use std::sync::{Mutex, PoisonError};
use tower_service::Service;

/// A transport out of a service of `tower`, with whatever layers are around it.
///
/// Each request goes to a clone of the service that was asked whether it is ready. An error that
/// is a [`TransportError`] stays what it is; one that has an [`io::Error`] behind it gets its
/// kind from that; others are not worth another attempt. Map the errors of a service to
/// [`TransportError`] where it knows more.
///
/// ```
/// use clientwright_runtime::{Body, ClientBuilder, http, transport};
/// use tower::ServiceExt;
///
/// let service = tower::service_fn(|request: http::Request<Body>| async move {
///     let answer = http::Response::new(Body::from(request.uri().path().to_owned()));
///     Ok::<_, std::convert::Infallible>(answer)
/// });
/// let service = service.map_request(|mut request: http::Request<Body>| {
///     let value = http::HeaderValue::from_static("clientwright");
///     request.headers_mut().insert("x-source", value);
///     request
/// });
/// let builder = ClientBuilder::new("https://api.test", &[])
///     .transport(transport::from_tower(service));
/// # let _ = builder;
/// ```
pub fn from_tower<S>(service: S) -> TowerTransport<S> {
    TowerTransport(Mutex::new(service))
}

/// See [`from_tower`].
// The mutex is only for cloning: many services can move between threads, and not be shared.
pub struct TowerTransport<S>(Mutex<S>);

impl<S, B> Transport for TowerTransport<S>
where
    S: Service<Request<Body>, Response = Response<B>> + Clone + MaybeSend + 'static,
    S::Error: Into<Box<dyn Error + Send + Sync>>,
    S::Future: MaybeSend,
    B: http_body::Body + MaybeSend + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let mut service = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        Box::pin(async move {
            let ready = poll_fn(|cx| service.poll_ready(cx)).await;
            ready.map_err(|error| convert(error.into()))?;
            let answer = service.call(request).await;
            let answer = answer.map_err(|error| convert(error.into()))?;
            Ok(answer.map(Body::from_http))
        })
    }
}

fn convert(error: Box<dyn Error + Send + Sync>) -> TransportError {
    let error = match error.downcast::<TransportError>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let first: &(dyn Error + 'static) = &*error;
    let mut chain = std::iter::successors(Some(first), |&error| error.source());
    let io = chain.find_map(|error| error.downcast_ref::<io::Error>());
    let kind = match io.map(io::Error::kind) {
        Some(
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable,
        ) => TransportErrorKind::Connect,
        Some(ErrorKind::TimedOut) => TransportErrorKind::Timeout,
        Some(_) => TransportErrorKind::Interrupted,
        None => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TowerTransport")
    }
}
