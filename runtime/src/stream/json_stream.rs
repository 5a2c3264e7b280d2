//! A stream of JSON values.

use super::cutter::{Cut, Cutter, TooLong};
use super::source::Source;
use crate::client::Received;
use crate::error::{Code, DecodeFailure, Error};
use crate::{decode, media};
use bytes::Bytes;
use futures_core::Stream;
use http::HeaderMap;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// An answer of JSON values, one after the other: JSON Lines (`application/jsonl`,
/// `application/x-ndjson`) or a JSON text sequence (`application/json-seq`, RFC 7464).
///
/// ```
/// # use clientwright_runtime::{Error, stream::JsonStream};
/// # async fn print(mut lines: JsonStream<u64>) -> Result<(), Error> {
/// while let Some(line) = lines.try_next().await? {
///     println!("{line}");
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct JsonStream<T, C = i64> {
    source: Option<Source>,
    cutter: Cutter,
    decode: fn(&[u8]) -> Result<T, DecodeFailure>,
    code: PhantomData<fn() -> C>,
}

/// Where the values of an answer end.
fn cut(headers: &HeaderMap) -> Cut {
    let is_sequence = |essence: String| media::is_json_sequence(&essence);
    match media::essence(headers).is_some_and(is_sequence) {
        true => Cut::JsonSequence,
        false => Cut::JsonLines,
    }
}

/// All values of a body that is at hand.
pub(crate) fn read_all<T: DeserializeOwned>(
    headers: &HeaderMap,
    body: &Bytes,
) -> Result<Vec<T>, DecodeFailure> {
    let mut cutter = Cutter::new(cut(headers), usize::MAX);
    cutter.push(body.clone());
    let mut all = Vec::new();
    loop {
        let next = cutter.next().ok().flatten();
        let is_last = next.is_none();
        let text = next.unwrap_or_else(|| cutter.rest());
        if !text.trim_ascii().is_empty() {
            all.push(decode::from_json(&text)?);
        }
        if is_last {
            return Ok(all);
        }
    }
}

impl<T: DeserializeOwned, C> JsonStream<T, C> {
    /// The values of an answer.
    pub(crate) fn new(received: Received) -> Self {
        let cut = cut(received.response.headers());
        let source = Source::new(received);
        Self {
            cutter: Cutter::new(cut, source.limit()),
            source: Some(source),
            decode: decode::from_json,
            code: PhantomData,
        }
    }
}

impl<T, C: Code> JsonStream<T, C> {
    /// The next value; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, or a value does not fit or is too large.
    pub async fn next(&mut self) -> Option<Result<T, Error<C>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next value; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, or a value does not fit or is too large.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<C>> {
        self.next().await.transpose()
    }

    /// All values that are left.
    ///
    /// # Errors
    /// The first error of the stream; what was read before it is lost.
    pub async fn try_collect(mut self) -> Result<Vec<T>, Error<C>> {
        let mut all = Vec::new();
        while let Some(value) = self.try_next().await? {
            all.push(value);
        }
        Ok(all)
    }

    fn poll_value(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            let Some(source) = &mut self.source else {
                return Poll::Ready(None);
            };
            let text = match self.cutter.next() {
                Ok(Some(text)) => text,
                Ok(None) => match ready!(source.poll(cx)) {
                    Some(Ok(chunk)) => {
                        self.cutter.push(chunk);
                        continue;
                    }
                    Some(Err(error)) => {
                        let error = source.broken(error);
                        self.source = None;
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => {
                        let rest = self.cutter.rest();
                        let last = self.read(&rest);
                        self.source = None;
                        return Poll::Ready(last);
                    }
                },
                Err(TooLong) => {
                    let error = source.too_large();
                    self.source = None;
                    return Poll::Ready(Some(Err(error)));
                }
            };
            if let Some(value) = self.read(&text) {
                return Poll::Ready(Some(value));
            }
        }
    }

    /// Reads a text; a blank one is none.
    fn read(&self, text: &Bytes) -> Option<Result<T, Error>> {
        let source = self.source.as_ref()?;
        if text.trim_ascii().is_empty() {
            return None;
        }
        let value = (self.decode)(text);
        Some(value.map_err(|failure| source.misfit(failure, text.clone())))
    }
}

// Nothing in a stream is pinned in place: what is on its way is boxed.
impl<T, C> Unpin for JsonStream<T, C> {}

impl<T, C: Code> Stream for JsonStream<T, C> {
    type Item = Result<T, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(cx).map_err(Error::with_codes)
    }
}

impl<T, C> fmt::Debug for JsonStream<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JsonStream")
            .field("is_done", &self.source.is_none())
            .finish_non_exhaustive()
    }
}
