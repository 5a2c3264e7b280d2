//! A stream of Server-Sent Events.

use super::cutter::TooLong;
use super::event::{Event, EventData};
use super::event_parser::EventParser;
use super::source::Source;
use crate::client::{Again, Received};
use crate::error::{Code, DecodeFailure, Error};
use crate::send::BoxFuture;
use futures_core::Stream;
use http::StatusCode;
use serde::de::DeserializeOwned;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// Says that no more come, in streams of JSON: it is no JSON, so it can mean nothing else.
const DONE: &str = "[DONE]";

/// How long to wait before connecting again where the service does not say.
const WAIT: Duration = Duration::from_secs(3);

/// The longest wait that failures lead to, unless the service asks for a longer one.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

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
    state: State,
    parser: EventParser,
    read: Read<T>,
    again: Option<Again>,
    /// How many times in a row to connect again, and how many of them have led to no event.
    most: u32,
    tried: u32,
    code: PhantomData<fn() -> C>,
}

enum State {
    Open(Box<Source>),
    Waiting(BoxFuture<'static, ()>),
    Connecting(BoxFuture<'static, Result<Received, Error>>),
    Done,
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

    fn new(mut received: Received, read: Read<T>) -> Self {
        let again = received.again.take();
        Self {
            parser: EventParser::new(received.limit),
            state: State::open(received),
            read,
            again,
            most: 0,
            tried: 0,
            code: PhantomData,
        }
    }

    /// Connects again when the connection ends before the service says that no more come, and asks
    /// for what follows the last event (`Last-Event-ID`), up to this many times in a row without
    /// an event. Before that it waits for as long as the service said (`retry`), or else for three
    /// seconds, and for twice as long after each failure.
    ///
    /// The request is sent again as it was, so this is for requests that only listen. A service
    /// that answers with the status 204 has no more to say; one that refuses ends the stream with
    /// its answer. Events that have no id may come twice.
    pub fn reconnect(mut self, tries: u32) -> Self {
        self.most = tries;
        self
    }

    /// The last id that the service named in a complete event.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id()
    }

    /// The state after the end of a connection, and what there is to say about it.
    fn lost(&mut self, error: Option<Error>) -> (State, Option<Error>) {
        match &self.again {
            Some(again) if self.tried < self.most => {
                let asked = self.parser.wait().unwrap_or(WAIT);
                let longer = asked.saturating_mul(1 << self.tried.min(10));
                let wait = longer.min(LONGEST_WAIT.max(asked));
                self.tried += 1;
                (State::Waiting(again.wait(wait)), None)
            }
            _ => (State::Done, error),
        }
    }
}

impl State {
    fn open(received: Received) -> Self {
        // What has no content has none to come either.
        match received.response.status() {
            StatusCode::NO_CONTENT => Self::Done,
            _ => Self::Open(Box::new(Source::new(received))),
        }
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
            let (state, error) = match &mut self.state {
                State::Done => return Poll::Ready(None),
                State::Open(source) => match self.parser.next() {
                    Ok(Some(event)) => {
                        self.tried = 0;
                        match (self.read)(&event) {
                            Some(Ok(data)) => return Poll::Ready(Some(Ok(event.with(data)))),
                            Some(Err(failure)) => {
                                let error = source.misfit(failure, event.data.into());
                                return Poll::Ready(Some(Err(error)));
                            }
                            None => (State::Done, None),
                        }
                    }
                    Ok(None) => match ready!(source.poll(cx)) {
                        Some(Ok(chunk)) => {
                            self.parser.push(chunk);
                            continue;
                        }
                        Some(Err(error)) => {
                            let error = source.broken(error);
                            self.lost(Some(error))
                        }
                        None => self.lost(None),
                    },
                    Err(TooLong) => (State::Done, Some(source.too_large())),
                },
                State::Waiting(time) => {
                    ready!(time.as_mut().poll(cx));
                    self.parser.restart();
                    let last = self.parser.last_id();
                    let answer = self.again.as_ref().and_then(|again| again.connect(last));
                    (answer.map_or(State::Done, State::Connecting), None)
                }
                State::Connecting(answer) => match ready!(answer.as_mut().poll(cx)) {
                    Ok(received) => (State::open(received), None),
                    Err(error) if error.is_retryable() => self.lost(Some(error)),
                    Err(error) => (State::Done, Some(error)),
                },
            };
            self.state = state;
            if let Some(error) = error {
                return Poll::Ready(Some(Err(error)));
            }
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
            .field("is_done", &matches!(self.state, State::Done))
            .finish_non_exhaustive()
    }
}
