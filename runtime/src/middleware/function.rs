//! Functions as middleware.

use super::{Answered, Middleware, Next};
use crate::Body;
use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use std::fmt;
use std::future::Future;

/// A middleware that is a function.
///
/// ```
/// use clientwright_runtime::{ClientBuilder, http, middleware};
///
/// let stamp = middleware::from_fn(|mut request, next| async move {
///     let value = http::HeaderValue::from_static(next.operation().id);
///     request.headers_mut().insert("x-operation", value);
///     next.run(request).await
/// });
/// let builder = ClientBuilder::new("https://api.test", &[]).middleware(stamp);
/// # let _ = builder;
/// ```
pub fn from_fn<F, A>(handle: F) -> MiddlewareFn<F>
where
    F: Fn(http::Request<Body>, Next) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Answered> + MaybeSend + 'static,
{
    MiddlewareFn(handle)
}

/// See [`from_fn`].
#[derive(Clone)]
pub struct MiddlewareFn<F>(F);

impl<F, A> Middleware for MiddlewareFn<F>
where
    F: Fn(http::Request<Body>, Next) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Answered> + MaybeSend + 'static,
{
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin((self.0)(request, next))
    }
}

impl<F> fmt::Debug for MiddlewareFn<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MiddlewareFn")
    }
}
