//! Calls whose answers are read as they come.

use super::exchange::{IsStream, Received};
use super::future::Decode;
use super::{Client, ResponseFuture};
use crate::error::{Code, DecodeFailure, Error, Inner};
use crate::stream::{EventData, EventStream, JsonStream};
use crate::{Body, Operation, Request, media};
use http::header::{ACCEPT, HeaderValue};
use serde::de::DeserializeOwned;

impl Client {
    /// Sends a request; the answer is a stream of events with JSON data.
    pub fn send_events_json<T: DeserializeOwned, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<T, C>, C> {
        self.stream(
            operation,
            request,
            Some(EVENTS),
            media::may_be_events,
            |operation, received| {
                events(operation, received).map(|received| received.map(EventStream::json))
            },
        )
    }

    /// Sends a request; the answer is a stream of events with text.
    pub fn send_events_text<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<String, C>, C> {
        self.stream(
            operation,
            request,
            Some(EVENTS),
            media::may_be_events,
            |operation, received| {
                events(operation, received).map(|received| received.map(EventStream::text))
            },
        )
    }

    /// Sends a request; the answer is a stream of events whose data depend on their names.
    pub fn send_events<T: EventData, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<EventStream<T, C>, C> {
        self.stream(
            operation,
            request,
            Some(EVENTS),
            media::may_be_events,
            |operation, received| {
                events(operation, received).map(|received| received.map(EventStream::by_name))
            },
        )
    }

    /// Sends a request; the answer is a stream of JSON values, asked for as this media type.
    pub fn send_json_stream<T: DeserializeOwned, C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
        accept: &'static str,
    ) -> ResponseFuture<JsonStream<T, C>, C> {
        self.stream(
            operation,
            request,
            Some(accept),
            |_| true,
            |operation, received| {
                let received = received.successful(operation)?;
                Ok(received.map(JsonStream::new))
            },
        )
    }

    /// Sends a request; the answer is a body that is read as it comes.
    pub fn send_download<C: Code>(
        &self,
        operation: &'static Operation,
        request: Result<Request, Error>,
    ) -> ResponseFuture<Body, C> {
        self.stream(
            operation,
            request,
            None,
            |_| true,
            |operation, received| {
                let received = received.successful(operation)?;
                Ok(received.map(|received| received.coming.unwrap_or_default()))
            },
        )
    }

    fn stream<T, C: Code>(
        &self,
        operation: &'static Operation,
        mut request: Result<Request, Error>,
        accept: Option<&'static str>,
        is_stream: IsStream,
        decode: Decode<T>,
    ) -> ResponseFuture<T, C> {
        if let (Ok(request), Some(accept)) = (&mut request, accept) {
            if let Ok(accept) = HeaderValue::from_str(accept) {
                request.headers.insert(ACCEPT, accept);
            }
        }
        ResponseFuture::new(self.exchange(operation, request, Some(is_stream)), decode)
    }
}

const EVENTS: &str = "text/event-stream";

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
