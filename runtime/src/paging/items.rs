//! A walk, item by item.

use super::{Pages, Paginated};
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

/// The items of all pages of a call. A page is asked for when its items are wanted.
#[must_use = "a stream does nothing until it is polled"]
pub struct Items<Q: Paginated> {
    pages: Pages<Q>,
    items: vec::IntoIter<Q::Item>,
}

impl<Q: Paginated> Items<Q> {
    /// The items from the page that this call asks for.
    pub fn new(call: Q) -> Self {
        Self {
            pages: Pages::new(call),
            items: Vec::new().into_iter(),
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
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(cx)) {
                // An empty page in the middle is not the end.
                Some(Ok(page)) => self.items = Q::into_items(page).into_iter(),
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
