//! Answers that are read as they come.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::stream::{Event, EventData, EventStream, JsonStream};
use clientwright_runtime::transport::{Body, TransportError, TransportErrorKind, from_fn};
use clientwright_runtime::{
    Client, ClientBuilder, DecodeFailure, Error, ErrorKind, RequestBuilder, Response, RetryPolicy,
    http,
};
use common::{FakeTimer, NO_SECURITY, PLAIN, block_on, client, response, streamed};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A client whose service answers with these chunks.
fn answering(content_type: &'static str, chunks: &'static [&'static str]) -> Client {
    let transport = from_fn(move |request: http::Request<Body>| {
        let answer = http::Response::builder().header("content-type", content_type);
        let answer = answer.header("x-accept", request.headers()["accept"].clone());
        let chunks = chunks.iter().map(|chunk| Ok((*chunk).into()));
        Ok(answer.body(streamed(chunks.collect())).unwrap())
    });
    client().transport(transport).build::<i64>().unwrap()
}

async fn numbers(client: &Client) -> Result<EventStream<u64>, Error> {
    let request = RequestBuilder::new(&PLAIN).finish();
    client.send_events_json(&PLAIN, request).into_value().await
}

async fn lines(client: &Client) -> Result<Response<JsonStream<u64>>, Error> {
    let request = RequestBuilder::new(&PLAIN).finish();
    client
        .send_json_stream(&PLAIN, request, "application/x-ndjson")
        .await
}

#[test]
fn events_come_one_by_one_until_the_service_says_done() {
    let chunks = &[
        "id: a\nda",
        "ta: 1\n\nevent: two\n",
        "data: 2\n\ndata: [DONE]\n\ndata: 3\n\n",
    ];
    block_on(async {
        let mut events = numbers(&answering("text/event-stream; charset=utf-8", chunks))
            .await
            .unwrap();
        let first = events.try_next().await.unwrap().unwrap();
        assert_eq!(
            (first.name(), first.id(), *first.data()),
            ("message", Some("a"), 1)
        );
        let second = events.try_next().await.unwrap().unwrap();
        assert_eq!((second.name(), *second.data()), ("two", 2));
        assert_eq!(events.last_event_id(), Some("a"));
        assert!(events.next().await.is_none());
        assert!(events.next().await.is_none());
    });
}

#[test]
fn a_misfit_is_an_error_of_its_own() {
    let chunks = &["data: 1\n\ndata: no\n\ndata: 3\n\n"];
    block_on(async {
        let mut events = numbers(&answering("text/event-stream", chunks))
            .await
            .unwrap();
        assert_eq!(*events.try_next().await.unwrap().unwrap().data(), 1);
        let error = events.try_next().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.response().unwrap().text(), "no");
        assert_eq!(error.headers().unwrap()["x-accept"], "text/event-stream");
        assert_eq!(*events.try_next().await.unwrap().unwrap().data(), 3);

        let lines = lines(&answering("application/x-ndjson", &["1\n\nno\n", "3"]))
            .await
            .unwrap();
        assert_eq!(lines.headers()["x-accept"], "application/x-ndjson");
        let lines = &mut lines.into_inner();
        assert_eq!(lines.try_next().await.unwrap(), Some(1));
        assert_eq!(
            lines
                .try_next()
                .await
                .unwrap_err()
                .response()
                .unwrap()
                .text(),
            "no"
        );
        assert_eq!(lines.try_next().await.unwrap(), Some(3));
        assert!(lines.next().await.is_none());
    });
}

#[derive(Debug, PartialEq)]
enum Notice {
    Created(u64),
    Unknown(Event<String>),
}

impl EventData for Notice {
    fn read(event: &Event<String>) -> Option<Result<Self, DecodeFailure>> {
        Some(match (event.name(), event.data().as_str()) {
            (_, "bye") => return None,
            ("created", _) => event.json().map(Self::Created),
            _ => Ok(Self::Unknown(event.clone())),
        })
    }
}

#[test]
fn events_are_read_by_name() {
    let chunks = &["event: created\ndata: 7\n\nevent: ping\ndata: x\n\ndata: bye\n\ndata: x\n\n"];
    block_on(async {
        let client = answering("text/event-stream", chunks);
        let request = RequestBuilder::new(&PLAIN).finish();
        let events = client.send_events::<Notice, i64>(&PLAIN, request);
        let mut events = events.into_value().await.unwrap();
        let first = events.try_next().await.unwrap().unwrap();
        assert_eq!(first.into_data(), Notice::Created(7));
        let second = events.try_next().await.unwrap().unwrap();
        assert!(matches!(second.data(), Notice::Unknown(event) if event.name() == "ping"));
        assert!(events.next().await.is_none());
    });
}

#[test]
fn a_json_text_sequence_is_cut_at_its_separators() {
    let chunks = &["\u{1e}1\n\u{1e}", "2", "\n"];
    let values = block_on(async {
        let lines = lines(&answering("application/geo+json-seq", chunks))
            .await
            .unwrap();
        lines.into_inner().try_collect().await.unwrap()
    });
    assert_eq!(values, [1, 2]);
}

#[test]
fn an_answer_of_another_kind_is_an_error_that_has_it() {
    block_on(async {
        let error = numbers(&answering("application/json", &["{\"choices\": []}"]))
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode);
        assert_eq!(error.response().unwrap().text(), "{\"choices\": []}");
        let text = error.to_string();
        assert!(
            text.contains("the body is `application/json`, not `text/event-stream`"),
            "{text}"
        );

        // A service that has nothing to say says so by an empty answer.
        let mut none = numbers(&common::answering(204, "")).await.unwrap();
        assert!(none.next().await.is_none());

        let error = numbers(&common::answering(429, "later")).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.response().unwrap().text(), "later");
        let request = RequestBuilder::new(&PLAIN).finish();
        let download = common::answering(404, "gone").send_download::<i64>(&PLAIN, request);
        assert_eq!(
            download.await.unwrap_err().response().unwrap().text(),
            "gone"
        );
    });
}

#[test]
fn an_item_without_an_end_is_given_up() {
    block_on(async {
        let endless = || {
            let transport = from_fn(|_| {
                let chunks = std::iter::repeat_n("data: 11111111", 1000).map(|one| Ok(one.into()));
                Ok(http::Response::new(streamed(chunks.collect())))
            });
            client()
                .transport(transport)
                .body_limit(1000)
                .build::<i64>()
                .unwrap()
        };
        let mut events = numbers(&endless()).await.unwrap();
        assert_eq!(
            events.next().await.unwrap().unwrap_err().kind(),
            ErrorKind::TooLarge
        );
        assert!(events.next().await.is_none());
        let mut lines = lines(&endless()).await.unwrap().into_inner();
        assert_eq!(
            lines.next().await.unwrap().unwrap_err().kind(),
            ErrorKind::TooLarge
        );
        assert!(lines.next().await.is_none());
    });
}

#[test]
fn a_broken_connection_is_an_error_and_then_the_end() {
    block_on(async {
        let transport = from_fn(|_| {
            let broken = TransportError::new(TransportErrorKind::Interrupted, "cut");
            let chunks = vec![Ok("data: 1\n\nda".into()), Err(broken)];
            Ok(http::Response::new(streamed(chunks)))
        });
        let client = client().transport(transport).build::<i64>().unwrap();
        let mut events = numbers(&client).await.unwrap();
        assert!(events.next().await.unwrap().is_ok());
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Interrupted);
        assert!(events.next().await.is_none());
    });
}

/// A server that writes events for as long as somebody listens; how many it wrote.
async fn endless() -> (String, tokio::task::JoinHandle<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let _ = socket.read(&mut [0; 4096]).await;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
        socket.write_all(head.as_bytes()).await.unwrap();
        let mut written = 0;
        while socket.write_all(b"data: 1\n\n").await.is_ok() {
            written += 1;
        }
        written
    });
    (base, server)
}

#[test]
fn a_stream_is_read_as_it_is_asked_for_and_ends_when_it_is_dropped() {
    block_on(async {
        let (base, server) = endless().await;
        let client = ClientBuilder::new(&base, NO_SECURITY)
            .build::<i64>()
            .unwrap();
        let mut events = numbers(&client).await.unwrap();
        for _ in 0..1000 {
            assert_eq!(*events.try_next().await.unwrap().unwrap().data(), 1);
        }
        drop(events);
        // Would never end if the connection stayed open.
        assert!(server.await.unwrap() >= 1000);
    });
}

#[test]
fn a_download_comes_in_chunks_with_its_length() {
    block_on(async {
        let served = common::serve(|_| common::text(206, &"x".repeat(1 << 20))).await;
        // The limit is one of what is kept, and nothing of a download is.
        let client = ClientBuilder::new(&served.base, NO_SECURITY).body_limit(10);
        let client = client.build::<i64>().unwrap();
        let request = RequestBuilder::new(&PLAIN).finish();
        let answer = client.send_download::<i64>(&PLAIN, request).await.unwrap();
        assert_eq!(answer.status(), 206);
        let mut body = answer.into_inner();
        assert_eq!(body.len(), Some(1 << 20));
        let mut length = 0;
        while let Some(chunk) = body.next().await {
            length += chunk.unwrap().len();
        }
        assert_eq!(length, 1 << 20);
    });
}

/// A client whose service answers each request with the next of these, and what it was asked by.
fn talking(answers: Vec<http::Response<Body>>) -> (Client, Asked, FakeTimer) {
    let (asked, timer) = (Asked::default(), FakeTimer::new());
    let (log, answers) = (asked.clone(), Mutex::new(answers.into_iter()));
    let transport = from_fn(move |request: http::Request<Body>| {
        let id = request.headers().get("last-event-id");
        let id = id.map(|id| id.to_str().unwrap().to_owned());
        log.lock().unwrap().push(id);
        let broken = || TransportError::new(TransportErrorKind::Connect, "nobody there");
        answers.lock().unwrap().next().ok_or_else(broken)
    });
    let client = client().transport(transport).timer(timer.clone());
    let client = client.retry(RetryPolicy::never());
    (client.build::<i64>().unwrap(), asked, timer)
}

type Asked = Arc<Mutex<Vec<Option<String>>>>;

fn saying(text: &'static str) -> http::Response<Body> {
    let answer = http::Response::builder().header("content-type", "text/event-stream");
    answer.body(streamed(vec![Ok(text.into())])).unwrap()
}

async fn all(mut events: EventStream<u64>) -> (Vec<u64>, Option<Error>) {
    let mut data = Vec::new();
    loop {
        match events.try_next().await {
            Ok(Some(event)) => data.push(event.into_data()),
            Ok(None) => return (data, None),
            Err(error) => return (data, Some(error)),
        }
    }
}

#[test]
fn a_stream_that_ends_goes_on_after_its_last_event() {
    let (client, asked, timer) = talking(vec![
        saying("data: 1\n\n"),
        saying("retry: 100\nid: a\ndata: 2\n\nid: b\ndata: not yet"),
        saying("data: 3\n\n"),
        response(204, ""),
    ]);
    let (data, error) = block_on(async { all(numbers(&client).await.unwrap().reconnect(5)).await });
    assert_eq!((data, error.is_none()), (vec![1, 2, 3], true));
    let id = |id: &str| Some(id.to_owned());
    assert_eq!(*asked.lock().unwrap(), [None, None, id("a"), id("a")]);
    assert_eq!(timer.waits(), [3000, 100, 100]);
}

#[test]
fn connecting_again_has_an_end() {
    // Nobody is there any more: each wait is twice as long.
    let (client, asked, timer) = talking(vec![saying("retry: 100\ndata: 1\n\n")]);
    let (data, error) = block_on(async { all(numbers(&client).await.unwrap().reconnect(3)).await });
    assert_eq!((data, error.unwrap().kind()), (vec![1], ErrorKind::Connect));
    assert_eq!(
        (asked.lock().unwrap().len(), timer.waits()),
        (4, vec![100, 200, 400])
    );

    // A refusal is the last word, and so is the mark of the end.
    let (client, asked, _) = talking(vec![saying("data: 1\n\n"), response(403, "go away")]);
    let (data, error) = block_on(async { all(numbers(&client).await.unwrap().reconnect(3)).await });
    assert_eq!(
        (data, error.unwrap().status().unwrap().as_u16()),
        (vec![1], 403)
    );
    assert_eq!(asked.lock().unwrap().len(), 2);
    let (client, asked, _) = talking(vec![saying("data: 1\n\ndata: [DONE]\n\n")]);
    let (data, error) = block_on(async { all(numbers(&client).await.unwrap().reconnect(3)).await });
    assert_eq!((data, error.is_none()), (vec![1], true));
    assert_eq!(asked.lock().unwrap().len(), 1);

    // Nobody asked to connect again.
    let (client, asked, _) = talking(vec![saying("data: 1\n\n")]);
    let (data, error) = block_on(async { all(numbers(&client).await.unwrap()).await });
    assert_eq!(
        (data, error.is_none(), asked.lock().unwrap().len()),
        (vec![1], true, 1)
    );
}

#[test]
fn a_stream_outlives_the_time_of_its_call() {
    block_on(async {
        let (base, server) = endless().await;
        let client = ClientBuilder::new(&base, NO_SECURITY);
        let client = client
            .timeout(Duration::from_millis(200))
            .build::<i64>()
            .unwrap();
        let mut events = numbers(&client).await.unwrap();
        tokio::time::sleep(Duration::from_millis(400)).await;
        for _ in 0..100_000 {
            assert_eq!(*events.try_next().await.unwrap().unwrap().data(), 1);
        }
        drop(events);
        assert!(server.await.unwrap() >= 100_000);
    });
}
