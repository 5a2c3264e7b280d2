//! A small API by hand: what generated code would look like, and a client without a network.

#![allow(
    dead_code,
    unused_imports,
    missing_docs,
    reason = "each test uses a part of it"
)]

mod server;

pub use server::{Recorded, Served, redirect, serve, status, text};

use clientwright_runtime::transport::{Body, TransportError, from_fn};
use clientwright_runtime::{
    self as runtime, Bytes, Client, ClientBuilder, Envelope, Operation, SecurityScheme, http,
};
use std::future::Future;
use std::sync::{Arc, Mutex};

pub static NO_SECURITY: &[SecurityScheme] = &[];

pub static PLAIN: Operation = Operation {
    id: "plain",
    method: "GET",
    path: "/plain",
    accept: "application/json",
    server: None,
    security: &[],
    envelope: None,
    xml: &[],
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
    id: "wrapped",
    method: "GET",
    path: "/wrapped",
    accept: "application/json",
    server: None,
    security: &[],
    envelope: Some(&ENVELOPE),
    xml: &[],
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

/// Runs a future that needs no reactor.
pub fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}
