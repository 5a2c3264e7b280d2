//! JSON values that a request carries one after the other.

use crate::Body;
use crate::send::{BoxStream, MaybeSend, MaybeSync};
use crate::transport::{TransportError, TransportErrorKind};
use crate::wire::{Check, Checker};
use bytes::Bytes;
use futures_core::Stream;
use serde::Serialize;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

/// JSON values that a request carries one after the other (JSON Lines, or a JSON text sequence):
/// values at hand, or a stream of which each value is written when the one before it is sent.
///
/// ```
/// use clientwright_runtime::stream::JsonSequence;
///
/// let at_hand: JsonSequence<u64> = (1..=3).collect();
/// let at_hand = JsonSequence::from([1, 2, 3]);
/// # let _ = at_hand;
/// # fn stream(numbers: impl futures_core::Stream<Item = u64> + Send + 'static) {
/// let as_they_come = JsonSequence::stream(numbers);
/// # }
/// ```
pub struct JsonSequence<T>(Values<T>);

enum Values<T> {
    AtHand(Arc<[T]>),
    /// `None` once it was sent.
    Once(Arc<Mutex<Option<BoxStream<'static, T>>>>),
    Replayable(Arc<dyn Open<T>>),
}

/// What makes the same stream again and again.
trait Open<T>: MaybeSend + MaybeSync {
    fn open(&self) -> BoxStream<'static, T>;
}

struct Function<F>(F);

impl<T, F, S> Open<T> for Function<F>
where
    F: Fn() -> S + MaybeSend + MaybeSync,
    S: Stream<Item = T> + MaybeSend + 'static,
{
    fn open(&self) -> BoxStream<'static, T> {
        Box::pin((self.0)())
    }
}

impl<T> JsonSequence<T> {
    /// Values as they come. They can be sent once: a clone that is sent later is an error, there
    /// are no retries, and no redirects that ask for them again.
    pub fn stream(values: impl Stream<Item = T> + MaybeSend + 'static) -> Self {
        let values: BoxStream<'static, T> = Box::pin(values);
        Self(Values::Once(Arc::new(Mutex::new(Some(values)))))
    }

    /// Values as they come, from streams that `open` can make as often as they are sent.
    pub fn replayable<F, S>(open: F) -> Self
    where
        F: Fn() -> S + MaybeSend + MaybeSync + 'static,
        S: Stream<Item = T> + MaybeSend + 'static,
    {
        Self(Values::Replayable(Arc::new(Function(open))))
    }

    /// The values, if they are at hand.
    pub fn as_slice(&self) -> Option<&[T]> {
        match &self.0 {
            Values::AtHand(values) => Some(values),
            _ => None,
        }
    }
}

impl<T: Serialize + 'static> JsonSequence<T> {
    /// The body, each value between `before` and a line feed.
    pub(crate) fn body(&self, before: &'static str) -> Result<Body, Unwritten> {
        match &self.0 {
            Values::AtHand(values) => {
                let mut body = Vec::new();
                for value in &**values {
                    write(value, before, &mut body).map_err(Unwritten::Value)?;
                }
                Ok(body.into())
            }
            Values::Once(values) => {
                let mut values = values.lock().unwrap_or_else(PoisonError::into_inner);
                let values = values.take().ok_or(Unwritten::SentBefore)?;
                Ok(Body::stream(Written { values, before }))
            }
            Values::Replayable(source) => {
                let source = source.clone();
                Ok(Body::replayable(move || Written {
                    values: source.open(),
                    before,
                }))
            }
        }
    }
}

/// Why there is no body.
pub(crate) enum Unwritten {
    Value(serde_json::Error),
    SentBefore,
}

impl fmt::Display for Unwritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Value(error) => write!(f, "cannot be written: {error}"),
            Self::SentBefore => f.write_str("is a stream that was sent before"),
        }
    }
}

fn write<T: Serialize>(value: &T, before: &str, out: &mut Vec<u8>) -> serde_json::Result<()> {
    out.extend_from_slice(before.as_bytes());
    serde_json::to_writer(&mut *out, value)?;
    out.push(b'\n');
    Ok(())
}

/// Values as they are written.
struct Written<T> {
    values: BoxStream<'static, T>,
    before: &'static str,
}

impl<T: Serialize> Stream for Written<T> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let before = self.before;
        self.values.as_mut().poll_next(cx).map(|value| {
            let value = value?;
            let mut out = Vec::new();
            let written = write(&value, before, &mut out);
            let wrong = |error| TransportError::new(TransportErrorKind::Other, error);
            Some(written.map(|()| out.into()).map_err(wrong))
        })
    }
}

/// Values at hand are checked before anything is sent.
impl<T: Check> Check for JsonSequence<T> {
    fn check(&self, checker: &mut Checker) {
        if let Some(values) = self.as_slice() {
            values.check(checker);
        }
    }
}

impl<T> Clone for JsonSequence<T> {
    fn clone(&self) -> Self {
        Self(match &self.0 {
            Values::AtHand(values) => Values::AtHand(values.clone()),
            Values::Once(values) => Values::Once(values.clone()),
            Values::Replayable(source) => Values::Replayable(source.clone()),
        })
    }
}

impl<T> From<Vec<T>> for JsonSequence<T> {
    fn from(values: Vec<T>) -> Self {
        Self(Values::AtHand(values.into()))
    }
}

impl<T, const N: usize> From<[T; N]> for JsonSequence<T> {
    fn from(values: [T; N]) -> Self {
        Self(Values::AtHand(Arc::new(values)))
    }
}

impl<T> FromIterator<T> for JsonSequence<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(Values::AtHand(values.into_iter().collect()))
    }
}

impl<T> fmt::Debug for JsonSequence<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.as_slice() {
            Some(values) => write!(f, "JsonSequence({} values)", values.len()),
            None => f.write_str("JsonSequence(stream)"),
        }
    }
}
