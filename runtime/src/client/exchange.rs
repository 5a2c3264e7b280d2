//! One call on the wire: the request, the redirects, the body.

use super::Core;
use super::assemble::Assembled;
use super::redirect::{Hop, next_hop};
use crate::error::{Error, Inner};
use crate::send::{BoxFuture, MaybeSend};
use crate::transport::{Deadline, TransportError, TransportErrorKind};
use crate::{Operation, RawResponse};
use std::future::Future;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

/// As many redirects as browsers and `curl` users are used to.
const MAX_REDIRECTS: usize = 10;

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
        let answer = self.answer.as_mut().poll(cx);
        answer.map_ok(|response| response.to(self.operation))
    }
}

pub(crate) struct Sending {
    pub(crate) core: Arc<Core>,
}

impl Sending {
    pub(crate) async fn run(self, assembled: Assembled) -> Result<RawResponse, Error> {
        let deadline = self
            .core
            .timeout
            .and_then(|timeout| Instant::now().checked_add(timeout));
        let mut hop = Hop::first(assembled);
        for _ in 0..=MAX_REDIRECTS {
            let mut request = hop.request();
            if let Some(deadline) = deadline {
                request.extensions_mut().insert(Deadline(deadline));
            }
            let target = target(request.uri());
            let failed = |error| {
                Error::new(Inner::Transport {
                    error,
                    target: target.clone(),
                })
            };
            let response = self.core.transport.send(request).await.map_err(failed)?;
            match next_hop(&self.core.security, hop, &response).map_err(failed)? {
                Some(next) => hop = next,
                None => {
                    let (head, body) = response.into_parts();
                    let limit = self.core.body_limit;
                    let body = body.collect(limit).await.map_err(failed)?;
                    let too_large = || {
                        Error::new(Inner::TooLarge {
                            limit,
                            target: target.clone(),
                        })
                    };
                    let body = body.ok_or_else(too_large)?;
                    return Ok(RawResponse::new(head.status, head.headers, body));
                }
            }
        }
        let error = TransportError::new(
            TransportErrorKind::Other,
            format!("more than {MAX_REDIRECTS} redirects"),
        );
        Err(Error::new(Inner::Transport {
            error,
            target: self.core.base.as_str().to_owned(),
        }))
    }
}

/// A URL for people to read: the query may hold a key, so it stays out.
fn target(uri: &http::Uri) -> String {
    let text = uri.to_string();
    text.split('?').next().unwrap_or_default().to_owned()
}
