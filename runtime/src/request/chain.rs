//! Several bodies, one after the other, as one.

use crate::Body;
use crate::transport::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};

/// As much as is copied, so that what is small goes as one piece.
const SMALL: u64 = 64 * 1024;

/// One body of several. It is replayable if all of them are, and its length is known if theirs
/// are; bytes at hand are copied only where all of them together are few.
pub(super) fn chain(bodies: Vec<Body>) -> Body {
    let length: Option<u64> = bodies.iter().map(Body::len).sum();
    let at_hand = bodies.iter().all(|body| body.as_bytes().is_some());
    if let (true, Some(..=SMALL)) = (at_hand, length) {
        let bytes: Vec<&[u8]> = bodies
            .iter()
            .filter_map(|body| Some(&**body.as_bytes()?))
            .collect();
        return bytes.concat().into();
    }
    let again = |bodies: &[Body]| bodies.iter().map(Body::try_clone).collect::<Option<_>>();
    let body = if bodies.iter().all(Body::is_replayable) {
        Body::replayable(move || Chain(again(&bodies).unwrap_or_default()))
    } else {
        Body::stream(Chain(bodies.into()))
    };
    match length {
        Some(length) => body.with_length(length),
        None => body,
    }
}

/// The bodies that are not sent yet.
struct Chain(VecDeque<Body>);

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match Pin::new(body).poll_next(cx) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                polled => return polled,
            }
        }
        Poll::Ready(None)
    }
}
