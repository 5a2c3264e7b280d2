//! A walk, page by page.

use super::seen::Seen;
use super::{Paginated, PagingDefect, Place, Position, Step};
use crate::error::{Error, Inner};
use crate::{Response, ResponseFuture};
use futures_core::Stream;
use std::collections::VecDeque;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pages of a call, one after the other. A page is asked for when it is wanted.
///
/// Dropping a walk gives up the request that is on its way.
#[must_use = "a stream does nothing until it is polled"]
pub struct Pages<Q: Paginated> {
    /// The call that the walk began with; every other one is made of it.
    call: Q,
    state: State<Q>,
    /// Pages that were read before they were wanted, with their places.
    ahead: VecDeque<Read<Q>>,
    prefetch: usize,
    /// How many pages may still be asked for.
    left: usize,
    seen: Seen,
}

/// What was read at a place.
type Read<Q> = (
    Position,
    Result<<Q as Paginated>::Page, Error<<Q as Paginated>::Code>>,
);

enum State<Q: Paginated> {
    Ready(Position),
    Waiting(Position, ResponseFuture<Q::Page, Q::Code>),
    Broken(PagingDefect),
    Done,
}

impl<Q: Paginated> Pages<Q> {
    /// The pages from the one that this call asks for.
    pub fn new(call: Q) -> Self {
        Self {
            state: State::Ready(call.position()),
            call,
            ahead: VecDeque::new(),
            prefetch: 0,
            left: usize::MAX,
            seen: Seen::default(),
        }
    }

    /// Goes on from a place where a walk of the same call was left. A walk that cannot begin
    /// there says so in place of its first page.
    pub fn resume(mut self, position: Position) -> Self {
        self.state = State::Ready(position);
        self.ahead.clear();
        self.seen = Seen::default();
        self
    }

    /// Reads up to this many pages ahead. They are asked for one after the other, while the walk
    /// is polled; none by default.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = pages;
        self
    }

    /// Ends after this many pages, whatever the answers say. If there is more,
    /// [`position`](Self::position) is where to go on.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.left = pages;
        self
    }

    /// Where the page begins that comes next, to [`resume`](Self::resume) there another time;
    /// `None` at the end of all pages.
    pub fn position(&self) -> Option<Position> {
        if let Some((position, _)) = self.ahead.front() {
            return Some(position.clone());
        }
        match &self.state {
            State::Ready(position) | State::Waiting(position, _) => Some(position.clone()),
            State::Broken(_) | State::Done => None,
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

    /// Goes on while fewer pages are ahead than wanted.
    pub(super) fn drive(&mut self, wanted: usize, cx: &mut Context<'_>) {
        while self.ahead.len() < wanted {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Done => return,
                State::Broken(defect) => {
                    let error = Error::new(Inner::Paging(defect));
                    self.ahead.push_back((Position::start(), Err(error)));
                }
                State::Ready(position) => {
                    let Some(left) = self.left.checked_sub(1) else {
                        self.state = State::Ready(position);
                        return;
                    };
                    self.left = left;
                    self.state = self.ask(position);
                }
                State::Waiting(position, mut answer) => {
                    let Poll::Ready(answer) = Pin::new(&mut answer).poll(cx) else {
                        self.state = State::Waiting(position, answer);
                        return;
                    };
                    match answer {
                        Ok(page) => self.take(position, page),
                        Err(error) => self.ahead.push_back((position, Err(error))),
                    }
                }
            }
        }
    }

    /// How many pages are read ahead at most.
    pub(super) fn depth(&self) -> usize {
        self.prefetch
    }

    fn ask(&mut self, position: Position) -> State<Q> {
        if !self.seen.is_new(&position) {
            return State::Broken(PagingDefect::Repeated(position));
        }
        let call = match position.place {
            Place::Start => Some(self.call.fetch()),
            _ => self.call.at(&position).map(|call| call.fetch()),
        };
        match call {
            Some(answer) => State::Waiting(position, answer),
            None => State::Broken(PagingDefect::Unreachable(position)),
        }
    }

    fn take(&mut self, position: Position, page: Response<Q::Page>) {
        let next = self.call.next(&position, &page);
        let (step, is_new) = self.seen.step(&position, next);
        self.state = match step {
            Step::End => State::Done,
            Step::Broken(defect) => State::Broken(defect),
            Step::Go(position) => State::Ready(position),
        };
        if is_new {
            self.ahead.push_back((position, Ok(page.into_inner())));
        }
    }
}

// Nothing in a walk is pinned in place: the call on its way is boxed.
impl<Q: Paginated> Unpin for Pages<Q> {}

impl<Q: Paginated> Stream for Pages<Q> {
    type Item = Result<Q::Page, Error<Q::Code>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.drive(1, cx);
        let Some((_, page)) = self.ahead.pop_front() else {
            return match self.state {
                State::Waiting(..) => Poll::Pending,
                // No more pages are wanted than there were, or there are none.
                State::Ready(_) | State::Broken(_) | State::Done => Poll::Ready(None),
            };
        };
        let depth = self.prefetch;
        self.drive(depth, cx);
        Poll::Ready(Some(page))
    }
}

impl<Q: Paginated> fmt::Debug for Pages<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("positions", &self.seen.len())
            .finish_non_exhaustive()
    }
}
