//! What the generated client has no operation for: streams, bodies, other credentials.

use aitoearn_client::runtime::stream::EventStream;
use aitoearn_client::runtime::{
    self, Body, Bytes, Client, ClientBuilder, Credential, Error, KeyLocation, Operation,
    RequestBuilder, Secret, SecurityScheme,
};
use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll};
use wasm_bindgen::prelude::wasm_bindgen;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::api_key("key", KeyLocation::Cookie, "key")];
static EVENTS: Operation = Operation::new("events", "GET", "/events");
static ECHO: Operation = Operation::new("echo", "POST", "/echo");
static COOKIE: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("cookie", "GET", "/cookie")
};

fn client(base: &str) -> Result<Client, Error> {
    let key = Credential::Token(Secret::from("crumbs"));
    ClientBuilder::new(base, SCHEMES).credential(0, key).build()
}

/// Events that are read one by one.
#[wasm_bindgen]
pub struct Events(EventStream<u32>);

/// Asks for events.
#[wasm_bindgen]
pub async fn events(base: String) -> Result<Events, String> {
    let mut request = RequestBuilder::new(&EVENTS);
    request.path_literal("/events");
    let client = client(&base).map_err(|error| error.to_string())?;
    let answer = client.send_events_json::<u32, i64>(&EVENTS, request.finish());
    let answer = answer.await.map_err(|error| error.to_string())?;
    Ok(Events(answer.into_inner()))
}

#[wasm_bindgen]
impl Events {
    /// The data of the next event.
    pub async fn next(&mut self) -> Result<Option<u32>, String> {
        let event = self.0.try_next().await;
        let event = event.map_err(|error| error.to_string())?;
        Ok(event.map(|event| *event.data()))
    }
}

/// Pieces that are there at once.
struct Pieces(VecDeque<&'static str>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, runtime::transport::TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(|piece| Ok(piece.into())))
    }
}

/// Sends a stream and gives what came back.
#[wasm_bindgen]
pub async fn echo(base: String) -> Result<String, String> {
    let mut request = RequestBuilder::new(&ECHO);
    request.path_literal("/echo");
    let pieces = || Pieces(["in ", "pieces"].into());
    request.body_bytes("text/plain", Body::replayable(pieces));
    let client = client(&base).map_err(|error| error.to_string())?;
    let answer = client.send_text::<i64>(&ECHO, request.finish()).await;
    answer.map(runtime::Response::into_inner).map_err(source)
}

/// Sends a credential in a cookie.
#[wasm_bindgen]
pub async fn cookie(base: String) -> Result<String, String> {
    let mut request = RequestBuilder::new(&COOKIE);
    request.path_literal("/cookie");
    let client = client(&base).map_err(|error| error.to_string())?;
    let answer = client.send_text::<i64>(&COOKIE, request.finish()).await;
    answer.map(runtime::Response::into_inner).map_err(source)
}

fn source(error: Error) -> String {
    let source = std::error::Error::source(&error);
    source.map_or_else(|| error.to_string(), ToString::to_string)
}
