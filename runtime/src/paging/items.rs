//! A walk, item by item.

use super::{Pages, Paginated, Position};
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The items of all pages of a call. A page is asked for when its items are wanted.
///
/// Dropping a walk gives up the request that is on its way.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<Q: Paginated> {
    pages: Pages<Q>,
    items: vec::IntoIter<Q::Item>,
    /// The page that the items are of, once there is one.
    here: Option<Position>,
    /// How many of its items are done with.
    done: usize,
    /// How many items of the next page are done with since before.
    skip: usize,
}

impl<Q: Paginated> Items<Q> {
    /// The items from the page that this call asks for.
    pub fn new(call: Q) -> Self {
        Self {
            pages: Pages::new(call),
            items: Vec::new().into_iter(),
            here: None,
            done: 0,
            skip: 0,
        }
    }

    /// Goes on from a place where a walk of the same call was left, with the item that was to
    /// come. A walk that cannot begin there says so in place of its first item.
    pub fn resume(mut self, position: Position) -> Self {
        self.skip = position.skip;
        self.items = Vec::new().into_iter();
        self.here = None;
        self.pages = self.pages.resume(position);
        self
    }

    /// Reads up to this many pages ahead. They are asked for one after the other, while the walk
    /// is polled; none by default.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.pages = self.pages.prefetch(pages);
        self
    }

    /// Ends after this many pages, whatever the answers say. If there is more,
    /// [`position`](Self::position) is where to go on.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Where the item stands that comes next, to [`resume`](Self::resume) there another time;
    /// `None` at the end of all pages.
    pub fn position(&self) -> Option<Position> {
        match &self.here {
            Some(here) if self.items.len() > 0 => Some(here.clone().past(self.done)),
            _ => self.pages.position().map(|next| next.past(self.skip)),
        }
    }

    /// The next item; `None` at the end. After an error comes the end.
    ///
    /// # Errors
    /// Each item may be the error of a call, or say that the walk cannot go on.
    pub async fn next(&mut self) -> Option<Result<Q::Item, Error<Q::Code>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next item; `None` at the end. After an error comes the end.
    ///
    /// # Errors
    /// As of the call, or if the walk cannot go on.
    pub async fn try_next(&mut self) -> Result<Option<Q::Item>, Error<Q::Code>> {
        self.next().await.transpose()
    }

    /// All items that are left.
    ///
    /// # Errors
    /// The first error of the walk; what was read before it is lost.
    pub async fn try_collect(mut self) -> Result<Vec<Q::Item>, Error<Q::Code>> {
        let mut all = Vec::new();
        while let Some(item) = self.try_next().await? {
            all.push(item);
        }
        Ok(all)
    }
}

// Nothing in a walk is pinned in place: the call on its way is boxed.
impl<Q: Paginated> Unpin for Items<Q> {}

impl<Q: Paginated> Stream for Items<Q> {
    type Item = Result<Q::Item, Error<Q::Code>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                self.done += 1;
                let depth = self.pages.depth();
                self.pages.drive(depth, cx);
                return Poll::Ready(Some(Ok(item)));
            }
            let here = self.pages.position();
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                // An empty page in the middle is not the end.
                Some(Ok(page)) => {
                    let mut items = Q::into_items(page);
                    self.done = std::mem::take(&mut self.skip).min(items.len());
                    items.drain(..self.done);
                    self.items = items.into_iter();
                    self.here = here;
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<Q: Paginated> fmt::Debug for Items<Q> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .finish_non_exhaustive()
    }
}
