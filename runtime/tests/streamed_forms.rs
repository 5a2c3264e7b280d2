//! Forms and bodies of streams: nothing large is copied, lengths are known where they can be.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{Body, Bytes, Encoding, File, RequestBuilder, http};
use common::PLAIN;
use std::collections::BTreeMap;

fn sent(build: impl FnOnce(&mut RequestBuilder)) -> http::Request<Body> {
    let mut request = RequestBuilder::new(&PLAIN);
    build(&mut request);
    let client = common::answering(200, "");
    client.to_request::<i64>(&PLAIN, request.finish()).unwrap()
}

fn form(files: Vec<(&str, File)>, encodings: &[Encoding]) -> http::Request<Body> {
    let form: BTreeMap<&str, File> = files.into_iter().collect();
    sent(|r| r.body_multipart("multipart/form-data", &form, encodings))
}

/// A stream that comes in two chunks.
fn halves(text: &'static str) -> impl Fn() -> Halves + Clone {
    move || Halves(text)
}

struct Halves(&'static str);

impl futures_core::Stream for Halves {
    type Item = Result<Bytes, clientwright_runtime::transport::TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let (first, rest) = self.0.split_at(self.0.len().min(3));
        let chunk = (!first.is_empty()).then(|| Ok(Bytes::from_static(first.as_bytes())));
        *self = Halves(rest);
        std::task::Poll::Ready(chunk)
    }
}

async fn chunks(mut body: Body) -> Vec<Bytes> {
    let mut all = Vec::new();
    while let Some(chunk) = body.next().await {
        all.push(chunk.unwrap());
    }
    all
}

fn whole(body: Body) -> String {
    let chunks = common::block_on(chunks(body));
    String::from_utf8(chunks.concat()).unwrap()
}

#[test]
fn large_files_are_not_copied() {
    let bytes = Bytes::from(vec![b'x'; 1 << 20]);
    let request = form(
        vec![("a", bytes.clone().into()), ("b", bytes.clone().into())],
        &[],
    );
    let (parts, body) = request.into_parts();
    drop(parts);
    assert!(body.is_replayable());
    let length = body.len().unwrap();
    let chunks = common::block_on(chunks(body));
    let same = chunks
        .iter()
        .filter(|chunk| chunk.as_ptr() == bytes.as_ptr());
    assert_eq!(same.count(), 2);
    let total: usize = chunks.iter().map(Bytes::len).sum();
    assert_eq!(total as u64, length);
}

#[test]
fn streams_of_known_length_make_forms_of_known_length() {
    let open = halves("hello");
    let file = File::new(Body::replayable(open).with_length(5)).name("h.txt");
    let request = form(vec![("a", file.clone()), ("b", "text".into())], &[]);
    let body = request.into_body();
    let (length, again) = (body.len().unwrap(), body.try_clone().unwrap());
    let text = whole(body);
    assert_eq!(text.len() as u64, length);
    assert!(text.contains("filename=\"h.txt\"\r\n"), "{text}");
    assert!(text.contains("\r\n\r\nhello\r\n--"), "{text}");
    assert_eq!(whole(again), text);
    // What can be made again can be sent again.
    assert!(whole(form(vec![("a", file)], &[]).into_body()).contains("hello"));
}

#[test]
fn a_stream_of_unknown_length_is_sent_once() {
    let file = File::new(Body::stream(halves("hello")()));
    let body = form(vec![("a", file.clone())], &[]).into_body();
    assert_eq!(body.len(), None);
    assert!(!body.is_replayable());
    assert!(whole(body).contains("\r\n\r\nhello\r\n--"));
    let mut request = RequestBuilder::new(&PLAIN);
    let again = BTreeMap::from([("a", file.clone())]);
    request.body_multipart("multipart/form-data", &again, &[]);
    let error = request.finish().unwrap_err();
    assert!(error.to_string().contains("sent before"), "{error}");
    let mut request = RequestBuilder::new(&PLAIN);
    request.body_file("image/png", &file);
    assert_eq!(request.finish().unwrap_err().argument(), Some("body"));
}

#[test]
fn a_body_may_be_a_stream() {
    let file = File::new(Body::stream(halves("hello")()).with_length(5)).content_type("text/plain");
    let request = sent(|r| r.body_file("application/octet-stream", &file));
    assert_eq!(request.headers()["content-type"], "text/plain");
    assert_eq!(request.body().len(), Some(5));
    assert_eq!(whole(request.into_body()), "hello");
}

#[test]
fn parts_have_the_headers_of_the_document_and_of_the_file() {
    let encodings = [
        Encoding::of("a")
            .media_type("image/png, image/jpeg")
            .headers(&[("X-Kind", "scan"), ("X-Origin", "here")]),
        Encoding::of("b").media_type("*/*"),
    ];
    let a = File::new("1").name("me.JPG").header("x-origin", "there");
    let text = whole(form(vec![("a", a), ("b", "2".into())], &encodings).into_body());
    let expected = "filename=\"me.JPG\"\r\nContent-Type: image/jpeg\r\nX-Kind: scan\r\n\
                    x-origin: there\r\n\r\n1\r\n";
    assert!(text.contains(expected), "{text}");
    assert!(
        text.contains("filename=\"b\"\r\nContent-Type: application/octet-stream\r\n\r\n2\r\n"),
        "{text}"
    );
    let evil = File::new("1").header("X-A", "b\r\nX-Evil: 1");
    let mut request = RequestBuilder::new(&PLAIN);
    request.body_multipart("multipart/form-data", &BTreeMap::from([("a", evil)]), &[]);
    assert_eq!(request.finish().unwrap_err().argument(), Some("a"));
}

#[test]
fn parts_without_names_are_told_apart_by_their_place() {
    let encodings = [
        Encoding::part(0).media_type("application/merge-patch+json"),
        Encoding::parts().media_type("image/png"),
    ];
    let parts = (BTreeMap::from([("k", 1)]), File::new("1"), File::new("2"));
    let request = sent(|r| r.body_multipart("multipart/mixed", &parts, &encodings));
    let text = whole(request.into_body());
    let parts: Vec<&str> = text.split("Content-Type: ").skip(1).collect();
    assert!(parts[0].starts_with("application/merge-patch+json\r\n\r\n{\"k\":1}"));
    assert!(parts[1].starts_with("image/png\r\n\r\n1"));
    assert!(parts[2].starts_with("image/png\r\n\r\n2"));
}

#[test]
fn a_file_of_the_disk_is_read_each_time_it_is_sent() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let expected = std::fs::read_to_string(path).unwrap();
    let file = common::block_on(File::open(path)).unwrap();
    assert_eq!(file.file_name(), Some("Cargo.toml"));
    for _ in 0..2 {
        let body = sent(|r| r.body_file("text/plain", &file)).into_body();
        assert!(body.is_replayable());
        assert_eq!(body.len(), Some(expected.len() as u64));
        assert_eq!(whole(body), expected);
    }
    assert!(common::block_on(File::open("/no/such/file")).is_err());
}

#[test]
fn a_reader_is_sent_once() {
    let body = Body::from_reader(&b"hello"[..]).with_length(5);
    let file = File::new(body);
    let body = sent(|r| r.body_file("text/plain", &file)).into_body();
    assert!(!body.is_replayable());
    assert_eq!(whole(body), "hello");
    let empty = Body::from_reader(tokio::io::empty());
    assert_eq!(whole(empty), "");
}
