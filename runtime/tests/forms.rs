//! Forms on the wire: parts that nothing inside of them can break, and encodings.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{ClientBuilder, Encoding, File, Operation, RequestBuilder, Style, http};
use common::PLAIN;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A form with a member of every kind.
struct Form {
    name: String,
    file: File,
    more: Vec<File>,
    tags: Vec<u8>,
    about: serde_json::Value,
    none: Option<File>,
}

impl Serialize for Form {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(&self.name, "value")?;
        map.serialize_entry("file", &self.file)?;
        map.serialize_entry("more", &self.more)?;
        map.serialize_entry("tags", &self.tags)?;
        map.serialize_entry("about", &self.about)?;
        map.serialize_entry("none", &self.none)?;
        map.end()
    }
}

fn form() -> Form {
    Form {
        name: "a\"b\r\nc".to_owned(),
        file: File::new(vec![0, 255])
            .name("x\"\r\ny.png")
            .content_type("image/png"),
        more: vec!["1".into(), File::new("2").name("two")],
        tags: vec![1, 2],
        about: serde_json::json!({"k": [1]}),
        none: None,
    }
}

fn sent(build: impl FnOnce(&mut RequestBuilder)) -> (String, Vec<u8>) {
    let mut request = RequestBuilder::new(&PLAIN);
    build(&mut request);
    let client = common::answering(200, "");
    let request = client.to_request::<i64>(&PLAIN, request.finish()).unwrap();
    let media_type = request.headers()[http::header::CONTENT_TYPE]
        .to_str()
        .unwrap()
        .to_owned();
    let body = common::block_on(async {
        let (mut body, mut all) = (request.into_body(), Vec::new());
        while let Some(chunk) = body.next().await {
            all.extend_from_slice(&chunk.unwrap());
        }
        all
    });
    (media_type, body)
}

/// The parts, as a service cuts them.
fn cut(sent: (String, Vec<u8>)) -> Vec<String> {
    let (media_type, body) = sent;
    let (essence, boundary) = media_type.split_once("; boundary=").unwrap();
    assert!(essence.starts_with("multipart/"));
    let text: String = body.iter().map(|&byte| char::from(byte)).collect();
    let inner = text.strip_suffix(&format!("--{boundary}--\r\n")).unwrap();
    let delimiter = format!("--{boundary}\r\n");
    let mut parts = inner.split(&delimiter);
    assert_eq!(parts.next(), Some(""));
    parts
        .map(|part| part.strip_suffix("\r\n").unwrap().to_owned())
        .collect()
}

#[test]
fn every_member_is_a_part_and_none_can_break_out() {
    let encodings = [
        Encoding::of("about").media_type("application/merge-patch+json"),
        Encoding::of("tags").media_type("application/json"),
        Encoding::of("more").media_type("image/png, image/jpeg"),
    ];
    let parts = cut(sent(|r| {
        r.body_multipart("multipart/form-data", &form(), &encodings);
    }));
    let disposition = "Content-Disposition: form-data; name=";
    let expected = [
        format!("{disposition}\"a%22b%0D%0Ac\"\r\n\r\nvalue"),
        format!(
            "{disposition}\"file\"; filename=\"x%22%0D%0Ay.png\"\r\nContent-Type: image/png\r\n\r\n\0\u{ff}"
        ),
        format!(
            "{disposition}\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream\r\n\r\n1"
        ),
        format!(
            "{disposition}\"more\"; filename=\"two\"\r\nContent-Type: application/octet-stream\r\n\r\n2"
        ),
        format!("{disposition}\"tags\"\r\nContent-Type: application/json\r\n\r\n1"),
        format!("{disposition}\"tags\"\r\nContent-Type: application/json\r\n\r\n2"),
        format!(
            "{disposition}\"about\"\r\nContent-Type: application/merge-patch+json\r\n\r\n{{\"k\":[1]}}"
        ),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn the_boundary_is_in_no_part_and_the_same_for_the_same_form() {
    let once = |file: &[u8]| {
        let form = Form {
            file: File::new(file.to_vec()),
            ..form()
        };
        sent(|r| r.body_multipart("multipart/form-data; boundary=x", &form, &[]))
    };
    let (media_type, body) = once(b"a");
    assert_eq!((media_type.clone(), body), once(b"a"));
    let boundary = media_type.split_once("=").unwrap().1.to_owned();
    let hostile = format!("\r\n--{boundary}\r\n\r\nx\r\n--{boundary}--\r\n");
    let parts = cut(once(hostile.as_bytes()));
    assert!(parts[1].ends_with(&hostile), "{parts:?}");
}

#[test]
fn a_list_is_parts_without_names() {
    let parts = cut(sent(|r| {
        r.body_multipart(
            "multipart/mixed",
            &vec![File::new("a").content_type("text/plain")],
            &[],
        );
    }));
    assert_eq!(parts, ["Content-Type: text/plain\r\n\r\na"]);
    let parts = cut(sent(|r| {
        r.body_multipart("multipart/mixed", &[serde_json::json!({"a": 1})], &[]);
    }));
    assert_eq!(parts, ["Content-Type: application/json\r\n\r\n{\"a\":1}"]);
}

#[test]
fn a_list_in_a_list_is_one_part_and_null_is_none() {
    let form = serde_json::json!({"a": [null, 1, [null, 2]], "b": [null], "c": null});
    let parts = cut(sent(|r| {
        r.body_multipart("multipart/form-data", &form, &[])
    }));
    let disposition = "Content-Disposition: form-data; name=\"a\"\r\n";
    let expected = [
        format!("{disposition}\r\n1"),
        format!("{disposition}Content-Type: application/json\r\n\r\n[null,2]"),
    ];
    assert_eq!(parts, expected);
}

#[test]
fn a_media_type_cannot_smuggle_headers() {
    let mut request = RequestBuilder::new(&PLAIN);
    let form = Form {
        file: File::new("").content_type("a/b\r\nX-Evil: 1"),
        ..form()
    };
    request.body_multipart("multipart/form-data", &form, &[]);
    assert_eq!(request.finish().unwrap_err().argument(), Some("file"));
}

#[test]
fn encodings_of_an_urlencoded_form() {
    let value = serde_json::json!({
        "comma": [1, 2], "space": ["a b", "c"], "deep": {"k": {"l": 1}}, "json": ["x"],
        "list": [{"a": 1}], "url": "http://a/?b&c",
    });
    let encodings = [
        Encoding::of("comma").style(Style::FORM),
        Encoding::of("space").style(Style::SPACE_DELIMITED),
        Encoding::of("deep").style(Style::DEEP_OBJECT),
        Encoding::of("json").media_type("application/json"),
        Encoding::of("url").style(Style::FORM.explode().reserved()),
    ];
    let (media_type, body) = sent(|r| r.body_form(&value, &encodings));
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    let mut pairs: Vec<&str> = std::str::from_utf8(&body).unwrap().split('&').collect();
    pairs.sort_unstable();
    let expected = [
        "comma=1,2",
        "deep%5Bk%5D%5Bl%5D=1",
        "json=%5B%22x%22%5D",
        "list=%7B%22a%22%3A1%7D",
        "space=a%20b%20c",
        "url=http://a/?b%26c",
    ];
    assert_eq!(pairs, expected);
}

#[test]
fn a_file_knows_its_media_type() {
    let png = File::new(vec![1]).content_type("image/png");
    assert_eq!(sent(|r| r.body_file("image/*", &png)).0, "image/png");
    let plain = File::new(vec![1]);
    let sent = sent(|r| r.body_file("application/octet-stream", &plain));
    assert_eq!(sent.0, "application/octet-stream");
}

/// What a service on this machine reads of a request.
async fn received(build: impl FnOnce(&mut RequestBuilder)) -> (String, Vec<u8>) {
    use axum::{Router, body::Bytes, http::HeaderMap, routing::any};

    let echo = any(|headers: HeaderMap, body: Bytes| async move {
        let media_type = headers["content-type"].to_str().unwrap().to_owned();
        (
            HeaderMap::new(),
            [media_type.as_bytes(), b"\n", &body].concat(),
        )
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/form", echo);
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    static FORM: Operation = Operation::new("form", "POST", "/form");
    let client = ClientBuilder::new(&base, common::NO_SECURITY);
    let client = client.build::<i64>().unwrap();
    let mut request = RequestBuilder::new(&FORM);
    request.path_literal("/form");
    build(&mut request);
    let answer = client.send_bytes::<i64>(&FORM, request.finish());
    let answer = answer.into_value().await.unwrap();
    let end = answer.iter().position(|byte| *byte == b'\n').unwrap();
    let media_type = String::from_utf8(answer[..end].to_vec()).unwrap();
    (media_type, answer[end + 1..].to_vec())
}

#[test]
fn a_service_reads_what_was_sent() {
    let form = || Form {
        file: File::new(vec![7; 100_000]),
        ..form()
    };
    let written = sent(|r| r.body_multipart("multipart/form-data", &form(), &[]));
    let read = common::block_on(received(|r| {
        r.body_multipart("multipart/form-data", &form(), &[]);
    }));
    assert_eq!(read, written);
    assert_eq!(cut(read).len(), 7);
}
