//! The mock itself: what a generated `testing::MockServer` wraps.

use super::body::Reply;
use super::fail::{Unmet, fail};
use super::plan::{Example, Expected, Plan};
use super::{Call, Expect, Shape};
use crate::Body;
use crate::transport::{Transport, TransportError, TransportErrorKind, TransportFuture};
use bytes::Bytes;
use http::{Request, StatusCode};
use std::collections::VecDeque;
use std::fmt;
use std::panic::Location;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A stand-in for the service, in memory.
///
/// Calls are answered by the first expectation that fits and has an answer left, in the order in which they were
/// written down. A call that fits none fails with an error of the kind
/// [`Transport`](crate::ErrorKind::Transport), whose text says what differs.
///
/// Where it is dropped, the test fails if a call came that nobody expected, or one that was expected did not come.
/// [`MockServer::verify`] asks for that earlier.
pub struct MockServer {
    shared: Shared,
    verified: AtomicBool,
}

/// What the mock and its transports have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct Shared(Arc<Mutex<Plan>>);

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, Plan> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl MockServer {
    /// A mock that expects nothing.
    #[expect(clippy::new_without_default, reason = "made by generated code")]
    pub fn new() -> Self {
        Self {
            shared: Shared::default(),
            verified: AtomicBool::new(false),
        }
    }

    /// Expects calls of an operation. `status` is that of a success.
    #[track_caller]
    pub fn expect<C: Call, S: Shape, F: Shape>(
        &self,
        name: &'static str,
        status: u16,
        examples: &'static [Example],
    ) -> Expect<C, S, F> {
        let mut plan = self.shared.lock();
        plan.expected.push(Expected {
            name,
            operation: C::operation(),
            place: Location::caller(),
            wanted: Vec::new(),
            replies: VecDeque::new(),
            given: false,
        });
        let at = plan.expected.len() - 1;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
        Expect::new(self.shared.clone(), at, status, examples)
    }

    /// What sends requests to the mock.
    pub fn transport(&self) -> MockTransport {
        MockTransport(self.shared.clone())
    }

    /// The requests so far, with their bodies.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.shared.lock().arrived.clone()
    }

    /// Whether all happened as it was expected.
    ///
    /// # Errors
    /// What did not.
    pub fn verify(&self) -> Result<(), Unmet> {
        self.verified.store(true, Ordering::Relaxed);
        self.shared
            .lock()
            .unmet()
            .map_or(Ok(()), |text| Err(Unmet(text)))
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        // A test that fails already has its own text to show, and a second panic would end the process.
        if std::thread::panicking() || self.verified.load(Ordering::Relaxed) {
            return;
        }
        if let Err(unmet) = self.verify() {
            fail(unmet);
        }
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plan = self.shared.lock();
        f.debug_struct("MockServer")
            .field("expected", &plan.expected.len())
            .field("requests", &plan.arrived.len())
            .finish_non_exhaustive()
    }
}

/// Sends requests to a [`MockServer`].
#[derive(Clone)]
pub struct MockTransport(Shared);

impl Transport for MockTransport {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let shared = self.0.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?.unwrap_or_default();
            let reply = shared.lock().answer(Request::from_parts(head, body));
            let refuse = |text| TransportError::new(TransportErrorKind::Other, text);
            Reply::give(reply.map_err(refuse)?).await
        })
    }
}
