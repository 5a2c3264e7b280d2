//! A small API by hand: what generated code would look like, and a client without a network.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "each test uses a part of it"
)]

mod server;
mod timer;

pub use server::{Recorded, Served, redirect, serve, status, text};
pub use timer::FakeTimer;

use clientwright_runtime::transport::{Body, TransportError, from_fn};
use clientwright_runtime::{
    self as runtime, Bytes, Client, ClientBuilder, Envelope, Operation, SecurityScheme, http,
};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

pub static NO_SECURITY: &[SecurityScheme] = &[];

pub static PLAIN: Operation = Operation {
    accept: "application/json",
    ..Operation::new("plain", "GET", "/plain")
};

pub static ENVELOPE: Envelope = Envelope {
    code: "code",
    success: 0,
    message: "message",
    data: "data",
    data_optional: false,
    request_id: Some("requestId"),
    timestamp: Some("timestamp"),
};

pub static WRAPPED: Operation = Operation {
    accept: "application/json",
    envelope: Some(&ENVELOPE),
    ..Operation::new("wrapped", "GET", "/wrapped")
};

pub fn client() -> ClientBuilder {
    ClientBuilder::new("http://api.test/base/", NO_SECURITY)
}

/// A client whose service gives this answer to everything.
pub fn answering(status: u16, body: impl Into<Bytes>) -> Client {
    let body = body.into();
    let transport = from_fn(move |_| Ok(response(status, body.clone())));
    client().transport(transport).build::<i64>().unwrap()
}

pub fn response(status: u16, body: impl Into<Body>) -> http::Response<Body> {
    http::Response::builder()
        .status(status)
        .body(body.into())
        .unwrap()
}

/// A client whose service gives these answers, one after the other; and the requests' paths.
pub fn script(answers: Vec<String>) -> (Client, Arc<Mutex<Vec<String>>>) {
    let asked = Arc::new(Mutex::new(Vec::new()));
    let log = asked.clone();
    let transport = from_fn(move |request: http::Request<Body>| {
        let mut log = log.lock().unwrap();
        log.push(request.uri().path_and_query().unwrap().to_string());
        match answers.get(log.len() - 1) {
            Some(answer) => Ok(response(200, answer.clone())),
            None => Err(TransportError::new(
                runtime::transport::TransportErrorKind::Other,
                "asked once too often",
            )),
        }
    });
    (client().transport(transport).build::<i64>().unwrap(), asked)
}

/// A body that comes in these pieces.
pub fn streamed(chunks: Vec<Result<Bytes, TransportError>>) -> Body {
    Body::stream(Chunks {
        pieces: chunks.into_iter(),
        stalls: false,
    })
}

/// Runs a future that needs no reactor.
pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

/// Pieces that are there at once.
pub fn chunks(pieces: &[&'static str]) -> Chunks {
    Chunks::new(pieces, false)
}

/// Pieces that are there at once, after which nothing comes, not even an end.
pub fn stalling(pieces: &[&'static str]) -> Chunks {
    Chunks::new(pieces, true)
}

pub struct Chunks {
    pieces: std::vec::IntoIter<Result<Bytes, TransportError>>,
    stalls: bool,
}

impl Chunks {
    fn new(pieces: &[&'static str], stalls: bool) -> Self {
        let pieces: Vec<_> = pieces.iter().map(|piece| Ok(Bytes::from(*piece))).collect();
        Self {
            pieces: pieces.into_iter(),
            stalls,
        }
    }
}

impl futures_core::Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.pieces.next() {
            Some(piece) => Poll::Ready(Some(piece)),
            None if self.stalls => Poll::Pending,
            None => Poll::Ready(None),
        }
    }
}
