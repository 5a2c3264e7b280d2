//! Transports without a network.

use super::{Transport, TransportError, TransportFuture};
use crate::Body;
use crate::send::{MaybeSend, MaybeSync};
use http::{Request, Response};
use std::fmt;
use std::future::{Future, ready};

/// A transport that answers by calling a function: for tests and for answers at hand.
///
/// ```
/// use clientwright_runtime::{Body, ClientBuilder, http, transport};
///
/// let offline = transport::from_fn(|request: http::Request<Body>| {
///     Ok(http::Response::new(request.uri().path().to_owned().into()))
/// });
/// let builder = ClientBuilder::new("https://api.test", &[]).transport(offline);
/// # let _ = builder;
/// ```
pub fn from_fn<F>(answer: F) -> TransportFn<F>
where
    F: Fn(Request<Body>) -> Result<Response<Body>, TransportError>
        + MaybeSend
        + MaybeSync
        + 'static,
{
    TransportFn(answer)
}

/// See [`from_fn`].
#[derive(Clone)]
pub struct TransportFn<F>(F);

impl<F> Transport for TransportFn<F>
where
    F: Fn(Request<Body>) -> Result<Response<Body>, TransportError>
        + MaybeSend
        + MaybeSync
        + 'static,
{
    fn send(&self, request: Request<Body>) -> TransportFuture {
        Box::pin(ready((self.0)(request)))
    }
}

/// A transport that is an asynchronous function, such as a call of another HTTP client.
///
/// ```
/// use clientwright_runtime::{Body, ClientBuilder, http, transport};
///
/// let echo = transport::from_async_fn(|request: http::Request<Body>| async move {
///     let mut body = request.into_body();
///     let first = body.next().await.transpose()?;
///     Ok(http::Response::new(first.unwrap_or_default().into()))
/// });
/// let builder = ClientBuilder::new("https://api.test", &[]).transport(echo);
/// # let _ = builder;
/// ```
pub fn from_async_fn<F, A>(answer: F) -> AsyncTransportFn<F>
where
    F: Fn(Request<Body>) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Result<Response<Body>, TransportError>> + MaybeSend + 'static,
{
    AsyncTransportFn(answer)
}

/// See [`from_async_fn`].
#[derive(Clone)]
pub struct AsyncTransportFn<F>(F);

impl<F, A> Transport for AsyncTransportFn<F>
where
    F: Fn(Request<Body>) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Result<Response<Body>, TransportError>> + MaybeSend + 'static,
{
    fn send(&self, request: Request<Body>) -> TransportFuture {
        Box::pin((self.0)(request))
    }
}

impl<F> fmt::Debug for TransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFn")
    }
}

impl<F> fmt::Debug for AsyncTransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AsyncTransportFn")
    }
}
