//! Work and bodies that are driven by the thread, whoever polls and drops them.

use super::enter;
use crate::send::BoxFuture;
use http_body::{Body, Frame, SizeHint};
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

pub(crate) fn drive<F>(work: F) -> BoxFuture<'static, F::Output>
where
    F: Future + Send + 'static,
{
    Box::pin(driven(Box::pin(work)))
}

pub(crate) fn driven<T: Unpin>(inner: T) -> Driven<T> {
    Driven(Some(inner))
}

/// Empty only while it is dropped.
pub(crate) struct Driven<T>(Option<T>);

impl<T: Future + Unpin> Future for Driven<T> {
    type Output = T::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<T::Output> {
        let _entered = enter();
        match &mut self.0 {
            Some(work) => Pin::new(work).poll(cx),
            None => Poll::Pending,
        }
    }
}

impl<B: Body + Unpin> Body for Driven<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let _entered = enter();
        match &mut self.0 {
            Some(body) => Pin::new(body).poll_frame(cx),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.0.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

/// A connection that goes back to the others begins to be watched, by a task of the thread.
impl<T> Drop for Driven<T> {
    fn drop(&mut self) {
        let _entered = enter();
        self.0 = None;
    }
}
