//! Trace context for the service.

use super::{Answered, Middleware, Next};
use crate::Body;
use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use http::HeaderMap;
use std::fmt;

/// Lets a function add headers to each attempt, such as `traceparent` (W3C Trace Context), so that
/// the service's spans join the caller's.
///
/// It belongs inside of the retries. With the feature `tracing` the function runs inside of the
/// attempt's span, so the parent that it tells is the attempt. Which version of
/// `opentelemetry` is used is the program's choice, so this crate has none; with it, all there is
/// to do is
///
/// ```ignore
/// use opentelemetry::propagation::Injector;
/// use tracing_opentelemetry::OpenTelemetrySpanExt;
///
/// struct Headers<'a>(&'a mut http::HeaderMap);
///
/// impl Injector for Headers<'_> {
///     fn set(&mut self, key: &str, value: String) {
///         let name = http::HeaderName::from_bytes(key.as_bytes());
///         if let (Ok(name), Ok(value)) = (name, value.parse()) {
///             self.0.insert(name, value);
///         }
///     }
/// }
///
/// let propagate = Propagate::new(|headers| {
///     let context = tracing::Span::current().context();
///     opentelemetry::global::get_text_map_propagator(|propagator| {
///         propagator.inject_context(&context, &mut Headers(headers));
///     });
/// });
/// ```
///
/// ```
/// use clientwright_runtime::ClientBuilder;
/// use clientwright_runtime::http::HeaderValue;
/// use clientwright_runtime::middleware::Propagate;
///
/// # fn current() -> &'static str { "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" }
/// let propagate = Propagate::new(|headers| {
///     headers.insert("traceparent", HeaderValue::from_static(current()));
/// });
/// let builder = ClientBuilder::new("https://api.test", &[]).attempt_middleware(propagate);
/// # let _ = builder;
/// ```
#[derive(Clone)]
pub struct Propagate<F>(F);

impl<F> Propagate<F>
where
    F: Fn(&mut HeaderMap) + MaybeSend + MaybeSync + 'static,
{
    /// Adds headers by this function.
    pub fn new(inject: F) -> Self {
        Self(inject)
    }
}

impl<F> Middleware for Propagate<F>
where
    F: Fn(&mut HeaderMap) + MaybeSend + MaybeSync + 'static,
{
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next,
    ) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            (self.0)(request.headers_mut());
            next.run(request).await
        })
    }
}

impl<F> fmt::Debug for Propagate<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Propagate")
    }
}
