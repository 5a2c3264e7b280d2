//! How parameters are written, against the tables of RFC 6570.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{Error, Nullable, Request, RequestBuilder};
use common::PLAIN;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The value of `keys` in RFC 6570, in its order.
struct Keys;

impl Serialize for Keys {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("semi", ";")?;
        map.serialize_entry("dot", ".")?;
        map.serialize_entry("comma", ",")?;
        map.end()
    }
}

const LIST: [&str; 3] = ["red", "green", "blue"];

fn uri(build: impl FnOnce(&mut RequestBuilder)) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&PLAIN);
    request.path_literal("/x/");
    build(&mut request);
    let request: Result<Request, Error> = request.finish();
    let client = common::answering(200, "");
    let uri = client.to_request::<i64>(&PLAIN, request)?.uri().to_string();
    Ok(uri
        .strip_prefix("http://api.test/base/x/")
        .unwrap()
        .to_owned())
}

fn path(build: impl FnOnce(&mut RequestBuilder)) -> String {
    uri(build).unwrap()
}

#[test]
fn simple() {
    assert_eq!(path(|r| r.path_simple("var", "value", false)), "value");
    assert_eq!(
        path(|r| r.path_simple("hello", "Hello World!", false)),
        "Hello%20World%21"
    );
    assert_eq!(path(|r| r.path_simple("half", "50%", false)), "50%25");
    assert_eq!(
        path(|r| r.path_simple("path", "/foo/bar", false)),
        "%2Ffoo%2Fbar"
    );
    assert_eq!(
        path(|r| r.path_simple("list", &LIST, false)),
        "red,green,blue"
    );
    assert_eq!(
        path(|r| r.path_simple("list", &LIST, true)),
        "red,green,blue"
    );
    assert_eq!(
        path(|r| r.path_simple("keys", &Keys, false)),
        "semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path_simple("keys", &Keys, true)),
        "semi=%3B,dot=.,comma=%2C"
    );
    assert_eq!(path(|r| r.path_simple("n", &-1.5, true)), "-1.5");
    assert_eq!(
        path(|r| r.path_simple("n", &u64::MAX, true)),
        "18446744073709551615"
    );
    assert_eq!(path(|r| r.path_simple("b", &true, true)), "true");
    assert_eq!(
        path(|r| r.path_simple("名", "作品🎬", true)),
        "%E4%BD%9C%E5%93%81%F0%9F%8E%AC"
    );
}

#[test]
fn label() {
    assert_eq!(path(|r| r.path_label("who", "fred", false)), ".fred");
    assert_eq!(
        path(|r| r.path_label("list", &LIST, false)),
        ".red,green,blue"
    );
    assert_eq!(
        path(|r| r.path_label("list", &LIST, true)),
        ".red.green.blue"
    );
    assert_eq!(
        path(|r| r.path_label("keys", &Keys, false)),
        ".semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path_label("keys", &Keys, true)),
        ".semi=%3B.dot=..comma=%2C"
    );
}

#[test]
fn matrix() {
    assert_eq!(path(|r| r.path_matrix("who", "fred", false)), ";who=fred");
    assert_eq!(path(|r| r.path_matrix("empty", "", false)), ";empty");
    assert_eq!(
        path(|r| r.path_matrix("list", &LIST, false)),
        ";list=red,green,blue"
    );
    assert_eq!(
        path(|r| r.path_matrix("list", &LIST, true)),
        ";list=red;list=green;list=blue"
    );
    assert_eq!(
        path(|r| r.path_matrix("keys", &Keys, false)),
        ";keys=semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path_matrix("keys", &Keys, true)),
        ";semi=%3B;dot=.;comma=%2C"
    );
}

#[test]
fn form() {
    assert_eq!(path(|r| r.query_form("who", "fred", true)), "?who=fred");
    assert_eq!(path(|r| r.query_form("empty", "", true)), "?empty=");
    assert_eq!(
        path(|r| r.query_form("list", &LIST, false)),
        "?list=red,green,blue"
    );
    assert_eq!(
        path(|r| r.query_form("list", &LIST, true)),
        "?list=red&list=green&list=blue"
    );
    assert_eq!(
        path(|r| r.query_form("keys", &Keys, false)),
        "?keys=semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.query_form("keys", &Keys, true)),
        "?semi=%3B&dot=.&comma=%2C"
    );
    assert_eq!(path(|r| r.query_form("none", &Vec::<u8>::new(), true)), "");
    assert_eq!(
        path(|r| r.query_form("null", &Option::<u8>::None, true)),
        ""
    );
    assert_eq!(
        path(|r| r.query_form("a&b=c", "x&y=z#", true)),
        "?a%26b%3Dc=x%26y%3Dz%23"
    );
    assert_eq!(
        path(|r| r.query_form_reserved("u", "a/b?c:d e", true)),
        "?u=a/b?c:d%20e"
    );
}

#[test]
fn delimited() {
    assert_eq!(
        path(|r| r.query_space("list", &LIST)),
        "?list=red%20green%20blue"
    );
    assert_eq!(
        path(|r| r.query_pipe("list", &LIST)),
        "?list=red%7Cgreen%7Cblue"
    );
    assert_eq!(
        path(|r| r.query_pipe("keys", &Keys)),
        "?keys=semi%7C%3B%7Cdot%7C.%7Ccomma%7C%2C"
    );
}

#[test]
fn deep_object_and_json() {
    // In the order of the alphabet, which a JSON map may or may not keep.
    let value = serde_json::json!({"f": {"a b": [1, {"c": null, "d": "e&"}]}, "page": 2});
    assert_eq!(
        path(|r| r.query_deep_object("p", &value)),
        "?p%5Bf%5D%5Ba%20b%5D%5B0%5D=1&p%5Bf%5D%5Ba%20b%5D%5B1%5D%5Bd%5D=e%26&p%5Bpage%5D=2"
    );
    assert_eq!(path(|r| r.query_json("p", &[1])), "?p=%5B1%5D");
    assert_eq!(path(|r| r.query_json("p", "é")), "?p=%22%C3%A9%22");
}

#[test]
fn what_a_style_cannot_say_is_refused() {
    let deep = serde_json::json!([[1]]);
    let error = uri(|r| r.query_form("list", &deep, true)).unwrap_err();
    assert_eq!(error.argument(), Some("list"));
    let error = uri(|r| r.path_simple("list", &deep, true)).unwrap_err();
    assert_eq!(error.argument(), Some("list"));
}

#[test]
fn headers_and_cookies() {
    let headers = |build: fn(&mut RequestBuilder)| {
        let mut request = RequestBuilder::new(&PLAIN);
        build(&mut request);
        let client = common::answering(200, "");
        client
            .to_request::<i64>(&PLAIN, request.finish())
            .map(|request| request.headers().clone())
    };
    let sent = headers(|r| {
        r.header_simple("X-List", &LIST, false);
        r.header_simple("X-Keys", &Keys, true);
        r.header_simple("X-Text", "a b/c", false);
        r.header_simple("X-None", &Option::<u8>::None, false);
        r.header_json("X-Json", &LIST);
        r.cookie_form("a", "x;y", true);
        r.cookie_form("list", &LIST, true);
    })
    .unwrap();
    assert_eq!(sent["x-list"], "red,green,blue");
    assert_eq!(sent["x-keys"], "semi=;,dot=.,comma=,");
    assert_eq!(sent["x-text"], "a b/c");
    assert!(!sent.contains_key("x-none"));
    assert_eq!(sent["x-json"], r#"["red","green","blue"]"#);
    assert_eq!(sent["cookie"], "a=x%3By; list=red; list=green; list=blue");
    assert_eq!(sent["accept"], "application/json");
    let error = headers(|r| r.header_simple("X-Text", "a\r\nB: c", false)).unwrap_err();
    assert_eq!(error.argument(), Some("X-Text"));
}

#[test]
fn path_arguments_stay_one_segment() {
    for text in [
        "",
        ".",
        "..",
        "%2e",
        "%2E%2e",
        ".%2E",
        "%252e%252E",
        "%25252e",
    ] {
        let error = uri(|r| r.path_simple("platform", text, false)).unwrap_err();
        assert_eq!(error.argument(), Some("platform"), "{text}");
        let error = uri(|r| {
            r.path_simple("platform", text, false);
            r.path_literal("/rest");
        });
        assert!(error.is_err());
    }
    // A label's own dot counts too.
    assert!(uri(|r| r.path_label("l", ".", false)).is_err());
    assert!(uri(|r| r.path_label("l", "", false)).is_err());
    assert!(uri(|r| r.path_simple("l", &Vec::<u8>::new(), false)).is_err());
    // Two arguments in one segment.
    let two = |a: &'static str, b: &'static str| {
        uri(move |r| {
            r.path_simple("a", a, false);
            r.path_simple("b", b, false);
        })
    };
    assert!(two(".", "x").is_err());
    assert_eq!(two("x", "y").unwrap(), "xy");
    assert_eq!(path(|r| r.path_simple("l", "...", false)), "...");
    assert_eq!(path(|r| r.path_simple("l", "../x", false)), "..%2Fx");
    assert_eq!(path(|r| r.path_simple("l", "a?b#c", false)), "a%3Fb%23c");
}

#[test]
fn reserved_characters_may_make_several_segments_but_never_others() {
    let reserved = |value: &str| uri(|r| r.path_reserved("path", value, false));
    assert_eq!(reserved("a/b c?d#e&f").unwrap(), "a/b%20c%3Fd%23e&f");
    for wrong in ["a/../b", "..", "a//b", "a/", "a/%2e%2E/b"] {
        assert_eq!(
            reserved(wrong).unwrap_err().argument(),
            Some("path"),
            "{wrong}"
        );
    }
}

#[test]
fn a_name_may_go_without_a_value() {
    let query = |value: &Nullable<bool>| {
        path(|r| {
            r.path_literal("a");
            r.query_form_or_empty("f g", value, true);
        })
    };
    assert_eq!(query(&Nullable::Null), "a?f%20g=");
    assert_eq!(query(&Nullable::Value(true)), "a?f%20g=true");
}

#[test]
fn the_query_as_a_whole() {
    assert_eq!(
        path(|r| {
            r.path_literal("a");
            r.query_string_form(&Keys, &[]);
        }),
        "a?semi=%3B&dot=.&comma=%2C"
    );
    assert_eq!(
        path(|r| {
            r.path_literal("a");
            r.query_string_json(&LIST);
        }),
        "a?%5B%22red%22%2C%22green%22%2C%22blue%22%5D"
    );
    assert_eq!(
        path(|r| {
            r.path_literal("a");
            r.query_string_text("x=1&y=a b");
        }),
        "a?x=1&y=a%20b"
    );
}

#[test]
fn json_in_a_path_and_plain_cookies() {
    assert_eq!(path(|r| r.path_json("a", &1)), "1");
    assert_eq!(path(|r| r.path_json("a", "x/y")), "%22x%2Fy%22");
    let mut request = RequestBuilder::new(&PLAIN);
    request.path_literal("/");
    request.cookie_plain("c", &["a b", "c%"], true);
    let client = common::answering(200, "");
    let sent = client.to_request::<i64>(&PLAIN, request.finish()).unwrap();
    assert_eq!(sent.headers()["cookie"], "c=a b; c=c%");
}
