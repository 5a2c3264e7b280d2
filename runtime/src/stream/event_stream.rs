//! A stream of Server-Sent Events.

use super::cutter::TooLong;
use super::event::{Event, EventData};
use super::event_parser::EventParser;
use super::source::Source;
use crate::client::Received;
use crate::error::{Code, DecodeFailure, Error};
use futures_core::Stream;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Says that no more come, in streams of JSON: it is no JSON, so it can mean nothing else.
const DONE: &str = "[DONE]";

type Read<T> = fn(&Event<String>) -> Option<Result<T, DecodeFailure>>;

/// An answer of Server-Sent Events (`text/event-stream`).
///
/// ```
/// # use clientwright_runtime::{Error, stream::EventStream};
/// # async fn print(mut events: EventStream<String>) -> Result<(), Error> {
/// while let Some(event) = events.try_next().await? {
///     println!("{}: {}", event.name(), event.data());
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does nothing until it is polled"]
pub struct EventStream<T, C = i64> {
    source: Option<Source>,
    parser: EventParser,
    read: Read<T>,
    code: PhantomData<fn() -> C>,
}

impl<C> EventStream<String, C> {
    /// Events whose data are text.
    pub(crate) fn text(received: Received) -> Self {
        Self::new(received, |event| Some(Ok(event.data.clone())))
    }
}

impl<T, C> EventStream<T, C> {
    /// Events whose data are JSON.
    pub(crate) fn json(received: Received) -> Self
    where
        T: DeserializeOwned,
    {
        Self::new(received, |event| (event.data != DONE).then(|| event.json()))
    }

    /// Events whose data depend on their names.
    pub(crate) fn by_name(received: Received) -> Self
    where
        T: EventData,
    {
        Self::new(received, |event| {
            (event.data != DONE).then(|| T::read(event)).flatten()
        })
    }

    fn new(received: Received, read: Read<T>) -> Self {
        let source = Source::new(received);
        Self {
            parser: EventParser::new(source.limit(), None),
            source: Some(source),
            read,
            code: PhantomData,
        }
    }

    /// The last id that the service named in a complete event.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id()
    }
}

impl<T, C: Code> EventStream<T, C> {
    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, or an event does not fit or is too large.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error<C>>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, or an event does not fit or is too large.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error<C>> {
        self.next().await.transpose()
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let Some(source) = &mut self.source else {
                return Poll::Ready(None);
            };
            let error = match self.parser.next() {
                Ok(Some(event)) => match (self.read)(&event) {
                    Some(Ok(data)) => return Poll::Ready(Some(Ok(event.with(data)))),
                    Some(Err(failure)) => {
                        let error = source.misfit(failure, event.data.into());
                        return Poll::Ready(Some(Err(error)));
                    }
                    None => None,
                },
                Ok(None) => match ready!(source.poll(cx)) {
                    Some(Ok(chunk)) => {
                        self.parser.push(chunk);
                        continue;
                    }
                    Some(Err(error)) => Some(source.broken(error)),
                    None => None,
                },
                Err(TooLong) => Some(source.too_large()),
            };
            self.source = None;
            return Poll::Ready(error.map(Err));
        }
    }
}

// Nothing in a stream is pinned in place: what is on its way is boxed.
impl<T, C> Unpin for EventStream<T, C> {}

impl<T, C: Code> Stream for EventStream<T, C> {
    type Item = Result<Event<T>, Error<C>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_event(cx).map_err(Error::with_codes)
    }
}

impl<T, C> fmt::Debug for EventStream<T, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EventStream")
            .field("is_done", &self.source.is_none())
            .finish_non_exhaustive()
    }
}
