//! What a stream is read from.

use crate::client::Received;
use crate::error::{DecodeFailure, Error, Inner, Sent};
use crate::transport::TransportError;
use crate::{Body, RawResponse};
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};
use std::pin::Pin;
use std::task::{Context, Poll};

/// An answer whose body is still coming.
pub(super) struct Source {
    body: Body,
    status: StatusCode,
    headers: HeaderMap,
    sent: Sent,
    limit: usize,
}

impl Source {
    /// Reads what is coming; an answer that came whole is over at once.
    pub(super) fn new(received: Received) -> Self {
        Self {
            body: received.coming.unwrap_or_default(),
            status: received.response.status(),
            headers: received.response.headers().clone(),
            sent: received.sent,
            limit: received.limit,
        }
    }

    /// The most that is kept of it at once, in bytes.
    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// The next chunk.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }

    /// The connection broke.
    pub(super) fn broken(&self, error: TransportError) -> Error {
        let sent = self.sent.clone();
        Error::new(Inner::Transport { error, sent })
    }

    /// An item is larger than what is kept.
    pub(super) fn too_large(&self) -> Error {
        Error::new(Inner::TooLarge {
            limit: self.limit,
            sent: self.sent.clone(),
        })
    }

    /// An item does not fit: the error has it as the body.
    pub(super) fn misfit(&self, failure: DecodeFailure, item: Bytes) -> Error {
        let response = RawResponse::new(self.status, self.headers.clone(), item);
        let response = response.after(self.sent.attempts());
        Error::new(Inner::Decode { failure, response })
    }
}
