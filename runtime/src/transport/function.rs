//! A transport without a network.

use super::{Transport, TransportError, TransportFuture};
use crate::Body;
use crate::send::{MaybeSend, MaybeSync};
use http::{Request, Response};
use std::fmt;
use std::future::ready;

/// A transport that answers by calling a function: for tests and for answers at hand.
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

impl<F> fmt::Debug for TransportFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TransportFn")
    }
}
