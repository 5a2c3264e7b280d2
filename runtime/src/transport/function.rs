//! A transport without a network.

use super::{Body, Transport, TransportError, TransportFuture};
use bytes::Bytes;
use http::{Request, Response};
use std::fmt;
use std::future::ready;

/// A transport that answers by calling a function: for tests and for answers at hand.
pub fn from_fn<F>(answer: F) -> TransportFn<F>
where
    F: Fn(Request<Bytes>) -> Result<Response<Body>, TransportError> + Send + Sync + 'static,
{
    TransportFn(answer)
}

/// See [`from_fn`].
#[derive(Clone)]
pub struct TransportFn<F>(F);

impl<F> Transport for TransportFn<F>
where
    F: Fn(Request<Bytes>) -> Result<Response<Body>, TransportError> + Send + Sync + 'static,
{
    fn send(&self, request: Request<Bytes>) -> TransportFuture {
        Box::pin(ready((self.0)(request)))
    }
}

impl<F> fmt::Debug for TransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFn")
    }
}
