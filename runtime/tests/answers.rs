//! Answers by status, and headers as values.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{
    Answer, DecodeFailure, Error, ErrorKind, RawResponse, RequestBuilder, Response, header,
    header_json, http,
};
use common::{PLAIN, answering, block_on};
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
}
