//! A call, and the answer that comes of it.

use super::Call;
use super::authorize::Beginning;
use super::streams::Again;
use crate::decode;
use crate::error::{Attempts, Error, Sent};
use crate::send::{BoxFuture, MaybeSend};
use crate::{Body, Operation, RawResponse};
use bytes::Bytes;
use http::HeaderMap;
use std::future::Future;
use std::task::{Context, Poll};

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
        let answer = self.answer.as_mut().poll(cx);
        answer.map_ok(|received| received.of(self.operation))
    }

    /// The answer.
    pub(crate) async fn received(self) -> Result<Received, Error> {
        self.answer.await
    }
}

/// An answer: what was read of it, and what is still coming.
pub(crate) struct Received {
    /// Status and headers; the body too, if nothing is still coming.
    pub(crate) response: RawResponse,
    /// The body of a success that is asked for as a stream.
    pub(crate) coming: Option<Body>,
    /// What was asked, for people to read.
    pub(crate) sent: Sent,
    /// The most that is kept of it at once, in bytes.
    pub(crate) limit: usize,
    /// What a stream that broke off is asked for again by.
    pub(crate) again: Option<Again>,
}

impl Received {
    /// An answer to this operation.
    fn of(mut self, operation: &Operation) -> Self {
        self.response = self.response.to(operation);
        self
    }

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

/// Whether the body of this answer is for the caller to read.
pub(super) fn streams(is_stream: Option<IsStream>, answer: &http::Response<Body>) -> bool {
    let wanted = is_stream.is_some_and(|is| is(answer.headers()));
    wanted && answer.status().is_success()
}

/// Sends the request; gives the answer with its body at hand, or still coming.
pub(super) async fn receive(beginning: &mut Beginning) -> Result<Received, Error> {
    let Call { core, options, .. } = &mut beginning.call;
    // Its time begins when it is sent.
    let timeout = options.timeout.unwrap_or(core.timeout);
    let own = core.timer.now().checked_add(timeout);
    let limit = options.body_limit.unwrap_or(core.body_limit);
    beginning.call.deadline = own.into_iter().chain(options.deadline).min();
    let is_stream = beginning.call.is_stream;
    let sent = Sent::to(beginning.assembled.request.uri());
    let answer = beginning.run().await?;
    let streams = streams(is_stream, &answer);
    let sent = match streams {
        true => sent.answered(&answer),
        false => sent,
    };
    let attempts = Attempts::of(&answer);
    let (head, body) = answer.into_parts();
    // What is for no caller to read was read by the call.
    let (whole, coming) = match streams {
        true => (Bytes::new(), Some(body)),
        false => (body.as_bytes().cloned().unwrap_or_default(), None),
    };
    Ok(Received {
        response: RawResponse::new(head.status, head.headers, whole).after(attempts),
        coming,
        sent,
        limit,
        again: None,
    })
}
