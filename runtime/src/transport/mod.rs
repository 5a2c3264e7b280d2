//! How requests get to the service: the built-in HTTP client, or anything else.
//!
//! # In browsers
//!
//! On `wasm32` the built-in HTTP client is the `fetch` of the page, the worker or the process.
//!
//! - A `GET` or `HEAD` without a credential in a header is redirected by the browser itself. Any
//!   other request would take its headers and its body to wherever the redirect leads, so in a
//!   browser, which does not tell where that is, it fails. Node and Deno tell, and the client goes
//!   on by its own rules.
//! - Cookies of the browser go along to the page's own origin. A page cannot set any: a credential
//!   that belongs into a cookie is an error.
//! - `User-Agent` is the browser's. A service has to allow, by CORS, the other headers that are
//!   sent, and to expose those that are to be read, such as `Retry-After`.
//! - What is sent is read whole before; answers come in pieces.

pub(crate) mod built_in;
#[cfg(all(
    any(feature = "rustls-ring", feature = "rustls-aws-lc"),
    not(target_arch = "wasm32")
))]
mod certificate;
mod error;
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
mod fetch;
mod function;
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod http_client;
mod mock;
#[cfg(feature = "tower")]
mod tower;

pub use crate::Body;
pub use error::{TransportError, TransportErrorKind};
#[cfg(all(feature = "reqwest", target_arch = "wasm32"))]
pub use fetch::Fetch;
pub use function::{AsyncTransportFn, TransportFn, from_async_fn, from_fn};
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
pub use http_client::HttpClient;
pub use mock::Mock;
#[cfg(feature = "tower")]
pub use tower::{TowerTransport, from_tower};

use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use crate::timer::Instant;
use http::{Request, Response};

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

    /// Whether it looks for the [`Deadline`] of a request. Where it does not, requests go without one,
    /// which costs less.
    fn sees_deadline(&self) -> bool {
        true
    }
}

impl<T: Transport + ?Sized> Transport for std::sync::Arc<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        (**self).send(request)
    }

    fn sees_deadline(&self) -> bool {
        (**self).sees_deadline()
    }
}

impl<T: Transport + ?Sized> Transport for Box<T> {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        (**self).send(request)
    }

    fn sees_deadline(&self) -> bool {
        (**self).sees_deadline()
    }
}

/// When the client will give up; among the extensions of a request.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(pub Instant);
