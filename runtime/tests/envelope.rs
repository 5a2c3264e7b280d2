//! The business envelope and what does not decode.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;
#[path = "common/types.rs"]
mod types;

use clientwright_runtime::{Error, ErrorKind, Response};
use common::{PLAIN, WRAPPED, answering, block_on};
use serde::de::DeserializeOwned;
use types::{Choice, PageInfo, Work};

fn wrapped<T: DeserializeOwned>(status: u16, body: &str) -> Result<Response<T>, Error> {
    let client = answering(status, body.to_owned());
    let request = clientwright_runtime::RequestBuilder::new(&WRAPPED).finish();
    block_on(client.send_json(&WRAPPED, request))
}

fn plain<T: DeserializeOwned>(status: u16, body: &str) -> Result<T, Error> {
    let client = answering(status, body.to_owned());
    let request = clientwright_runtime::RequestBuilder::new(&PLAIN).finish();
    block_on(client.send_json(&PLAIN, request).into_value())
}

#[test]
fn success_in_both_orders() {
    for body in [
        r#"{"data":[1,2],"code":0,"message":"成功","requestId":"r1"}"#,
        r#"{"requestId":"r1","message":"成功","code":0,"data":[1,2]}"#,
        "\u{feff}{\"code\":0,\"data\":[1,2],\"message\":\"成功\",\"requestId\":\"r1\",\"x\":{}}\n",
    ] {
        let answer = wrapped::<Vec<u64>>(200, body).unwrap();
        assert_eq!(answer.message(), Some("成功"));
        assert_eq!(answer.request_id(), Some("r1"));
        assert_eq!(answer.into_inner(), [1, 2]);
    }
}

#[test]
fn whole_numbers_are_integers() {
    let data = r#"{"code":0.0,"message":"","data":[1.0,1e3]}"#;
    assert_eq!(
        wrapped::<Vec<u64>>(200, data).unwrap().into_inner(),
        [1, 1000]
    );
    assert_eq!(plain::<i64>(200, "-2.0").unwrap(), -2);
    assert_eq!(
        plain::<Vec<Option<u8>>>(200, "[null, 3.0]").unwrap(),
        [None, Some(3)]
    );
}

#[test]
fn business_errors_in_both_orders_and_with_any_status() {
    let timestamp = 1_785_913_200_123_i64;
    for (status, body) in [
        (
            200,
            r#"{"data":{"retryable":true},"code":15071,"message":"busy","requestId":"r","timestamp":1785913200123}"#,
        ),
        (
            200,
            r#"{"timestamp":1785913200123,"requestId":"r","message":"busy","code":15071,"data":{"retryable":true}}"#,
        ),
        (
            429,
            r#"{"data":{"retryable":true},"code":15071,"message":"busy","requestId":"r","timestamp":1785913200123}"#,
        ),
    ] {
        let error = wrapped::<Vec<u64>>(status, body).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Business);
        assert_eq!(error.code(), Some(15071));
        assert_eq!(error.message(), Some("busy"));
        assert_eq!(error.request_id(), Some("r"));
        assert_eq!(error.timestamp(), Some(timestamp));
        assert_eq!(error.data().unwrap().get(), r#"{"retryable":true}"#);
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(error.is_retryable());
        let about = match status {
            429 => "(request r, after 3 attempts)",
            _ => "(request r)",
        };
        let text = format!("the service refused: 15071: busy {about}");
        assert_eq!(error.to_string(), text);
    }
    // Even where the data of a failure fit the type of a success.
    let error = wrapped::<serde_json::Value>(200, r#"{"data":{},"code":1}"#).unwrap_err();
    assert_eq!((error.code(), error.is_retryable()), (Some(1), false));
}

#[test]
fn success_without_data_names_the_member() {
    let error = wrapped::<Vec<u64>>(200, r#"{"code":0,"message":"ok"}"#).unwrap_err();
    let failure = error.decode_failure().unwrap();
    assert_eq!(failure.path(), "data");
    assert_eq!(failure.message(), "missing field `data`");
}

#[test]
fn defects_of_a_success_are_located_in_the_whole_body() {
    for body in [
        "{\"data\":\n  [{\"id\":\"作\",\"contentMode\":\"video\",\"parent\":1},\n   {\"contentMode\":7,\"id\":\"2\"}],\n\"code\":0}",
        "{\"code\":0,\"data\":\n  [{\"id\":\"作\",\"contentMode\":\"video\",\"parent\":1},\n   {\"contentMode\":7,\"id\":\"2\"}]\n}",
    ] {
        let error = wrapped::<Vec<Work>>(200, body).unwrap_err();
        let failure = error.decode_failure().unwrap();
        assert_eq!(failure.path(), "data[1].contentMode");
        assert_eq!((failure.line(), failure.column()), (3, 19));
        assert_eq!(
            failure.message(),
            "invalid type: integer `7`, expected a string"
        );
        assert!(
            failure.excerpt().contains(r#"{"contentMode":7,"id":"2"}"#),
            "{failure}"
        );
    }
    let error = wrapped::<Vec<Work>>(200, r#"{"data":[{"id":"1"}],"code":0}"#).unwrap_err();
    assert_eq!(
        error.decode_failure().unwrap().path(),
        "data[0].contentMode"
    );
}

#[test]
fn a_list_where_an_object_is_due_is_located_as_a_whole() {
    let error = plain::<Vec<Work>>(200, "[[1]]").unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "[0]");
}

#[test]
fn defects_in_replayed_members_are_located_in_the_whole_body() {
    let body = "{\"data\":{\"hasNext\":true,\n\"limit\":0,\"mode\":\"cursor\"},\"code\":0}";
    let error = wrapped::<PageInfo>(200, body).unwrap_err();
    let failure = error.decode_failure().unwrap();
    assert_eq!(failure.path(), "data.limit");
    assert_eq!((failure.line(), failure.column()), (2, 9));
    assert_eq!(
        failure.message(),
        "invalid value: integer `0`, expected a nonzero u64"
    );

    // Twice replayed.
    let body = r#"{"data":{"inner":{"inner":{"limit":1,"hasNext":"x","mode":"cursor"},"page":2,"mode":"page"},"page":1,"mode":"page"},"code":0}"#;
    let error = wrapped::<PageInfo>(200, body).unwrap_err();
    let failure = error.decode_failure().unwrap();
    assert_eq!(failure.path(), "data.inner.inner.hasNext");
    assert_eq!(failure.column(), body.find("\"x\"").unwrap() + 3);

    let error =
        wrapped::<Vec<Choice>>(200, r#"{"data":["a",{"page":true}],"code":0}"#).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "data[1].page");

    // What failed in a variant that was only tried is not the cause of a later defect.
    let body = r#"{"data":[{"page":"1","limit":1,"hasNext":true},7],"code":0}"#;
    let error = wrapped::<Vec<Choice>>(200, body).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "data[1]");
}

#[test]
fn when_both_fail_the_envelope_is_to_blame() {
    let error = wrapped::<Vec<u64>>(200, r#"{"data":{},"message":"ok"}"#).unwrap_err();
    assert_eq!(
        error.decode_failure().unwrap().message(),
        "missing field `code`"
    );
    let error = wrapped::<Vec<u64>>(200, r#"{"data":{},"code":"0"}"#).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "code");
    // The code says success, so the data are to blame.
    let error = wrapped::<Vec<u64>>(200, r#"{"data":{},"code":0}"#).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "data");
}

#[test]
fn what_is_no_envelope_stays_readable() {
    let html = "<html>\n  <head><title>502 Bad Gateway</title></head>\n</html>";
    let error = wrapped::<Vec<u64>>(200, html).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.status().unwrap(), 200);
    assert!(
        error.to_string().contains("<title>502 Bad Gateway</title>"),
        "{error}"
    );

    let error = wrapped::<Vec<u64>>(502, html).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert!(error.is_retryable());
    assert!(
        error.to_string().contains("502 Bad Gateway</title>"),
        "{error}"
    );

    let error = wrapped::<Vec<u64>>(200, r#""upstream said no""#).unwrap_err();
    assert!(error.to_string().contains("upstream said no"), "{error}");
    let error = wrapped::<Vec<u64>>(200, "").unwrap_err();
    assert!(error.to_string().contains("the body is empty"), "{error}");
    let error = wrapped::<Vec<u64>>(200, r#"{"code":0,"data":[1,2"#).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "data[1]");
    let error = wrapped::<Vec<u64>>(200, r#"{"code":0,"data":[1]} extra"#).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[test]
fn excerpts_are_bounded() {
    let body = format!(r#"{{"code":0,"data":["{}"]}}"#, "长".repeat(1_000_000));
    let error = wrapped::<Vec<u64>>(200, &body).unwrap_err();
    assert!(
        error.to_string().len() < 2_000,
        "{}",
        error.to_string().len()
    );
    assert!(format!("{error:?}").len() < 5_000);
    let error = wrapped::<Vec<u64>>(500, &body).unwrap_err();
    assert!(error.to_string().len() < 2_000);
}

#[test]
fn bodies_without_an_envelope() {
    assert_eq!(plain::<Vec<u64>>(201, "[1]").unwrap(), [1]);
    let error = plain::<Vec<Work>>(200, r#"[{"id":1}]"#).unwrap_err();
    assert_eq!(error.decode_failure().unwrap().path(), "[0].id");
    assert_eq!(
        plain::<u64>(404, "1").unwrap_err().kind(),
        ErrorKind::Status
    );
}

#[test]
fn an_empty_call_still_looks_at_the_code() {
    let empty = |body: &str| {
        let client = answering(200, body.to_owned());
        let request = clientwright_runtime::RequestBuilder::new(&WRAPPED).finish();
        block_on(client.send_empty::<i64>(&WRAPPED, request))
    };
    assert!(empty(r#"{"code":0}"#).is_ok());
    assert!(empty(r#"{"data":{"x":1},"code":0,"message":"ok"}"#).is_ok());
    assert!(empty("").is_ok());
    assert_eq!(empty(r#"{"code":7}"#).unwrap_err().code(), Some(7));
}

#[test]
fn no_body_is_too_odd_to_report() {
    let body = r#"{"data":[{"inner":{"inner":{"limit":1,"hasNext":"作","mode":"cursor"},"page":2,"mode":"page"},"page":1,"mode":"page"}],"code":0,"message":"é"}"#;
    let mut reported = 0;
    for at in 0..body.len() {
        let mut cut = body.as_bytes()[..at].to_vec();
        let mut odd = vec![cut.clone()];
        for byte in [
            b'"', b'{', b'}', b']', b',', b'\\', b'0', b'\n', 0, 0x80, 0xff,
        ] {
            cut.push(byte);
            odd.push([cut.as_slice(), &body.as_bytes()[at + 1..]].concat());
            cut.pop();
        }
        for body in odd {
            let client = answering(200, body.clone());
            let request = clientwright_runtime::RequestBuilder::new(&WRAPPED).finish();
            let call = client.send_json::<Vec<PageInfo>, i64>(&WRAPPED, request);
            if let Err(error) = block_on(call.into_value()) {
                assert!(error.to_string().len() < 2_000);
                reported += 1;
            }
        }
    }
    assert!(reported > body.len() * 10);
    let odd = vec![0x80; 1 << 20];
    let client = answering(502, odd);
    let request = clientwright_runtime::RequestBuilder::new(&WRAPPED).finish();
    let error = block_on(client.send_json::<u64, i64>(&WRAPPED, request)).unwrap_err();
    assert!(error.to_string().len() < 2_000);
}
