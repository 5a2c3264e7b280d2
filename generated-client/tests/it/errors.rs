//! Every way in which a call can fail, each an error of its own kind.

use crate::service::{Service, failure, json_text, page, raw, success};
use aitoearn_client::{Client, Error, ErrorCode};
use clientwright_runtime::{ErrorKind, RetryPolicy};
use serde_json::{Value, json};
use std::time::Duration;

async fn error_of(service: &Service) -> Error {
    service
        .client()
        .works()
        .list("KWAI", "acc_1")
        .await
        .unwrap_err()
}

async fn error_of_body(body: impl Into<String>) -> Error {
    error_of(&Service::answering(200, body).await).await
}

#[tokio::test]
async fn business_errors_have_their_code_and_all_else_that_is_said() {
    let codes = [
        (400, ErrorCode::BadRequest),
        (401, ErrorCode::Unauthorized),
        (404, ErrorCode::NotFound),
        (500, ErrorCode::InternalServerError),
        (10002, ErrorCode::ValidationFailed),
        (12600, ErrorCode::AccountNotFound),
        (15006, ErrorCode::ChannelCredentialNotFound),
        (15032, ErrorCode::PlatformNotSupported),
        (15040, ErrorCode::ChannelAuthPlatformMismatch),
        (15070, ErrorCode::ChannelPlatformApiFailed),
        (15071, ErrorCode::ChannelPlatformRateLimited),
        (15072, ErrorCode::ChannelPlatformResponseInvalid),
        (15076, ErrorCode::ChannelPlatformAccountMissing),
        (15080, ErrorCode::ChannelPlatformOperationNotSupported),
        (15088, ErrorCode::ChannelPaginationModeNotSupported),
        (15089, ErrorCode::ChannelPaginationLimitExceeded),
        (15090, ErrorCode::ChannelPaginationPageSizeExceeded),
        (15091, ErrorCode::ChannelPaginationDirectionNotSupported),
        (19001, ErrorCode::RelayServerUnavailable),
    ];
    for (code, name) in codes {
        let error =
            error_of_body(failure(code, "账号未找到 😀", &json!({"platform": "KWAI"}))).await;
        assert_eq!(error.kind(), ErrorKind::Business);
        assert_eq!(error.code(), Some(name));
        assert_eq!(error.business().unwrap().code(), code);
        assert_eq!(error.message(), Some("账号未找到 😀"));
        assert_eq!(error.request_id(), Some("req-9"));
        assert_eq!(error.timestamp(), Some(1_772_099_056_662));
        assert_eq!(error.data().unwrap().get(), r#"{"platform":"KWAI"}"#);
        assert_eq!(error.status().unwrap(), 200);
    }
    let other = error_of_body(failure(77, "new", &json!({}))).await;
    assert!(matches!(other.code(), Some(ErrorCode::Other(code)) if code.value() == 77));
}

#[tokio::test]
async fn a_code_counts_even_where_the_data_fits() {
    let data = page(&[], json!({"mode": "none"}));
    let error = error_of_body(failure(15070, "late", &data)).await;
    assert_eq!(error.code(), Some(ErrorCode::ChannelPlatformApiFailed));
    let number: Value = error
        .business()
        .unwrap()
        .data_as::<Value>()
        .unwrap()
        .unwrap();
    assert_eq!(number["platform"], "KWAI");
}

#[tokio::test]
async fn a_success_without_data_names_data() {
    let error = error_of_body(r#"{"code":0,"message":"ok","requestId":"r"}"#).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("data"), "{error}");
}

#[tokio::test]
async fn decode_errors_say_where() {
    let mut data = page(&["a", "b", "c", "d"], json!({"mode": "none"}));
    data["items"][3]["contentMode"] = json!(7);
    let body = success(&data).replacen("\"items\"", "\n  \"items\"", 1);
    let column = body.lines().nth(1).unwrap().find(":7").unwrap() + 2;
    let error = error_of_body(body).await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    let failure = error.decode_failure().unwrap();
    assert_eq!(failure.path(), "data.items[3].contentMode");
    assert_eq!((failure.line(), failure.column()), (2, column));
    assert!(
        failure.excerpt().contains("contentMode"),
        "{}",
        failure.excerpt()
    );
    assert!(failure.excerpt().len() < 400);
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn answers_that_are_no_answers() {
    for body in [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "\"gone\"",
        "<html>",
        r#"{"data":{"#,
    ] {
        let error = error_of_body(body).await;
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}: {error}");
        assert_eq!(error.status().unwrap(), 200);
        assert_eq!(error.response().unwrap().text(), body);
    }
}

#[tokio::test]
async fn statuses_keep_headers_and_body() {
    let html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    let error = error_of(&Service::answering(502, html).await).await;
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap(), 502);
    assert!(error.is_retryable());
    assert!(error.to_string().contains("502 Bad Gateway"), "{error}");
    assert_eq!(error.response().unwrap().text(), html);

    let limited = Service::start(|_, _| {
        let mut answer = json_text(429, "slow down");
        answer
            .headers_mut()
            .insert("retry-after", "7".parse().unwrap());
        answer
    });
    let error = error_of(&limited.await).await;
    assert_eq!(error.status().unwrap(), 429);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(error.headers().unwrap()["retry-after"], "7");
    assert!(error.is_retryable());

    let relayed = failure(15071, "limited", &json!({"retryable": true}));
    let error = error_of(&Service::answering(503, relayed).await).await;
    assert_eq!(error.status().unwrap(), 503);
    assert_eq!(error.code(), Some(ErrorCode::ChannelPlatformRateLimited));

    let text = error_of(&Service::answering(400, "\"upstream says no\"").await).await;
    assert_eq!(text.status().unwrap(), 400);
    assert!(text.to_string().contains("upstream says no"), "{text}");
}

#[tokio::test]
async fn what_happens_on_the_way() {
    let call = |url: String| async move {
        let client = Client::builder().base_url(url).api_key("secret-key");
        let client = client.timeout(Duration::from_millis(300));
        let client = client.retry(RetryPolicy::never()).build().unwrap();
        client.works().list("KWAI", "x").await.unwrap_err()
    };
    let cut = raw(b"HTTP/1.1 200 OK\r\ncontent-length: 500\r\n\r\n{\"data\":{".to_vec()).await;
    let error = call(cut).await;
    assert_eq!(error.kind(), ErrorKind::Interrupted, "{error}");
    assert!(error.is_retryable());
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", nobody.local_addr().unwrap());
    let error = call(url.clone()).await;
    assert_eq!(error.kind(), ErrorKind::Timeout, "{error}");
    drop(nobody);
    let error = call(url).await;
    assert_eq!(error.kind(), ErrorKind::Connect, "{error}");
    assert!(std::error::Error::source(&error).is_some());
}

#[tokio::test]
async fn the_key_is_in_no_text() {
    let service = Service::answering(500, "no").await;
    let client = service.client();
    let call = client.works().list("KWAI", "x");
    let mut texts = vec![
        format!("{client:?}"),
        format!("{call:?}"),
        format!("{:?}", service.builder()),
    ];
    let error = call.await.unwrap_err();
    texts.extend([format!("{error}"), format!("{error:?}")]);
    for text in texts {
        assert!(!text.contains("secret-key"), "{text}");
    }
}
