//! Servers that stall, cut, flood, lie and lead astray: bounded memory, a clear error, no hang, and
//! no credential that gets away.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{
    Client, ClientBuilder, Credential, Error, ErrorKind, KeyLocation, Operation, RequestBuilder,
    RetryPolicy, Secret, SecurityScheme,
};
use std::error::Error as StdError;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("query", KeyLocation::Query, "key"),
    SecurityScheme::api_key("header", KeyLocation::Header, "X-Api-Key"),
];

static GET: Operation = Operation {
    security: &[&[(0, &[]), (1, &[])]],
    ..Operation::new("get", "GET", "/things")
};

/// A gibibyte.
const MUCH: u64 = 1 << 30;

/// What a client may have taken of a flood before it gives up: its limit and the buffers of two
/// sockets.
const LITTLE: u64 = 32 << 20;

/// Serves each connection by a function, which gets it after a request was read.
async fn serve<F, S>(serve: F) -> String
where
    F: Fn(TcpStream, usize) -> S + Send + Sync + 'static,
    S: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        for connection in 1.. {
            let (mut socket, _) = listener.accept().await.unwrap();
            if read_request(&mut socket).await {
                tokio::spawn(serve(socket, connection));
            }
        }
    });
    base
}

async fn read_request(socket: &mut TcpStream) -> bool {
    let mut seen = Vec::new();
    while !seen.ends_with(b"\r\n\r\n") {
        match socket.read_u8().await {
            Ok(byte) => seen.push(byte),
            Err(_) => return false,
        }
    }
    true
}

fn builder(base: &str) -> ClientBuilder {
    let key = || Credential::Token(Secret::from("s3cret"));
    ClientBuilder::new(base, SCHEMES)
        .credential(0, key())
        .credential(1, key())
        .retry(RetryPolicy::never())
}

async fn call(client: &Client) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/things");
    let answer = client.send_text(&GET, request.finish());
    // Far more than any of these tests takes: a hang is a failure, and not the end of the tests.
    let answer = tokio::time::timeout(Duration::from_secs(60), answer.into_value());
    answer.await.unwrap()
}

async fn error_of(builder: ClientBuilder, kind: ErrorKind) -> String {
    let client = builder.build::<i64>().unwrap();
    let error = call(&client).await.unwrap_err();
    assert_eq!(error.kind(), kind, "{error:?}");
    let mut text = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(&format!(": {error}"));
        source = error.source();
    }
    assert!(!text.contains("s3cret"), "{text}");
    text
}

#[tokio::test]
async fn a_thousand_calls_at_once() {
    let served = common::serve(|seen| common::text(200, seen.path())).await;
    // Some machines allow a process fewer sockets than both sides need.
    let patient = RetryPolicy::new().max_attempts(50);
    let client = builder(&served.base).retry(patient).retry_budget(100_000);
    let client = client.build::<i64>().unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { call(&client).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "/things");
    }
    assert_eq!(served.seen().len(), 1000);
}

#[tokio::test]
async fn one_that_stalls_at_any_point() {
    for head in [
        "",
        "HTTP/1.1 20",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nabc",
        "HTTP/1.1 302 Found\r\nlocation: /things\r\ncontent-length: 9\r\n\r\nabc",
    ] {
        let base = serve(move |mut socket, _| async move {
            socket.write_all(head.as_bytes()).await.unwrap();
            std::future::pending::<()>().await;
        });
        let builder = builder(&base.await);
        if head.contains("302") {
            // The redirect is followed without waiting for what belongs to it.
            error_of(builder, ErrorKind::Transport).await;
        } else {
            let builder = builder.timeout(Duration::from_millis(200));
            error_of(builder, ErrorKind::Timeout).await;
        }
    }
}

#[tokio::test]
async fn one_that_drips_for_ever() {
    let base = serve(|mut socket, _| async move {
        let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
        let _ = socket.write_all(head).await;
        while socket.write_all(b"1\r\nx\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    });
    let builder = builder(&base.await).timeout(Duration::from_millis(200));
    error_of(builder, ErrorKind::Timeout).await;
}

#[tokio::test]
async fn one_that_goes_silent_within_a_body() {
    let base = serve(|mut socket, _| async move {
        let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc";
        let _ = socket.write_all(head).await;
        std::future::pending::<()>().await;
    });
    let builder = builder(&base.await).read_timeout(Duration::from_millis(100));
    let text = error_of(builder, ErrorKind::Timeout).await;
    assert!(text.contains("nothing came for 100ms"), "{text}");
}

/// A server that answers with this head and a gibibyte, and how much of it was taken.
async fn flood(head: &'static str) -> (String, Arc<AtomicU64>) {
    let taken = Arc::new(AtomicU64::new(0));
    let log = taken.clone();
    let base = serve(move |mut socket, _| {
        let log = log.clone();
        async move {
            let _ = socket.write_all(head.as_bytes()).await;
            // A chunk, or as many bytes where there are no chunks.
            let mut chunk = b"10000\r\n".to_vec();
            chunk.resize(chunk.len() + 0x10000, b'x');
            chunk.extend_from_slice(b"\r\n");
            while log.load(Ordering::SeqCst) < MUCH {
                let Ok(length) = socket.write(&chunk).await else {
                    return;
                };
                chunk.rotate_left(length);
                log.fetch_add(length as u64, Ordering::SeqCst);
            }
        }
    });
    (base.await, taken)
}

#[tokio::test]
async fn one_that_floods() {
    for head in [
        "HTTP/1.1 200 OK\r\ncontent-length: 1073741824\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n",
    ] {
        let (base, taken) = flood(head).await;
        let text = error_of(builder(&base).body_limit(1 << 20), ErrorKind::TooLarge).await;
        assert!(text.contains("larger than 1048576 bytes"), "{text}");
        assert!(taken.load(Ordering::SeqCst) < LITTLE, "{head}");
    }
}

#[tokio::test]
async fn one_that_floods_heads() {
    let many: String = (0..100_000).map(|at| format!("x-{at}: {at}\r\n")).collect();
    let heads = [
        format!("HTTP/1.1 200 OK\r\n{many}content-length: 0\r\n\r\n"),
        format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(16 << 20)),
        format!("HTTP/1.1 200 {}\r\n\r\n", "y".repeat(16 << 20)),
    ];
    for head in heads {
        let head = Arc::new(head);
        let base = serve(move |mut socket, _| {
            let head = head.clone();
            async move {
                let _ = socket.write_all(head.as_bytes()).await;
            }
        });
        let text = error_of(builder(&base.await), ErrorKind::Transport).await;
        assert!(text.contains("the answer is no legal HTTP"), "{text}");
        assert!(text.len() < 2000, "nothing of the flood is in the error");
    }
}

#[tokio::test]
async fn one_that_floods_the_end_of_a_redirect() {
    let (base, taken) =
        flood("HTTP/1.1 302 Found\r\nlocation: /things\r\ntransfer-encoding: chunked\r\n\r\n")
            .await;
    error_of(builder(&base), ErrorKind::Transport).await;
    assert!(taken.load(Ordering::SeqCst) < 11 * LITTLE);
}

#[tokio::test]
async fn one_that_lies_about_lengths() {
    for (answer, kind) in [
        ("content-length: 9\r\n\r\nabc", ErrorKind::Interrupted),
        ("content-length: -1\r\n\r\nabc", ErrorKind::Transport),
        (
            "content-length: 3\r\ncontent-length: 4\r\n\r\nabc",
            ErrorKind::Transport,
        ),
        (
            "content-length: 99999999999999999999\r\n\r\nabc",
            ErrorKind::Transport,
        ),
        (
            "transfer-encoding: chunked\r\n\r\nzz\r\nabc\r\n",
            ErrorKind::Interrupted,
        ),
        (
            "transfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\nabc",
            ErrorKind::Interrupted,
        ),
    ] {
        let answer = format!("HTTP/1.1 200 OK\r\n{answer}");
        let base = serve(move |mut socket, _| {
            let answer = answer.clone();
            async move { socket.write_all(answer.as_bytes()).await.unwrap() }
        });
        error_of(builder(&base.await), kind).await;
    }
}

#[tokio::test]
async fn one_that_forges_the_answer_to_the_next_call() {
    let base = serve(|mut socket, connection| async move {
        let own = format!("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\n{connection}");
        let forged = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nforged";
        let _ = socket.write_all(format!("{own}{forged}").as_bytes()).await;
        std::future::pending::<()>().await;
    });
    let client = builder(&base.await).build::<i64>().unwrap();
    for expected in ["1", "2", "3"] {
        assert_eq!(call(&client).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn one_that_writes_no_utf_8() {
    let base = serve(|mut socket, _| async move {
        let answer = b"HTTP/1.1 200 OK\r\nx-note: \xff\xfe\r\ncontent-length: 3\r\n\r\n\"\xff\"";
        socket.write_all(answer).await.unwrap();
    });
    let client = builder(&base.await).build::<i64>().unwrap();
    assert_eq!(call(&client).await.unwrap(), "\"\u{fffd}\"");
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/things");
    let answer = client.send_json::<String, i64>(&GET, request.finish());
    let error = answer.await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.headers().unwrap()["x-note"].as_bytes(), b"\xff\xfe");
    let _ = format!("{error} {error:?}");
}

#[tokio::test]
async fn one_that_leads_to_another_host_and_back() {
    let stranger = common::serve(|_| common::text(200, "mine now")).await;
    let elsewhere = format!("{}/collect?key=s3cret", stranger.base);
    let home = common::serve(move |_| common::redirect(307, &elsewhere)).await;
    let client = builder(&home.base).build::<i64>().unwrap();
    assert_eq!(call(&client).await.unwrap(), "mine now");
    let seen = format!("{:?}", stranger.seen());
    assert!(!seen.contains("s3cret"), "{seen}");
}

#[tokio::test]
async fn one_that_is_down_for_good_is_left_alone_soon() {
    let connections = Arc::new(AtomicUsize::new(0));
    let log = connections.clone();
    let base = serve(move |_, _| {
        log.fetch_add(1, Ordering::SeqCst);
        async {}
    });
    let client = builder(&base.await)
        .retry(RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO))
        .retry_budget(50);
    let client = client.build::<i64>().unwrap();
    for _ in 0..100 {
        assert_eq!(
            call(&client).await.unwrap_err().kind(),
            ErrorKind::Interrupted
        );
    }
    assert_eq!(
        connections.load(Ordering::SeqCst),
        110,
        "ten retries in all"
    );
}
