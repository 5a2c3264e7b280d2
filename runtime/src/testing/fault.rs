//! Bodies that do not come whole.

use crate::Body;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};

/// How a body ends before its end.
#[derive(Clone, Copy, Debug)]
pub(super) enum End {
    /// The connection breaks.
    Broken,
    /// Nothing more comes, and the connection stays.
    Stalled,
}

/// The first bytes of a body, and then its early end.
pub(super) fn cut(body: &Bytes, after: usize, end: End) -> Body {
    let begun = body.slice(..after.min(body.len()));
    Body::stream(Cut {
        begun: Some(begun).filter(|begun| !begun.is_empty()),
        end,
    })
}

struct Cut {
    begun: Option<Bytes>,
    end: End,
}

impl Stream for Cut {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match (self.begun.take(), self.end) {
            (Some(begun), _) => Poll::Ready(Some(Ok(begun))),
            (None, End::Broken) => {
                let kind = TransportErrorKind::Interrupted;
                Poll::Ready(Some(Err(TransportError::new(kind, "so the test says"))))
            }
            // Whoever waits is woken by a limit of time, if there is one.
            (None, End::Stalled) => Poll::Pending,
        }
    }
}
