//! Streams as iterators.

use super::block_on;
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::Pin;

/// Waits for each piece of a stream: the pages or items of a walk, events, values, the pieces of
/// a body.
///
/// ```
/// use clientwright_runtime::Body;
/// use clientwright_runtime::blocking::WaitEach;
///
/// # fn main() -> Result<(), clientwright_runtime::transport::TransportError> {
/// let chunks: Result<Vec<_>, _> = Body::from("a,b\n").wait_each().collect();
/// assert_eq!(chunks?, ["a,b\n"]);
/// # Ok(())
/// # }
/// ```
pub trait WaitEach: Stream + Unpin + Sized {
    /// An iterator that waits for each piece.
    fn wait_each(self) -> Each<Self> {
        Each(self)
    }
}

impl<S: Stream + Unpin> WaitEach for S {}

/// What [`WaitEach::wait_each`] gives.
#[derive(Clone, Debug)]
#[must_use = "an iterator does nothing until it is asked"]
pub struct Each<S>(S);

impl<S> Each<S> {
    /// The stream, to ask where it stands.
    pub fn get_ref(&self) -> &S {
        &self.0
    }

    /// The rest of the stream.
    pub fn into_inner(self) -> S {
        self.0
    }
}

impl<S: Stream + Unpin> Iterator for Each<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        block_on(poll_fn(|cx| Pin::new(&mut self.0).poll_next(cx)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
