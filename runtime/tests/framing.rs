//! Headers that say how a message goes over its connection.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use clientwright_runtime::{
    Body, CallOptions, Client, ClientBuilder, Error, Operation, RequestBuilder, Style,
};
use common::{Recorded, Served, redirect, serve, text};

static POST: Operation = Operation::new("post", "POST", "/things");
static GET: Operation = Operation::new("get", "GET", "/things");

async fn echo() -> (Served, Client) {
    let served = serve(|_| text(200, "yes")).await;
    let client = ClientBuilder::new(&served.base, &[]).build::<i64>();
    (served, client.unwrap())
}

async fn call(
    client: &Client,
    operation: &'static Operation,
    header: (&str, &str),
    body: Body,
) -> Result<String, Error> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/things");
    if !header.0.is_empty() {
        request.header(header.0, header.1, Style::SIMPLE);
    }
    request.body_bytes("text/plain", body);
    let answer = client.send_text(operation, request.finish());
    answer.into_value().await
}

fn last(served: &Served) -> Recorded {
    served.seen().last().unwrap().clone()
}

#[tokio::test]
async fn a_length_that_is_given_is_that_of_the_body() {
    let (served, client) = echo().await;
    for (length, body) in [("0", Body::empty()), ("4", Body::from("a,b\n"))] {
        let header = ("Content-Length", length);
        call(&client, &POST, header, body).await.unwrap();
        assert_eq!(last(&served).headers[CONTENT_LENGTH], length);
    }
    // Of a stream only the caller may know it.
    let streamed = || Body::stream(common::chunks(&["a,", "b\n"]));
    call(&client, &POST, ("content-length", "4"), streamed())
        .await
        .unwrap();
    let seen = last(&served);
    assert_eq!(
        (&seen.headers[CONTENT_LENGTH], &*seen.body),
        (&"4".parse().unwrap(), &b"a,b\n"[..])
    );
    assert!(!seen.headers.contains_key(TRANSFER_ENCODING));

    let before = served.seen().len();
    for (length, body) in [
        ("5", Body::from("a,b\n")),
        ("3", Body::from("a,b\n")),
        ("5", Body::empty()),
        ("4", streamed().with_length(5)),
        ("four", streamed()),
        ("-1", streamed()),
    ] {
        let error = call(&client, &POST, ("Content-Length", length), body).await;
        let error = error.unwrap_err();
        assert_eq!(
            error.argument(),
            Some("content-length"),
            "{length}: {error}"
        );
    }
    let options = CallOptions::new().header("Content-Length", "9");
    let error = call(&client.with(options), &POST, ("", ""), Body::empty()).await;
    assert_eq!(error.unwrap_err().argument(), Some("content-length"));
    assert_eq!(served.seen().len(), before, "nothing of it was sent");
}

#[tokio::test]
async fn how_a_body_is_transferred_is_for_the_connection() {
    let (served, client) = echo().await;
    let chunked = ("Transfer-Encoding", "Chunked");
    call(&client, &POST, chunked, Body::from("a,b\n"))
        .await
        .unwrap();
    let seen = last(&served);
    assert_eq!(seen.headers[CONTENT_LENGTH], "4");
    assert!(!seen.headers.contains_key(TRANSFER_ENCODING));
    let zipped = ("Transfer-Encoding", "gzip");
    let error = call(&client, &POST, zipped, Body::empty()).await;
    assert_eq!(error.unwrap_err().argument(), Some("transfer-encoding"));
}

#[tokio::test]
async fn a_post_of_nothing_says_so() {
    let (served, client) = echo().await;
    call(&client, &POST, ("", ""), Body::empty()).await.unwrap();
    assert_eq!(last(&served).headers[CONTENT_LENGTH], "0");
    call(&client, &GET, ("", ""), Body::empty()).await.unwrap();
    assert!(!last(&served).headers.contains_key(CONTENT_LENGTH));
}

#[tokio::test]
async fn another_origin_gets_its_own_host() {
    let (there, _) = echo().await;
    let location = format!("{}/there", there.base);
    let here = serve(move |_| redirect(307, &location)).await;
    let client = ClientBuilder::new(&here.base, &[]).build::<i64>().unwrap();
    let host = ("Host", "virtual.test");
    call(&client, &GET, host, Body::empty()).await.unwrap();
    assert_eq!(last(&here).headers["host"], "virtual.test");
    let expected = there.base.strip_prefix("http://").unwrap();
    assert_eq!(last(&there).headers["host"], expected);
}
