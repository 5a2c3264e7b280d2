//! A walk, page by page.

use super::next::{Position, Step};
use super::{Paginated, PagingDefect};
use crate::ValueFuture;
use crate::error::{Error, Inner};
use futures_core::Stream;
use std::collections::HashSet;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pages of a call, one after the other. A page is asked for when it is wanted.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<Q: Paginated> {
    state: State<Q>,
    seen: HashSet<Position>,
}

enum State<Q: Paginated> {
    Ready(Q),
    Waiting(Q, ValueFuture<Q::Page, Q::Code>),
    Broken(PagingDefect),
    Done,
}

impl<Q: Paginated> Pages<Q> {
    /// The pages from the one that this call asks for.
    pub fn new(call: Q) -> Self {
        let seen = call.position().into_iter().collect();
        Self {
            state: State::Ready(call),
            seen,
        }
    }

    /// The next page; `None` at the end. After an error comes the end.
    ///
    /// # Errors
    /// Each item may be the error of its call, or say that the walk cannot go on.
    pub async fn next(&mut self) -> Option<Result<Q::Page, Error<Q::Code>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next page; `None` at the end. After an error comes the end.
    ///
    /// # Errors
    /// As of the call, or if the walk cannot go on.
    pub async fn try_next(&mut self) -> Result<Option<Q::Page>, Error<Q::Code>> {
        self.next().await.transpose()
    }

    /// The state after a page.
    fn after(&mut self, call: &Q, page: &Q::Page) -> State<Q> {
        match call.next(page).0 {
            Step::End => State::Done,
            Step::Broken(defect) => State::Broken(defect),
            Step::Go { call, position } => {
                if self.seen.insert(position.clone()) {
                    State::Ready(call)
                } else {
                    State::Broken(PagingDefect::Repeated(position))
                }
            }
        }
    }
}

// Nothing in a walk is pinned in place: the call on its way is boxed.
impl<Q: Paginated> Unpin for Pages<Q> {}

impl<Q: Paginated> Stream for Pages<Q> {
    type Item = Result<Q::Page, Error<Q::Code>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return Poll::Ready(None),
                State::Broken(defect) => {
                    return Poll::Ready(Some(Err(Error::new(Inner::Paging(defect)))));
                }
                State::Ready(call) => {
                    let answer = call.fetch();
                    self.state = State::Waiting(call, answer);
                }
                State::Waiting(call, mut answer) => {
                    let Poll::Ready(answer) = Pin::new(&mut answer).poll(cx) else {
                        self.state = State::Waiting(call, answer);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &answer {
                        self.state = self.after(&call, page);
                    }
                    return Poll::Ready(Some(answer));
                }
            }
        }
    }
}

impl<Q: Paginated> fmt::Debug for Pages<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("positions", &self.seen.len())
            .finish_non_exhaustive()
    }
}
