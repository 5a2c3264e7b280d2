//! Bodies of requests and answers: whole, or in pieces.

mod limits;
mod reader;
mod whole;

use crate::send::{BoxStream, MaybeSend, MaybeSync};
use crate::transport::{TransportError, TransportErrorKind};
use bytes::{Buf, Bytes};
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use std::error::Error;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// A piece of a body, or why no more come.
type Chunk = Result<Bytes, TransportError>;

/// The body of a request or of an answer: bytes at hand, or a stream of pieces whose length may
/// be known beforehand.
///
/// A body can be polled as a [`Stream`] and as an [`http_body::Body`].
///
/// ```
/// use clientwright_runtime::{Body, Bytes};
///
/// let whole = Body::from("a,b\n");
/// assert_eq!(whole.len(), Some(4));
/// assert_eq!(whole.as_bytes().map(Bytes::as_ref), Some(&b"a,b\n"[..]));
/// assert!(whole.is_replayable());
/// ```
pub struct Body(Kind);

enum Kind {
    Whole(Bytes),
    Chunks {
        // Only ever reached by `&mut`: the mutex is there so that a body is `Sync`, and with it
        // a reference to a request may be held while something is awaited.
        chunks: Mutex<BoxStream<'static, Chunk>>,
        left: Option<u64>,
    },
    Replayable {
        source: Arc<dyn Source>,
        length: Option<u64>,
    },
}

/// What makes the same pieces again and again.
trait Source: MaybeSend + MaybeSync {
    fn open(&self) -> BoxStream<'static, Chunk>;
}

struct Function<F>(F);

impl<F, S> Source for Function<F>
where
    F: Fn() -> S + MaybeSend + MaybeSync,
    S: Stream<Item = Chunk> + MaybeSend + 'static,
{
    fn open(&self) -> BoxStream<'static, Chunk> {
        Box::pin((self.0)())
    }
}

impl Body {
    /// No bytes at all.
    pub fn empty() -> Self {
        Self(Kind::Whole(Bytes::new()))
    }

    /// A body that comes in pieces. It can be sent once: there are no retries of it, and no
    /// redirects that ask for it again.
    pub fn stream<S>(chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + MaybeSend + 'static,
    {
        Self(Kind::Chunks {
            chunks: Mutex::new(Box::pin(chunks)),
            left: None,
        })
    }

    /// A body that comes in pieces, which `open` can make as often as the body is sent.
    pub fn replayable<F, S>(open: F) -> Self
    where
        F: Fn() -> S + MaybeSend + MaybeSync + 'static,
        S: Stream<Item = Result<Bytes, TransportError>> + MaybeSend + 'static,
    {
        Self(Kind::Replayable {
            source: Arc::new(Function(open)),
            length: None,
        })
    }

    /// The body that another library made. Trailers are of no interest.
    pub fn from_http<B>(body: B) -> Self
    where
        B: http_body::Body + MaybeSend + 'static,
        B::Error: Into<Box<dyn Error + Send + Sync>>,
    {
        Self::foreign(Box::pin(body), |error| TransportError::of(error.into()))
    }

    /// The same, with another way to read its errors.
    pub(crate) fn foreign<B>(body: B, convert: fn(B::Error) -> TransportError) -> Self
    where
        B: http_body::Body + MaybeSend + Unpin + 'static,
    {
        let length = body.size_hint().exact();
        let body = Self::stream(Foreign { body, convert });
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }

    /// The same body, of this many bytes. What sends it says so beforehand, and pieces that are
    /// more or less than that are an error. Bytes at hand know better and stay as they are.
    #[must_use]
    pub fn with_length(mut self, bytes: u64) -> Self {
        match &mut self.0 {
            Kind::Whole(_) => {}
            Kind::Chunks { left, .. } => *left = Some(bytes),
            Kind::Replayable { length, .. } => *length = Some(bytes),
        }
        self
    }

    /// How many bytes there are to come, if that is known.
    #[expect(clippy::len_without_is_empty, reason = "only some bodies can tell")]
    pub fn len(&self) -> Option<u64> {
        match &self.0 {
            Kind::Whole(bytes) => Some(bytes.len() as u64),
            Kind::Chunks { left, .. } => *left,
            Kind::Replayable { length, .. } => *length,
        }
    }

    /// All of it, if it is at hand.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether it can be sent more than once.
    pub fn is_replayable(&self) -> bool {
        !matches!(self.0, Kind::Chunks { .. })
    }

    /// The same body once more, from its beginning; `None` if it is not replayable.
    pub fn try_clone(&self) -> Option<Self> {
        match &self.0 {
            Kind::Whole(bytes) => Some(Self(Kind::Whole(bytes.clone()))),
            Kind::Chunks { .. } => None,
            Kind::Replayable { source, length } => Some(Self(Kind::Replayable {
                source: source.clone(),
                length: *length,
            })),
        }
    }

    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// If there should be more, or less.
    pub async fn next(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// All of it; `None` if it is larger than the limit.
    pub(crate) async fn collect(mut self, limit: usize) -> Result<Option<Bytes>, TransportError> {
        if self.len().is_some_and(|length| length > limit as u64) {
            return Ok(None);
        }
        let mut first = Bytes::new();
        let mut all = Vec::new();
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            if first.len() + all.len() + chunk.len() > limit {
                return Ok(None);
            }
            if first.is_empty() && all.is_empty() {
                // Most bodies are a single piece, which needs no copy.
                first = chunk;
            } else {
                if all.is_empty() {
                    all.extend_from_slice(&std::mem::take(&mut first));
                }
                all.extend_from_slice(&chunk);
            }
        }
        Ok(Some(if all.is_empty() { first } else { all.into() }))
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Kind::Replayable { source, length } = &self.0 {
            self.0 = Kind::Chunks {
                chunks: Mutex::new(source.open()),
                left: *length,
            };
        }
        let (chunks, left) = match &mut self.0 {
            Kind::Whole(bytes) if bytes.is_empty() => return Poll::Ready(None),
            Kind::Whole(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Kind::Chunks { chunks, left } => (chunks, left),
            Kind::Replayable { .. } => return Poll::Ready(None),
        };
        let chunks = chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(cx));
        let length = match &chunk {
            Some(Ok(chunk)) => chunk.len() as u64,
            Some(Err(_)) => return Poll::Ready(chunk),
            None => 0,
        };
        match left {
            Some(left) if length > *left => Poll::Ready(Some(Err(wrong("more")))),
            Some(left) if chunk.is_none() && *left > 0 => {
                *left = 0;
                Poll::Ready(Some(Err(wrong("fewer"))))
            }
            Some(left) => {
                *left -= length;
                Poll::Ready(chunk)
            }
            None => Poll::Ready(chunk),
        }
    }
}

fn wrong(than: &str) -> TransportError {
    let text = format!("the body has {than} bytes than its length says");
    TransportError::new(TransportErrorKind::Other, text)
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        self.poll_next(cx).map_ok(Frame::data)
    }

    fn is_end_stream(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    fn size_hint(&self) -> SizeHint {
        self.len().map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// The pieces of a body that another library made.
struct Foreign<B: http_body::Body> {
    body: B,
    convert: fn(B::Error) -> TransportError,
}

impl<B: http_body::Body + Unpin> Stream for Foreign<B> {
    type Item = Chunk;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Chunk>> {
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err((self.convert)(error)))),
                Some(Ok(frame)) => {
                    if let Ok(mut data) = frame.into_data() {
                        let length = data.remaining();
                        return Poll::Ready(Some(Ok(data.copy_to_bytes(length))));
                    }
                }
            }
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Kind::Whole(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.0 {
            Kind::Whole(_) => "whole",
            Kind::Chunks { .. } => "stream",
            Kind::Replayable { .. } => "replayable stream",
        };
        match self.len() {
            Some(length) => write!(f, "Body({kind}, {length} bytes)"),
            None => write!(f, "Body({kind})"),
        }
    }
}
