//! What can go wrong on the way, with real sockets on this machine.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::{Body, TransportError, TransportErrorKind, from_fn};
use clientwright_runtime::{
    Client, ClientBuilder, Credential, Error, ErrorKind, KeyLocation, Operation, RequestBuilder,
    RetryPolicy, Secret, SecurityScheme, http,
};
use common::{PLAIN, block_on, response};
use std::error::Error as StdError;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::api_key("query", KeyLocation::Query, "key")];

static KEYED: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("keyed", "GET", "/keyed")
};

fn builder(base: &str) -> ClientBuilder {
    ClientBuilder::new(base, SCHEMES)
        .credential(0, Credential::Token(Secret::from("s3cret")))
        // One attempt: each test says what comes of one.
        .retry(RetryPolicy::never())
}

async fn call(client: Client) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&KEYED);
    request.path_literal("/keyed");
    client
        .send_text(&KEYED, request.finish())
        .into_value()
        .await
}

/// A server that reads a request, writes this and then closes or waits.
async fn serve(answer: &'static str, wait: bool) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            tokio::spawn(async move {
                let mut buffer = [0; 4096];
                let _ = socket.read(&mut buffer).await;
                let _ = socket.write_all(answer.as_bytes()).await;
                if wait {
                    tokio::time::sleep(Duration::from_secs(5)).await;
                }
            });
        }
    });
    base
}

fn assert_error(error: &Error, kind: ErrorKind) {
    assert_eq!(error.kind(), kind, "{error:?}");
    assert!(error.is_retryable());
    assert!(error.source().is_some());
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&error.to_string());
        source = error.source();
    }
    assert!(!text.contains("s3cret"), "{text}");
    assert!(error.to_string().contains("http://127.0.0.1:"), "{error}");
}

#[tokio::test]
async fn no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = call(builder(&base).build::<i64>().unwrap())
        .await
        .unwrap_err();
    assert_error(&error, ErrorKind::Connect);
}

#[tokio::test]
async fn no_connection_in_time() {
    // A server that takes no more connections, and does not refuse them either.
    let socket = tokio::net::TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    loop {
        let connect = tokio::net::TcpStream::connect(address);
        match tokio::time::timeout(Duration::from_millis(500), connect).await {
            Ok(stream) => waiting.push(stream.unwrap()),
            Err(_) => break,
        }
    }
    let client = builder(&format!("http://{address}")).connect_timeout(Duration::from_millis(50));
    let error = call(client.build::<i64>().unwrap()).await.unwrap_err();
    assert_error(&error, ErrorKind::Connect);
}

#[tokio::test]
async fn too_slow_before_and_within_the_body() {
    for answer in ["", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"] {
        let base = serve(answer, true).await;
        let client = builder(&base).timeout(Duration::from_millis(300));
        let error = call(client.build::<i64>().unwrap()).await.unwrap_err();
        assert_error(&error, ErrorKind::Timeout);
    }
}

#[tokio::test]
async fn cut_off() {
    for answer in [
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc",
    ] {
        let base = serve(answer, false).await;
        let error = call(builder(&base).build::<i64>().unwrap())
            .await
            .unwrap_err();
        assert_error(&error, ErrorKind::Interrupted);
    }
}

#[tokio::test]
async fn an_own_configuration_is_used() {
    let base = serve("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok", false).await;
    let http = clientwright_runtime::reqwest::Client::builder().no_proxy();
    let client = builder(&base).http(http).build::<i64>().unwrap();
    assert_eq!(call(client).await.unwrap(), "ok");
}

#[test]
fn bodies_are_bounded() {
    let limited = |body: fn() -> Body| {
        let transport = from_fn(move |_| Ok(response(200, body())));
        builder("http://a.test")
            .transport(transport)
            .body_limit(5)
            .build::<i64>()
            .unwrap()
    };
    assert_eq!(block_on(call(limited(|| "12345".into()))).unwrap(), "12345");
    let error = block_on(call(limited(|| "123456".into()))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
    assert!(error.to_string().contains("5 bytes"));
}

#[test]
fn a_transport_may_fail_in_its_own_words() {
    let transport = from_fn(|request: http::Request<Body>| {
        let deadline = request
            .extensions()
            .get::<clientwright_runtime::transport::Deadline>();
        assert!(deadline.is_some());
        Err(TransportError::new(
            TransportErrorKind::Other,
            "out of carrier pigeons",
        ))
    });
    let client = builder("http://a.test")
        .transport(transport)
        .build::<i64>()
        .unwrap();
    let error = block_on(call(client)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request failed: out of carrier pigeons (http://a.test/keyed)"
    );
    assert!(!error.is_retryable());
}

#[test]
fn raw_calls_never_fail_on_a_status() {
    let client = common::answering(503, "busy");
    let answer =
        block_on(client.send_raw::<i64>(&PLAIN, RequestBuilder::new(&PLAIN).finish())).unwrap();
    assert_eq!((answer.status().as_u16(), &*answer.text()), (503, "busy"));
}

#[test]
fn retry_after_and_headers_are_reachable() {
    let transport = from_fn(|_| {
        let answer = http::Response::builder().status(429);
        let answer = answer
            .header("retry-after", "7")
            .header("x-request-id", "r7");
        Ok(answer.body(Body::from("slow down")).unwrap())
    });
    let client = builder("http://a.test")
        .transport(transport)
        .build::<i64>()
        .unwrap();
    let error = block_on(call(client)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.request_id(), Some("r7"));
    assert_eq!(error.headers().unwrap()["retry-after"], "7");
    assert_eq!(error.response().unwrap().body(), "slow down");
    assert!(error.is_retryable());
}

#[test]
fn everything_is_send() {
    fn send<T: Send + 'static>(_: &T) {}
    fn send_and_sync<T: Send + Sync + 'static>() {}
    send_and_sync::<Client>();
    send_and_sync::<Body>();
    send_and_sync::<Error>();
    let client = common::answering(200, "1");
    let request = || RequestBuilder::new(&PLAIN).finish();
    send(&client.send_json::<u64, i64>(&PLAIN, request()));
    send(&client.send_raw::<i64>(&PLAIN, request()));
}

#[test]
fn debug_shows_no_session() {
    let transport = from_fn(|_| {
        let answer = http::Response::builder().header("set-cookie", "session=s3cret");
        let answer = answer
            .header("location", "/?key=s3cret")
            .header("x-request-id", "r7");
        Ok(answer.body(Body::from("7")).unwrap())
    });
    let client = builder("http://a.test")
        .transport(transport)
        .build::<i64>()
        .unwrap();
    let request = || RequestBuilder::new(&PLAIN).finish();
    let answer = block_on(client.send_json::<u64, i64>(&PLAIN, request())).unwrap();
    let raw = block_on(client.send_raw::<i64>(&PLAIN, request())).unwrap();
    let error = block_on(client.send_json::<bool, i64>(&PLAIN, request())).unwrap_err();
    let shown = format!("{answer:?} {raw:?} {error:?}");
    assert!(shown.contains("r7") && !shown.contains("s3cret"), "{shown}");
}
