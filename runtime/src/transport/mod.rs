//! How requests get to the service: the built-in HTTP client, or anything else.

mod error;
mod function;
#[cfg(feature = "reqwest")]
mod http_client;

pub use crate::Body;
pub use error::{TransportError, TransportErrorKind};
pub use function::{TransportFn, from_fn};
#[cfg(feature = "reqwest")]
pub(crate) use http_client::{HttpClient, Timeouts};

use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use http::{Request, Response};
use std::time::Instant;

/// What [`Transport::send`] returns.
pub type TransportFuture = BoxFuture<'static, Result<Response<Body>, TransportError>>;

/// Sends one request and returns the answer to it.
///
/// The client does everything else, so a transport
///
/// - must not follow redirects: the client does, and drops every credential where scheme, host
///   or port change. An HTTP client that follows them on its own sends API keys to strangers,
///   because it does not know which headers are credentials;
/// - must not fail on a status;
/// - should give up at the [`Deadline`] among the request's extensions;
/// - should not retry, log header values marked as sensitive, or log query strings.
///
/// ```
/// use clientwright_runtime::{Body, http, transport};
///
/// let offline = transport::from_fn(|request: http::Request<Body>| {
///     assert_eq!(request.method(), "GET");
///     Ok(http::Response::new("{}".into()))
/// });
/// # let _: &dyn transport::Transport = &offline;
/// ```
pub trait Transport: MaybeSend + MaybeSync + 'static {
    /// Sends one request.
    fn send(&self, request: Request<Body>) -> TransportFuture;
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        (**self).send(request)
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        (**self).send(request)
    }
}

/// When to give up; among the extensions of a request.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(pub Instant);
