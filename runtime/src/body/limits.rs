//! Bodies that must come in time, and bodies that keep something until they are read.

use super::{Body, Chunk};
use crate::send::{BoxFuture, MaybeSend};
use crate::timer::Instant;
use crate::timer::Timer;
use crate::transport::{TransportError, TransportErrorKind};
use futures_core::Stream;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

impl Body {
    /// Fails when the next piece takes longer than this to come.
    pub(crate) fn never_idle(self, timer: Arc<dyn Timer>, timeout: Duration) -> Self {
        self.timed(timer, Limit::Idle(timeout))
    }

    /// Fails when it is not complete at this moment.
    pub(crate) fn until(self, timer: Arc<dyn Timer>, deadline: Instant) -> Self {
        self.timed(timer, Limit::Whole(deadline))
    }

    fn timed(self, timer: Arc<dyn Timer>, limit: Limit) -> Self {
        self.wrapped(|body| Timed {
            body,
            timer,
            limit,
            over: Mutex::new(None),
        })
    }

    /// Keeps something, such as a permit, until the body was read to its end or is dropped.
    pub(crate) fn keeping<T: MaybeSend + Unpin + 'static>(self, kept: T) -> Self {
        self.wrapped(|body| Keeping {
            body,
            kept: Some(kept),
        })
    }

    /// The same pieces through something else; what is at hand needs no care.
    fn wrapped<S>(self, wrap: impl FnOnce(Self) -> S) -> Self
    where
        S: Stream<Item = Chunk> + MaybeSend + 'static,
    {
        if self.as_bytes().is_some() {
            return self;
        }
        let length = self.len();
        let body = Self::stream(wrap(self));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}

enum Limit {
    Idle(Duration),
    Whole(Instant),
}

struct Timed {
    body: Body,
    timer: Arc<dyn Timer>,
    limit: Limit,
    over: Mutex<Option<BoxFuture<'static, ()>>>,
}

impl Stream for Timed {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let this = &mut *self;
        let (left, is_late) = match this.limit {
            Limit::Idle(timeout) => (timeout, false),
            Limit::Whole(deadline) => {
                let left = deadline.saturating_duration_since(this.timer.now());
                (left, left.is_zero() && this.body.len() != Some(0))
            }
        };
        // Pieces may be there as fast as they are read, and are late all the same.
        if !is_late {
            let over = this.over.get_mut();
            let over = over.unwrap_or_else(PoisonError::into_inner);
            if let Poll::Ready(chunk) = Pin::new(&mut this.body).poll_next(cx) {
                if matches!(this.limit, Limit::Idle(_)) {
                    *over = None;
                }
                return Poll::Ready(chunk);
            }
            let waiting = over.get_or_insert_with(|| this.timer.sleep(left));
            if waiting.as_mut().poll(cx).is_pending() {
                return Poll::Pending;
            }
        }
        this.body = Body::empty();
        let text = match this.limit {
            Limit::Idle(timeout) => format!("nothing came for {timeout:?}"),
            Limit::Whole(_) => "the deadline is over".to_owned(),
        };
        let error = TransportError::new(TransportErrorKind::Timeout, text);
        Poll::Ready(Some(Err(error)))
    }
}

struct Keeping<T> {
    body: Body,
    kept: Option<T>,
}

impl<T: Unpin> Stream for Keeping<T> {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Chunk>> {
        let chunk = Pin::new(&mut self.body).poll_next(cx);
        if matches!(chunk, Poll::Ready(None | Some(Err(_)))) {
            self.kept = None;
        }
        chunk
    }
}
