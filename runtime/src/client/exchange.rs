//! A call whose answer is read whole before it is looked at.

use super::call::Call;
use crate::error::{Error, Inner, Sent};
use crate::send::{BoxFuture, MaybeSend};
use crate::{Body, Operation, RawResponse};
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};

/// A call on its way.
pub(crate) struct Exchange {
    pub(crate) operation: &'static Operation,
    answer: BoxFuture<'static, Result<RawResponse, Error>>,
}

impl Exchange {
    pub(crate) fn new(
        operation: &'static Operation,
        answer: impl Future<Output = Result<RawResponse, Error>> + MaybeSend + 'static,
    ) -> Self {
        Self {
            operation,
            answer: Box::pin(answer),
        }
    }

    pub(crate) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Result<RawResponse, Error>> {
        self.answer.as_mut().poll(cx)
    }
}

/// The answer with its body at hand.
pub(crate) async fn whole(
    call: Arc<Call>,
    request: http::Request<Body>,
) -> Result<RawResponse, Error> {
    let sent = Sent::to(request.uri());
    let limit = call.core.body_limit;
    let (head, body) = call.run(request).await?.into_parts();
    // It was read within the attempt; only a middleware may have put a stream in its place.
    match body.collect(limit).await {
        Ok(Some(body)) => Ok(RawResponse::new(head.status, head.headers, body)),
        Ok(None) => Err(Error::new(Inner::TooLarge { limit, sent })),
        Err(error) => Err(Error::new(Inner::Transport { error, sent })),
    }
}
