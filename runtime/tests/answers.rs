//! Answers by status, and headers as values.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::from_fn;
use clientwright_runtime::{
    Answer, Bytes, DateTime, DecodeFailure, Error, ErrorKind, Nullable, RawResponse,
    RequestBuilder, Response, header, header_json, http, try_header,
};
use common::{PLAIN, answering, block_on, client};
use std::collections::BTreeMap;

#[derive(Debug, PartialEq)]
enum Success {
    Ok(Vec<u8>),
    NoContent,
}

impl Answer for Success {
    fn read(answer: &RawResponse) -> Option<Result<Self, DecodeFailure>> {
        Some(match answer.status().as_u16() {
            204 => Ok(Self::NoContent),
            _ => answer.json().map(Self::Ok),
        })
    }
}

#[derive(Debug, PartialEq)]
enum Failure {
    NotFound(String),
    Server,
}

impl Answer for Failure {
    fn read(answer: &RawResponse) -> Option<Result<Self, DecodeFailure>> {
        Some(match answer.status().as_u16() {
            404 => answer.json().map(Self::NotFound),
            500..=599 => Ok(Self::Server),
            _ => return None,
        })
    }
}

fn call(status: u16, body: &'static str) -> Result<Response<Success>, Error> {
    let request = RequestBuilder::new(&PLAIN).finish();
    block_on(answering(status, body).send_answer::<Success, i64>(&PLAIN, request))
}

#[test]
fn a_success_is_read_by_its_status() {
    assert_eq!(*call(200, "[1]").unwrap().value(), Success::Ok(vec![1]));
    assert_eq!(*call(204, "").unwrap().value(), Success::NoContent);
    let error = call(200, "{}").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.decode_failure().is_some());
}

#[test]
fn a_failure_is_read_on_demand() {
    let answer = |status, body| call(status, body).unwrap_err().answer::<Failure>();
    assert_eq!(
        answer(404, "\"gone\""),
        Some(Failure::NotFound("gone".to_owned()))
    );
    assert_eq!(answer(404, "<html>"), None);
    assert_eq!(answer(502, "<html>"), Some(Failure::Server));
    assert_eq!(answer(401, "{}"), None);
    let error = call(404, "\"gone\"").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.json::<String>().as_deref(), Some("gone"));
    assert_eq!(error.json::<u8>(), None);
}

#[test]
fn headers_become_what_is_asked_for_or_nothing() {
    let mut headers = http::HeaderMap::new();
    for (name, value) in [
        ("x-count", "17"),
        ("x-flag", "true"),
        ("x-list", "a, b,c"),
        ("x-list", "d"),
        ("x-pairs", "a=1,b=2"),
        ("x-flat", "a,1,b,2"),
        ("x-json", "{\"a\":1}"),
        ("last-modified", "Sun, 06 Nov 1994 08:49:37 GMT"),
    ] {
        headers.append(name, value.parse().unwrap());
    }
    assert_eq!(header(&headers, "X-Count"), Some(17_i64));
    assert_eq!(header(&headers, "X-Flag"), Some(true));
    assert_eq!(header::<i64>(&headers, "X-Flag"), None);
    assert_eq!(header::<String>(&headers, "X-Missing"), None);
    let list: Option<Vec<String>> = header(&headers, "X-List");
    assert_eq!(list.unwrap(), ["a", "b", "c", "d"]);
    let map: BTreeMap<String, i64> = [("a".to_owned(), 1), ("b".to_owned(), 2)].into();
    assert_eq!(header(&headers, "X-Pairs"), Some(map.clone()));
    assert_eq!(header(&headers, "X-Flat"), Some(map));
    let json: Option<BTreeMap<String, i64>> = header_json(&headers, "X-Json");
    assert_eq!(json, Some([("a".to_owned(), 1)].into()));
    let moment: Option<DateTime> = header(&headers, "Last-Modified");
    assert_eq!(moment.unwrap().to_rfc3339(), "1994-11-06T08:49:37+00:00");
}

#[test]
fn why_a_header_does_not_fit_is_said_to_those_who_ask() {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-flag", "yes".parse().unwrap());
    assert_eq!(try_header::<bool>(&headers, "x-missing").unwrap(), None);
    let error = try_header::<bool>(&headers, "x-flag").unwrap_err();
    assert_eq!((error.path(), error.excerpt()), ("x-flag", "yes"));
}

#[test]
fn a_text_is_read_in_its_charset() {
    let transport = from_fn(|_| {
        let answer = http::Response::builder().header("content-type", "text/csv; charset=latin1");
        Ok(answer.body(Bytes::from_static(b"caf\xe9").into()).unwrap())
    });
    let client = client().transport(transport).build::<i64>().unwrap();
    let request = RequestBuilder::new(&PLAIN).finish();
    let text = block_on(client.send_text::<i64>(&PLAIN, request).into_value());
    assert_eq!(text.unwrap(), "café");
}

#[test]
fn an_empty_body_is_null_where_null_fits() {
    let call = |status| {
        let request = RequestBuilder::new(&PLAIN).finish();
        answering(status, "").send_json::<Nullable<u8>, i64>(&PLAIN, request)
    };
    for status in [200, 204, 205] {
        let answer = block_on(call(status)).unwrap();
        assert_eq!(
            (answer.status().as_u16(), answer.value()),
            (status, &Nullable::Null)
        );
    }
    let error = call_as_number().unwrap_err();
    assert_eq!(error.status().unwrap(), 204);
    assert!(error.to_string().contains("the body is empty"), "{error}");
}

fn call_as_number() -> Result<Response<u8>, Error> {
    let request = RequestBuilder::new(&PLAIN).finish();
    block_on(answering(204, "").send_json(&PLAIN, request))
}
