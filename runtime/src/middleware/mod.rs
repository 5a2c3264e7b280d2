//! What stands between a call and the network: looks at requests and answers, changes them, or
//! answers itself.

mod concurrency;
mod function;
mod propagate;
mod rate_limit;

pub use concurrency::ConcurrencyLimit;
pub use function::{MiddlewareFn, from_fn};
pub use propagate::Propagate;
pub use rate_limit::RateLimit;

use crate::client::Call;
use crate::send::{BoxFuture, MaybeSend, MaybeSync};
use crate::timer::Instant;
use crate::timer::Timer;
use crate::transport::TransportFuture;
use crate::{Body, Error, Operation};
use std::fmt;
use std::sync::Arc;

/// What [`Next::run`] gives.
pub type Answered = Result<http::Response<Body>, Error>;

/// Something that every call goes through.
///
/// There are two places for it. [`ClientBuilder::middleware`](crate::ClientBuilder::middleware)
/// stands around the whole call, with all its attempts; it sees a request once.
/// [`ClientBuilder::attempt_middleware`](crate::ClientBuilder::attempt_middleware) stands inside
/// of the retries and sees each attempt, with the redirects that it takes. In both places the one
/// that was registered first is the outermost.
///
/// The request is whole: URL, credentials and headers of the client are in it. The body of an
/// answer is at hand ([`Body::as_bytes`]), unless the call asks for a stream. What a middleware
/// fails with is what the call fails with; [`TransportError`](crate::transport::TransportError)
/// turns into an error by `?`.
///
/// ```
/// use clientwright_runtime::middleware::{Answered, Middleware, Next};
/// use clientwright_runtime::send::BoxFuture;
/// use clientwright_runtime::{Body, ClientBuilder, http};
/// use std::time::Instant;
///
/// /// Says how long each attempt takes.
/// struct Timing;
///
/// impl Middleware for Timing {
///     fn handle<'a>(
///         &'a self,
///         request: http::Request<Body>,
///         next: Next,
///     ) -> BoxFuture<'a, Answered> {
///         Box::pin(async move {
///             let (operation, attempt) = (next.operation(), next.attempt());
///             let begun = Instant::now();
///             let answer = next.run(request).await;
///             println!("{}, attempt {attempt}: {:?}", operation.id, begun.elapsed());
///             answer
///         })
///     }
/// }
///
/// let builder = ClientBuilder::new("https://api.test", &[]).attempt_middleware(Timing);
/// # let _ = builder;
/// ```
///
/// A function does where nothing has to be kept: see [`from_fn`].
pub trait Middleware: MaybeSend + MaybeSync + 'static {
    /// Handles a request, usually by giving it to `next`.
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered>;
}

impl<M: Middleware + ?Sized> Middleware for Arc<M> {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        (**self).handle(request, next)
    }
}

/// The rest of the way of a request. A clone goes the same way again.
#[derive(Clone)]
pub struct Next {
    call: Arc<Call>,
    /// `None` around the whole call.
    attempt: Option<u32>,
    /// How many have been gone through.
    passed: usize,
}

impl Next {
    /// The way of a whole call.
    pub(crate) fn call(call: &Call) -> Self {
        Self {
            call: Arc::new(call.clone()),
            attempt: None,
            passed: 0,
        }
    }

    /// The way of one attempt of it, counted from 1.
    pub(crate) fn of_attempt(call: &Call, attempt: u32) -> Self {
        Self {
            call: Arc::new(call.clone()),
            attempt: Some(attempt),
            passed: 0,
        }
    }

    /// The call that goes this way.
    pub(crate) fn inner(&self) -> Arc<Call> {
        self.call.clone()
    }

    /// Goes on.
    ///
    /// # Errors
    /// If no answer came, or one that is too large; a status is not an error here.
    pub async fn run(mut self, request: http::Request<Body>) -> Answered {
        let call = self.call.clone();
        let all = match self.attempt {
            None => &call.core.middleware,
            Some(_) => &call.core.attempt_middleware,
        };
        match (all.get(self.passed), self.attempt) {
            (Some(next), _) => {
                self.passed += 1;
                next.handle(request, self).await
            }
            (None, None) => call.boxed_attempts(request).await,
            (None, Some(_)) => {
                let (head, body) = request.into_parts();
                call.attempt(&head, body).await
            }
        }
    }

    /// Sends another request by the client's transport, past all middleware and retries, such as
    /// one for a token. Nothing is added to it, and redirects are not followed.
    pub fn send(&self, request: http::Request<Body>) -> TransportFuture {
        self.call.core.transport.send(request)
    }

    /// What is called: id, method, path and tags as the document has them.
    pub fn operation(&self) -> &'static Operation {
        self.call.operation
    }

    /// Which attempt this is, from 1; 0 around the whole call.
    pub fn attempt(&self) -> u32 {
        self.attempt.unwrap_or(0)
    }

    /// When the call is given up, if ever.
    pub fn deadline(&self) -> Option<Instant> {
        self.call.deadline
    }

    /// What tells the time and waits, for this client.
    pub fn timer(&self) -> &dyn Timer {
        &*self.call.core.timer
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Next")
            .field("operation", &self.operation().id)
            .field("attempt", &self.attempt())
            .finish_non_exhaustive()
    }
}
