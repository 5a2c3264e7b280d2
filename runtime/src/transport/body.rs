//! The body of an answer, whole or in pieces.

use super::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of an answer, whole or in pieces.
pub struct Body(Kind);

enum Kind {
    Whole(Bytes),
    Chunks(Chunks),
}

impl Body {
    /// A body that comes in pieces.
    pub fn stream<S>(chunks: S) -> Self
    where
        S: Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    {
        Self(Kind::Chunks(Box::pin(chunks)))
    }

    /// All of it; `None` if it is larger than the limit.
    pub(crate) async fn collect(self, limit: usize) -> Result<Option<Bytes>, TransportError> {
        let mut chunks = match self.0 {
            Kind::Whole(bytes) => return Ok((bytes.len() <= limit).then_some(bytes)),
            Kind::Chunks(chunks) => chunks,
        };
        let mut first = Bytes::new();
        let mut all = Vec::new();
        while let Some(chunk) = poll_fn(|cx| chunks.as_mut().poll_next(cx)).await {
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

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self(Kind::Whole(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Kind::Whole(_) => "Body(whole)",
            Kind::Chunks(_) => "Body(chunks)",
        })
    }
}
