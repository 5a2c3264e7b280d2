//! A service that a test writes down beforehand.

use super::{Transport, TransportError, TransportErrorKind, TransportFuture};
use crate::Body;
use bytes::Bytes;
use http::{Request, Response};
use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// A service that a test writes down beforehand: it gives answers one after the other, and keeps
/// the requests. Clones share both.
///
/// ```
/// # fn main() -> Result<(), clientwright_runtime::Error> {
/// use clientwright_runtime::{ClientBuilder, Operation, RequestBuilder};
/// use clientwright_runtime::transport::{Mock, TransportErrorKind};
///
/// static GET_PET: Operation = Operation::new("getPet", "GET", "/pets/1");
///
/// let service = Mock::new()
///     .fail(TransportErrorKind::Connect)
///     .answer(200, r#""Rex""#);
/// let client = ClientBuilder::new("https://api.test", &[])
///     .transport(service.clone())
///     .build()?;
///
/// let mut request = RequestBuilder::new(&GET_PET);
/// request.path_literal("/pets/1");
/// # let runtime = tokio::runtime::Builder::new_current_thread().build();
/// # let name: String = runtime.expect("starts").block_on(async {
/// # let name: Result<String, clientwright_runtime::Error> =
/// client.send_json(&GET_PET, request.finish()).into_value().await
/// # ; name })?;
/// # assert_eq!(name, "Rex");
/// assert_eq!(service.requests().len(), 2);
/// assert_eq!(service.requests()[0].uri().path(), "/pets/1");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Mock {
    script: Arc<Mutex<Script>>,
}

#[derive(Default)]
struct Script {
    answers: VecDeque<Result<Response<Body>, TransportError>>,
    requests: Vec<Request<Bytes>>,
}

impl Mock {
    /// A service without answers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers the next request with this status and body.
    #[must_use]
    pub fn answer(self, status: u16, body: impl Into<Body>) -> Self {
        let answer = Response::builder().status(status).body(body.into());
        let wrong = |error| TransportError::new(TransportErrorKind::Other, error);
        self.push(answer.map_err(wrong))
    }

    /// Answers the next request with this.
    #[must_use]
    pub fn respond(self, answer: Response<impl Into<Body>>) -> Self {
        self.push(Ok(answer.map(Into::into)))
    }

    /// Gives no answer to the next request.
    #[must_use]
    pub fn fail(self, kind: TransportErrorKind) -> Self {
        self.push(Err(TransportError::new(kind, "so the test says")))
    }

    /// The requests so far, with what could be read of their bodies.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.lock().requests.clone()
    }

    fn push(self, answer: Result<Response<Body>, TransportError>) -> Self {
        self.lock().answers.push_back(answer);
        self
    }

    fn lock(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Mock {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let this = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect(usize::MAX).await?.unwrap_or_default();
            let mut script = this.lock();
            script.requests.push(Request::from_parts(head, body));
            script.answers.pop_front().unwrap_or_else(|| {
                let text = "the test has no answer to this request";
                Err(TransportError::new(TransportErrorKind::Other, text))
            })
        })
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let script = self.lock();
        f.debug_struct("Mock")
            .field("requests", &script.requests.len())
            .field("answers", &script.answers.len())
            .finish()
    }
}
