//! One call on the wire: the request, the redirects, the answer.

use super::Core;
use super::assemble::Assembled;
use super::redirect::{Hop, next_hop};
use crate::decode;
use crate::error::{Error, Inner};
use crate::send::{BoxFuture, MaybeSend};
use crate::transport::{Deadline, TransportError, TransportErrorKind};
use crate::{Body, Operation, RawResponse};
use bytes::Bytes;
use http::{HeaderMap, Response};
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

/// As many redirects as browsers and `curl` users are used to.
const MAX_REDIRECTS: usize = 10;

/// A call on its way.
pub(crate) struct Exchange {
    pub(crate) operation: &'static Operation,
    answer: BoxFuture<'static, Result<Received, Error>>,
}

impl Exchange {
    pub(crate) fn new(
        operation: &'static Operation,
        answer: impl Future<Output = Result<Received, Error>> + MaybeSend + 'static,
    ) -> Self {
        Self {
            operation,
            answer: Box::pin(answer),
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<Received, Error>> {
        self.answer.as_mut().poll(cx)
    }
}

/// An answer: what was read of it, and what is still coming.
pub(crate) struct Received {
    /// Status and headers; the body too, if nothing is still coming.
    pub(crate) response: RawResponse,
    /// The body of a success that is asked for as a stream.
    pub(crate) coming: Option<Body>,
    /// Where it came from, for people to read.
    pub(crate) target: String,
    /// The most that is kept of it at once, in bytes.
    pub(crate) limit: usize,
}

impl Received {
    /// The same if its status is one of success.
    pub(crate) fn successful(self, operation: &Operation) -> Result<Self, Error> {
        if self.response.status().is_success() {
            Ok(self)
        } else {
            Err(decode::refuse_status(operation.envelope, self.response))
        }
    }

    /// The answer as what is made of it.
    pub(crate) fn map<T>(self, make: impl FnOnce(Self) -> T) -> crate::Response<T> {
        self.response.clone().with(make(self))
    }
}

/// Whether the body of a success with these headers can be read as the stream that is wanted.
pub(crate) type IsStream = fn(&HeaderMap) -> bool;

pub(crate) struct Sending {
    pub(crate) core: Arc<Core>,
    /// `None` where answers are wanted whole.
    pub(crate) is_stream: Option<IsStream>,
}

impl Sending {
    pub(crate) async fn run(self, assembled: Assembled) -> Result<Received, Error> {
        let (response, target) = self.open(assembled).await?;
        let (head, body) = response.into_parts();
        let limit = self.core.body_limit;
        let is_stream = self.is_stream.is_some_and(|is| is(&head.headers));
        let (whole, coming) = if is_stream && head.status.is_success() {
            (Bytes::new(), Some(body))
        } else {
            let whole = body.collect(limit).await;
            let whole = whole.map_err(|error| failed(error, &target))?;
            let too_large = || {
                let target = target.clone();
                Error::new(Inner::TooLarge { limit, target })
            };
            (whole.ok_or_else(too_large)?, None)
        };
        Ok(Received {
            response: RawResponse::new(head.status, head.headers, whole),
            coming,
            target,
            limit,
        })
    }

    /// Sends the request, and follows redirects to the answer.
    async fn open(&self, assembled: Assembled) -> Result<(Response<Body>, String), Error> {
        // A stream may go on for as long as it likes.
        let timeout = self.core.timeout.filter(|_| self.is_stream.is_none());
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let mut hop = Hop::first(assembled);
        for _ in 0..=MAX_REDIRECTS {
            let mut request = hop.request();
            if let Some(deadline) = deadline {
                request.extensions_mut().insert(Deadline(deadline));
            }
            let target = target(request.uri());
            let response = self.core.transport.send(request).await;
            let response = response.map_err(|error| failed(error, &target))?;
            let next = next_hop(&self.core.security, hop, &response);
            match next.map_err(|error| failed(error, &target))? {
                Some(next) => hop = next,
                None => return Ok((response, target)),
            }
        }
        let text = format!("more than {MAX_REDIRECTS} redirects");
        let error = TransportError::new(TransportErrorKind::Other, text);
        Err(failed(error, self.core.base.as_str()))
    }
}

fn failed(error: TransportError, target: &str) -> Error {
    let target = target.to_owned();
    Error::new(Inner::Transport { error, target })
}

/// A URL for people to read: the query may hold a key, so it stays out.
fn target(uri: &http::Uri) -> String {
    let text = uri.to_string();
    text.split('?').next().unwrap_or_default().to_owned()
}
