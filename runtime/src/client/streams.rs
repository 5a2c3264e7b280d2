//! Calls whose answers are read as they come.

use super::exchange::{Exchange, IsStream, Received};
use super::{Client, ResponseFuture};
use crate::error::{Code, DecodeFailure, Error, Inner};
use crate::send::BoxFuture;
use crate::stream::{EventData, EventStream, JsonStream};
use crate::{Body, Operation, Request, media};
use http::header::{ACCEPT, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use std::time::Duration;

impl Client {
    /// Sends a request; the answer is a stream of events with JSON data.
    pub fn send_events_json<T: DeserializeOwned, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<T, C>, C> {
        let exchange = self.listen(operation, request);
        ResponseFuture::new(exchange, |_, received| Ok(received.map(EventStream::json)))
    }

    /// Sends a request; the answer is a stream of events with text.
    pub fn send_events_text<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<String, C>, C> {
        let exchange = self.listen(operation, request);
        ResponseFuture::new(exchange, |_, received| Ok(received.map(EventStream::text)))
    }

    /// Sends a request; the answer is a stream of events whose data depend on their names.
    pub fn send_events<T: EventData, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<T, C>, C> {
        let exchange = self.listen(operation, request);
        ResponseFuture::new(exchange, |_, received| {
            Ok(received.map(EventStream::by_name))
        })
    }

    /// Sends a request; the answer is a stream of JSON values, asked for as this media type.
    pub fn send_json_stream<T: DeserializeOwned, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
        accept: &'static str,
    ) -> ResponseFuture<JsonStream<T, C>, C> {
        let exchange = self.exchange(operation, accepting(request, accept), Some(|_| true));
        ResponseFuture::new(exchange, |operation, received| {
            let received = received.successful(operation)?;
            Ok(received.map(JsonStream::new))
        })
    }

    /// Sends a request; the answer is a body that is read as it comes.
    pub fn send_download<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<Body, C> {
        let exchange = self.exchange(operation, request, Some(|_| true));
        ResponseFuture::new(exchange, |operation, received| {
            let received = received.successful(operation)?;
            Ok(received.map(|received| received.coming.unwrap_or_default()))
        })
    }

    /// A call whose answer is a stream of events.
    fn listen(&self, operation: &'static Operation, request: Result<Request, Error>) -> Exchange {
        let request = accepting(request, EVENTS);
        let again = request.as_ref().ok().and_then(Request::try_clone);
        let again = again.map(|request| Again {
            client: self.clone(),
            operation,
            request,
        });
        let exchange = self.exchange(operation, request, Some(media::may_be_events));
        Exchange::new(operation, async move {
            let received = events(operation, exchange.received().await?)?;
            Ok(Received { again, ..received })
        })
    }
}

/// A stream of events that can be asked for again.
pub(crate) struct Again {
    client: Client,
    operation: &'static Operation,
    request: Request,
}

impl Again {
    /// Done after this long.
    pub(crate) fn wait(&self, time: Duration) -> BoxFuture<'static, ()> {
        self.client.core.timer.sleep(time)
    }

    /// Asks for what follows the event of this id.
    pub(crate) fn connect(
        &self,
        id: Option<&str>,
    ) -> Option<BoxFuture<'static, Result<Received, Error>>> {
        let mut request = self.request.try_clone()?;
        if let Some(Ok(id)) = id.map(|id| HeaderValue::from_bytes(id.as_bytes())) {
            request.headers.insert(LAST_EVENT_ID, id);
        }
        let operation = self.operation;
        let is_stream = Some(media::may_be_events as IsStream);
        let exchange = self.client.exchange(operation, Ok(request), is_stream);
        Some(Box::pin(async move {
            events(operation, exchange.received().await?)
        }))
    }
}

const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

const EVENTS: &str = "text/event-stream";

/// The request, asking for this media type.
fn accepting(mut request: Result<Request, Error>, accept: &'static str) -> Result<Request, Error> {
    if let (Ok(request), Ok(accept)) = (&mut request, HeaderValue::from_str(accept)) {
        request.headers.insert(ACCEPT, accept);
    }
    request
}

/// An answer of events. One with another body is none, however its status is.
fn events(operation: &Operation, received: Received) -> Result<Received, Error> {
    let received = received.successful(operation)?;
    let response = received.response;
    match media::essence(response.headers()) {
        Some(essence) if received.coming.is_none() && !response.body().is_empty() => {
            let failure = DecodeFailure::of_another_type(&essence, EVENTS, response.body());
            Err(Error::new(Inner::Decode { failure, response }))
        }
        _ => Ok(Received {
            response,
            ..received
        }),
    }
}
