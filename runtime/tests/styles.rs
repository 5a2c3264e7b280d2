//! How parameters are written, against the tables of RFC 6570.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{Encoding, Error, Nullable, Request, RequestBuilder, Style};
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
    assert_eq!(path(|r| r.path("var", "value", Style::SIMPLE)), "value");
    assert_eq!(
        path(|r| r.path("hello", "Hello World!", Style::SIMPLE)),
        "Hello%20World%21"
    );
    assert_eq!(path(|r| r.path("half", "50%", Style::SIMPLE)), "50%25");
    assert_eq!(
        path(|r| r.path("path", "/foo/bar", Style::SIMPLE)),
        "%2Ffoo%2Fbar"
    );
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::SIMPLE)),
        "red,green,blue"
    );
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::SIMPLE.explode())),
        "red,green,blue"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::SIMPLE)),
        "semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::SIMPLE.explode())),
        "semi=%3B,dot=.,comma=%2C"
    );
    assert_eq!(
        path(|r| r.path("n", &-1.5, Style::SIMPLE.explode())),
        "-1.5"
    );
    assert_eq!(
        path(|r| r.path("n", &u64::MAX, Style::SIMPLE.explode())),
        "18446744073709551615"
    );
    assert_eq!(
        path(|r| r.path("b", &true, Style::SIMPLE.explode())),
        "true"
    );
    assert_eq!(
        path(|r| r.path("名", "作品🎬", Style::SIMPLE.explode())),
        "%E4%BD%9C%E5%93%81%F0%9F%8E%AC"
    );
}

#[test]
fn label() {
    assert_eq!(path(|r| r.path("who", "fred", Style::LABEL)), ".fred");
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::LABEL)),
        ".red,green,blue"
    );
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::LABEL.explode())),
        ".red.green.blue"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::LABEL)),
        ".semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::LABEL.explode())),
        ".semi=%3B.dot=..comma=%2C"
    );
}

#[test]
fn matrix() {
    assert_eq!(path(|r| r.path("who", "fred", Style::MATRIX)), ";who=fred");
    assert_eq!(path(|r| r.path("empty", "", Style::MATRIX)), ";empty");
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::MATRIX)),
        ";list=red,green,blue"
    );
    assert_eq!(
        path(|r| r.path("list", &LIST, Style::MATRIX.explode())),
        ";list=red;list=green;list=blue"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::MATRIX)),
        ";keys=semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.path("keys", &Keys, Style::MATRIX.explode())),
        ";semi=%3B;dot=.;comma=%2C"
    );
}

#[test]
fn form() {
    assert_eq!(
        path(|r| r.query("who", "fred", Style::FORM.explode())),
        "?who=fred"
    );
    assert_eq!(
        path(|r| r.query("empty", "", Style::FORM.explode())),
        "?empty="
    );
    assert_eq!(
        path(|r| r.query("list", &LIST, Style::FORM)),
        "?list=red,green,blue"
    );
    assert_eq!(
        path(|r| r.query("list", &LIST, Style::FORM.explode())),
        "?list=red&list=green&list=blue"
    );
    assert_eq!(
        path(|r| r.query("keys", &Keys, Style::FORM)),
        "?keys=semi,%3B,dot,.,comma,%2C"
    );
    assert_eq!(
        path(|r| r.query("keys", &Keys, Style::FORM.explode())),
        "?semi=%3B&dot=.&comma=%2C"
    );
    assert_eq!(
        path(|r| r.query("none", &Vec::<u8>::new(), Style::FORM.explode())),
        ""
    );
    assert_eq!(
        path(|r| r.query("null", &Option::<u8>::None, Style::FORM.explode())),
        ""
    );
    assert_eq!(
        path(|r| r.query("a&b=c", "x&y=z#", Style::FORM.explode())),
        "?a%26b%3Dc=x%26y%3Dz%23"
    );
    assert_eq!(
        path(|r| r.query("u", "a/b?c:d e", Style::FORM.reserved().explode())),
        "?u=a/b?c:d%20e"
    );
}

#[test]
fn delimited() {
    assert_eq!(
        path(|r| r.query("list", &LIST, Style::SPACE_DELIMITED)),
        "?list=red%20green%20blue"
    );
    assert_eq!(
        path(|r| r.query("list", &LIST, Style::PIPE_DELIMITED)),
        "?list=red%7Cgreen%7Cblue"
    );
    assert_eq!(
        path(|r| r.query("keys", &Keys, Style::PIPE_DELIMITED)),
        "?keys=semi%7C%3B%7Cdot%7C.%7Ccomma%7C%2C"
    );
}

#[test]
fn deep_object_and_json() {
    // In the order of the alphabet, which a JSON map may or may not keep.
    let value = serde_json::json!({"f": {"a b": [1, {"c": null, "d": "e&"}]}, "page": 2});
    assert_eq!(
        path(|r| r.query("p", &value, Style::DEEP_OBJECT)),
        "?p%5Bf%5D%5Ba%20b%5D%5B0%5D=1&p%5Bf%5D%5Ba%20b%5D%5B1%5D%5Bd%5D=e%26&p%5Bpage%5D=2"
    );
    assert_eq!(path(|r| r.query("p", &[1], Style::JSON)), "?p=%5B1%5D");
    assert_eq!(path(|r| r.query("p", "é", Style::JSON)), "?p=%22%C3%A9%22");
}

#[test]
fn what_a_style_cannot_say_is_refused() {
    let deep = serde_json::json!([[1]]);
    let error = uri(|r| r.query("list", &deep, Style::FORM.explode())).unwrap_err();
    assert_eq!(error.argument(), Some("list"));
    let error = uri(|r| r.path("list", &deep, Style::SIMPLE.explode())).unwrap_err();
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
        r.header("X-List", &LIST, Style::SIMPLE);
        r.header("X-Keys", &Keys, Style::SIMPLE.explode());
        r.header("X-Text", "a b/c", Style::SIMPLE);
        r.header("X-None", &Option::<u8>::None, Style::SIMPLE);
        r.header("X-Json", &LIST, Style::JSON);
        r.cookie("a", "x;y", Style::FORM.explode());
        r.cookie("list", &LIST, Style::FORM.explode());
    })
    .unwrap();
    assert_eq!(sent["x-list"], "red,green,blue");
    assert_eq!(sent["x-keys"], "semi=;,dot=.,comma=,");
    assert_eq!(sent["x-text"], "a b/c");
    assert!(!sent.contains_key("x-none"));
    assert_eq!(sent["x-json"], r#"["red","green","blue"]"#);
    assert_eq!(sent["cookie"], "a=x%3By; list=red; list=green; list=blue");
    assert_eq!(sent["accept"], "application/json");
    let error = headers(|r| r.header("X-Text", "a\r\nB: c", Style::SIMPLE)).unwrap_err();
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
        let error = uri(|r| r.path("platform", text, Style::SIMPLE)).unwrap_err();
        assert_eq!(error.argument(), Some("platform"), "{text}");
        let error = uri(|r| {
            r.path("platform", text, Style::SIMPLE);
            r.path_literal("/rest");
        });
        assert!(error.is_err());
    }
    // A label's own dot counts too.
    assert!(uri(|r| r.path("l", ".", Style::LABEL)).is_err());
    assert!(uri(|r| r.path("l", "", Style::LABEL)).is_err());
    assert!(uri(|r| r.path("l", &Vec::<u8>::new(), Style::SIMPLE)).is_err());
    // Two arguments in one segment.
    let two = |a: &'static str, b: &'static str| {
        uri(move |r| {
            r.path("a", a, Style::SIMPLE);
            r.path("b", b, Style::SIMPLE);
        })
    };
    assert!(two(".", "").is_err());
    assert!(two(".", "%2e").is_err());
    assert_eq!(two(".", "x").unwrap(), ".x");
    assert_eq!(two("x", "y").unwrap(), "xy");
    assert_eq!(path(|r| r.path("l", "...", Style::SIMPLE)), "...");
    assert_eq!(path(|r| r.path("l", "../x", Style::SIMPLE)), "..%2Fx");
    assert_eq!(path(|r| r.path("l", "a?b#c", Style::SIMPLE)), "a%3Fb%23c");
}

#[test]
fn reserved_characters_may_make_several_segments_but_never_others() {
    let reserved = |value: &str| uri(|r| r.path("path", value, Style::SIMPLE.reserved()));
    assert_eq!(reserved("a/b c?d#e&f").unwrap(), "a/b%20c%3Fd%23e&f");
    assert_eq!(reserved("s3://a%2Fb%").unwrap(), "s3://a%2Fb%25");
    for wrong in ["a/../b", "..", "/a", "a/", "a/%2e%2E/b"] {
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
            r.query("f g", value, Style::FORM.or_empty().explode());
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
    assert_eq!(path(|r| r.path("a", &1, Style::JSON)), "1");
    assert_eq!(path(|r| r.path("a", "x/y", Style::JSON)), "%22x%2Fy%22");
    let mut request = RequestBuilder::new(&PLAIN);
    request.path_literal("/");
    request.cookie("c", &["a b", "c%"], Style::COOKIE.explode());
    let client = common::answering(200, "");
    let sent = client.to_request::<i64>(&PLAIN, request.finish()).unwrap();
    assert_eq!(sent.headers()["cookie"], "c=a b; c=c%");
}

#[test]
fn reserved_characters_stay_wherever_they_end_nothing() {
    let style = [Style::FORM, Style::PIPE_DELIMITED, Style::DEEP_OBJECT];
    let [form, pipe, deep] = style.map(Style::reserved);
    let text = "/?:@!$'()*,;=%2F";
    assert_eq!(path(|r| r.query("q", text, form)), format!("?q={text}"));
    assert_eq!(
        path(|r| r.query("q", "&+#[]%", form)),
        "?q=%26%2B%23%5B%5D%25"
    );
    assert_eq!(path(|r| r.query("q", &["a/b", "c"], pipe)), "?q=a/b%7Cc");
    let members = serde_json::json!({"a/b": "c/d"});
    assert_eq!(path(|r| r.query("q", &members, deep)), "?q%5Ba%2Fb%5D=c/d");
    let label = Style::LABEL.reserved();
    assert_eq!(path(|r| r.path("l", &["a&b", "c+"], label)), ".a&b,c+");
    let matrix = Style::MATRIX.reserved();
    assert_eq!(path(|r| r.path("m", "a?b", matrix)), ";m=a%3Fb");
    let mut request = RequestBuilder::new(&PLAIN);
    request.cookie("c", "a&b=c;,", Style::FORM.reserved());
    let client = common::answering(200, "");
    let sent = client.to_request::<i64>(&PLAIN, request.finish()).unwrap();
    assert_eq!(sent.headers()["cookie"], "c=a&b=c%3B%2C");
}

#[test]
fn a_form_as_a_value() {
    let value = serde_json::json!({"a": [1, 2], "b": "c d"});
    let encodings = [Encoding::of("a").style(Style::FORM)];
    assert_eq!(
        path(|r| {
            let form = r.form("f", &value, &encodings);
            r.query("f", &form, Style::FORM);
        }),
        "?f=a%3D1%2C2%26b%3Dc%2520d"
    );
    let none = serde_json::json!({});
    assert_eq!(
        path(|r| {
            let form = r.form("f", &none, &[]);
            r.query("f", &form, Style::FORM);
        }),
        ""
    );
}

#[test]
fn a_cookie_cannot_end_early() {
    let mut request = RequestBuilder::new(&PLAIN);
    request.cookie("c", "a; admin=1", Style::COOKIE);
    assert_eq!(request.finish().unwrap_err().argument(), Some("c"));
}
