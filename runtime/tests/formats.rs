//! Values of formats: the same in a path, a query, a header, a cookie, a form and in JSON, both ways.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::http::HeaderMap;
use clientwright_runtime::serde::Serialize;
use clientwright_runtime::serde::de::DeserializeOwned;
use clientwright_runtime::{
    Base64, Base64Url, Date, DateTime, HttpDate, Operation, RequestBuilder, Style, TextOf,
    UnixTime, from_json, try_header,
};
use std::collections::BTreeMap;
use std::fmt::Debug;

static OPERATION: Operation = Operation::new("o", "GET", "/{value}");

/// Checks what a value looks like in JSON and elsewhere, and that it is read from there again.
fn case<T>(value: &T, json: &str, plain: &str, encoded: &str)
where
    T: Serialize + DeserializeOwned + Debug + PartialEq,
{
    assert_eq!(serde_json::to_string(value).unwrap(), json);
    assert_eq!(&from_json::<T>(json.as_bytes()).unwrap(), value);

    let mut request = RequestBuilder::new(&OPERATION);
    request.path_literal("/");
    request.path("value", value, Style::SIMPLE);
    request.query("q", value, Style::FORM.explode());
    request.header("x-value", value, Style::SIMPLE);
    request.cookie("c", value, Style::FORM.explode());
    request.body_form(&BTreeMap::from([("f", value)]), &[]);
    let client = common::client().build::<i64>().unwrap();
    let request = client.to_request::<i64>(&OPERATION, request.finish());
    let request = request.unwrap();
    assert_eq!(
        request.uri().to_string(),
        format!("http://api.test/base/{encoded}?q={encoded}")
    );
    assert_eq!(request.headers()["x-value"], plain);
    assert_eq!(request.headers()["cookie"], format!("c={encoded}"));
    let body = std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap();
    assert_eq!(body.replace('+', "%20"), format!("f={encoded}"));

    let mut headers = HeaderMap::new();
    headers.insert("x-value", plain.parse().unwrap());
    let read: Option<T> = try_header(&headers, "x-value").unwrap();
    assert_eq!(read.as_ref(), Some(value));
}

#[test]
fn moments_and_dates() {
    let moment: DateTime = "2022-08-26T18:38:00.5+02:00".parse().unwrap();
    case(
        &moment,
        r#""2022-08-26T18:38:00.500+02:00""#,
        "2022-08-26T18:38:00.500+02:00",
        "2022-08-26T18%3A38%3A00.500%2B02%3A00",
    );
    let date: Date = "2022-08-26".parse().unwrap();
    case(&date, r#""2022-08-26""#, "2022-08-26", "2022-08-26");
    let text = "Fri, 26 Aug 2022 14:38:00 GMT";
    let date: HttpDate = text.parse().unwrap();
    case(
        &date,
        &format!("{text:?}"),
        text,
        "Fri%2C%2026%20Aug%202022%2014%3A38%3A00%20GMT",
    );
    case(
        &UnixTime::from(1_686_566_864),
        "1686566864",
        "1686566864",
        "1686566864",
    );
}

#[test]
fn bytes() {
    let bytes = vec![0xfb, 0xff, 0xfe, 0x00];
    case(
        &Base64::from(bytes.clone()),
        r#""+//+AA==""#,
        "+//+AA==",
        "%2B%2F%2F%2BAA%3D%3D",
    );
    case(&Base64Url::from(bytes), r#""-__-AA""#, "-__-AA", "-__-AA");
}

#[test]
fn integers_in_texts() {
    let greatest = "18446744073709551615";
    case(
        &TextOf::from(u64::MAX),
        &format!("{greatest:?}"),
        greatest,
        greatest,
    );
    case(
        &TextOf::from(i64::MIN),
        r#""-9223372036854775808""#,
        "-9223372036854775808",
        "-9223372036854775808",
    );
    // Whatever else it is stays what it is.
    for text in [
        "",
        "007",
        "+7",
        " 7",
        "7.0",
        "1e3",
        "n/a",
        "99999999999999999999",
    ] {
        let json = format!("{text:?}");
        let read: TextOf<i64> = from_json(json.as_bytes()).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), json);
    }
    assert_eq!(TextOf::<i64>::new("+7").get(), Ok(7));
    assert!(TextOf::<i8>::new("128").get().is_err());
    // A number is no text.
    assert!(from_json::<TextOf<i64>>(b"7").is_err());
}
