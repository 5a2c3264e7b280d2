//! Bodies of requests on a real socket: whole, of known and unknown length, once and again.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::{TransportError, TransportErrorKind};
use clientwright_runtime::{Body, Bytes, Client, ClientBuilder, Error, ErrorKind, Operation};
use clientwright_runtime::{RequestBuilder, http};
use common::{Recorded, Served};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll};

static UPLOAD: Operation = Operation::new("upload", "POST", "/upload");

/// Pieces of zeros.
struct Zeros {
    pieces: usize,
    piece: Bytes,
}

impl Zeros {
    fn new(pieces: usize, size: usize) -> Self {
        let piece = vec![0; size].into();
        Self { pieces, piece }
    }
}

impl Stream for Zeros {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.pieces == 0 {
            return Poll::Ready(None);
        }
        self.pieces -= 1;
        Poll::Ready(Some(Ok(self.piece.clone())))
    }
}

fn client(served: &Served) -> Client {
    let builder = ClientBuilder::new(&served.base, common::NO_SECURITY);
    builder.build::<i64>().unwrap()
}

async fn send(served: &Served, body: Body) -> Result<(), Error> {
    let mut request = RequestBuilder::new(&UPLOAD);
    request.path_literal("/upload");
    request.body_bytes("application/octet-stream", body);
    let answer = client(served).send_empty(&UPLOAD, request.finish());
    answer.into_value().await
}

fn header<'a>(seen: &'a Recorded, name: &str) -> Option<&'a str> {
    seen.headers.get(name).map(|value| value.to_str().unwrap())
}

#[tokio::test]
async fn a_known_length_is_said_and_an_unknown_one_is_chunked() {
    let served = common::serve(|_| common::status(200)).await;
    send(&served, "whole".into()).await.unwrap();
    let known = || Body::stream(Zeros::new(3, 1000)).with_length(3000);
    send(&served, known()).await.unwrap();
    send(&served, Body::stream(Zeros::new(3, 1000)))
        .await
        .unwrap();
    let seen = served.seen();
    let lengths: Vec<_> = seen
        .iter()
        .map(|seen| header(seen, "content-length"))
        .collect();
    assert_eq!(lengths, [Some("5"), Some("3000"), None]);
    let chunked = header(&seen[2], "transfer-encoding");
    assert_eq!(chunked, Some("chunked"));
    assert_eq!(seen[1].body, vec![0; 3000]);
    assert_eq!(seen[2].body, vec![0; 3000]);
}

#[tokio::test]
async fn a_wrong_length_is_an_error_that_says_so() {
    for (length, word) in [(2999, "more"), (3001, "fewer")] {
        let served = common::serve(|_| common::status(200)).await;
        let body = Body::stream(Zeros::new(3, 1000)).with_length(length);
        let error = send(&served, body).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{error:?}");
        assert!(error.to_string().contains(word), "{error}");
        assert!(!error.is_retryable());
    }
}

#[tokio::test]
async fn a_failure_of_the_body_fails_the_call_with_its_words() {
    struct Broken;
    impl Stream for Broken {
        type Item = Result<Bytes, TransportError>;
        fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let error = TransportError::new(TransportErrorKind::Other, "the disk is gone");
            Poll::Ready(Some(Err(error)))
        }
    }
    let served = common::serve(|_| common::status(200)).await;
    let error = send(&served, Body::stream(Broken)).await.unwrap_err();
    assert!(error.to_string().contains("the disk is gone"), "{error}");
}

#[tokio::test]
async fn a_redirect_sends_again_only_what_can_be_sent_again() {
    let to_end = |seen: &Recorded| match seen.path() {
        "/upload" => common::redirect(307, "/end"),
        _ => common::status(200),
    };
    let served = common::serve(to_end).await;
    send(&served, Body::replayable(|| Zeros::new(2, 10)))
        .await
        .unwrap();
    send(&served, "whole".into()).await.unwrap();
    let bodies: Vec<usize> = served.seen().iter().map(|seen| seen.body.len()).collect();
    assert_eq!(bodies, [20, 20, 5, 5]);

    let served = common::serve(to_end).await;
    let error = send(&served, Body::stream(Zeros::new(2, 10)))
        .await
        .unwrap_err();
    assert!(error.to_string().contains("only once"), "{error}");
    assert_eq!(served.seen().len(), 1);

    // A redirect that drops the body needs none.
    let served = common::serve(|seen| match seen.path() {
        "/upload" => common::redirect(303, "/end"),
        _ => common::status(200),
    });
    let served = served.await;
    send(&served, Body::stream(Zeros::new(2, 10)))
        .await
        .unwrap();
    assert_eq!(served.seen()[1].method, http::Method::GET);
}

#[tokio::test]
async fn bodies_tell_what_they_are() {
    let shown = |body: &Body| format!("{body:?}");
    assert_eq!(shown(&"ab".into()), "Body(whole, 2 bytes)");
    assert_eq!(shown(&Body::stream(Zeros::new(1, 1))), "Body(stream)");
    let replayable = Body::replayable(|| Zeros::new(2, 2)).with_length(4);
    assert_eq!(shown(&replayable), "Body(replayable stream, 4 bytes)");
    let mut again = replayable.try_clone().unwrap();
    for _ in 0..2 {
        assert_eq!(again.next().await.unwrap().unwrap(), "\0\0");
    }
    assert_eq!(again.len(), Some(0));
    assert!(again.next().await.is_none());
    assert!(again.try_clone().is_none(), "it has begun");
}
