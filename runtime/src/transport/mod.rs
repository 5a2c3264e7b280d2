//! How requests get to the service: the built-in HTTP client, or anything else.

#[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc"))]
mod certificate;
mod error;
mod function;
#[cfg(feature = "reqwest")]
mod http_client;
mod mock;
#[cfg(feature = "tower")]
mod tower;

pub use crate::Body;
pub use error::{TransportError, TransportErrorKind};
pub use function::{AsyncTransportFn, TransportFn, from_async_fn, from_fn};
#[cfg(feature = "reqwest")]
pub use http_client::HttpClient;
pub use mock::Mock;
#[cfg(feature = "tower")]
pub use tower::{TowerTransport, from_tower};

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
/// - has to give up when its future, or the body of its answer, is dropped: that is how the client
///   ends what takes too long. When it will do so is among the request's extensions, as
///   [`Deadline`];
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

/// When the client will give up; among the extensions of a request.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(pub Instant);
