//! The client against a service on Express, qs and zod: `cargo xtask interop express` starts it and
//! says where it listens.

#![allow(clippy::unwrap_used, clippy::panic)]

use aitoearn_client::api::works::List;
use aitoearn_client::types::{PageInfo, Pagination};
use aitoearn_client::{Client, ClientBuilder, Error, ErrorCode};
use clientwright_runtime::ErrorKind;
use clientwright_runtime::http::HeaderMap;
use serde_json::{Value, json};
use std::time::Duration;

fn builder() -> ClientBuilder {
    let url = std::env::var("AITOEARN_URL").unwrap();
    Client::builder().base_url(url).api_key("secret-key")
}

fn list(platform: &str, account: &str) -> List {
    let client = builder().build().unwrap();
    client.works().list(platform, account)
}

async fn refused(platform: &str, account: &str) -> Error {
    list(platform, account).await.unwrap_err()
}

/// What qs made of the query.
fn parsed(headers: &HeaderMap) -> Value {
    let text = headers["x-query"].to_str().unwrap();
    let text = percent_decoded(text);
    serde_json::from_str(&text).unwrap()
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let hex: Vec<u8> = match byte {
            b'%' => rest.by_ref().take(2).collect(),
            _ => Vec::new(),
        };
        let hex = std::str::from_utf8(&hex).unwrap();
        bytes.push(u8::from_str_radix(hex, 16).unwrap_or(byte));
    }
    String::from_utf8(bytes).unwrap()
}

async fn walk(call: List) -> Vec<String> {
    let mut items = call.items();
    let mut ids = Vec::new();
    while let Some(work) = items.try_next().await.unwrap() {
        ids.push(work.platform_work_id);
    }
    ids
}

fn ids(numbers: impl Iterator<Item = usize>) -> Vec<String> {
    numbers.map(|number| format!("work {number}")).collect()
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn qs_reads_every_form_of_pagination_as_it_was_meant() {
    let cases: [(&str, Pagination, Value); 5] = [
        (
            "bilibili",
            Pagination::page(2, 20).into(),
            json!({"page": "2", "pageSize": "20"}),
        ),
        (
            "KWAI",
            Pagination::cursor("YXQ6NQ==").into(),
            json!({"cursor": "YXQ6NQ=="}),
        ),
        (
            "KWAI",
            Pagination::cursor("YXQ6NQ==").limit(3).previous().into(),
            json!({"cursor": "YXQ6NQ==", "limit": "3", "direction": "previous"}),
        ),
        (
            "KWAI",
            Pagination::first().into(),
            json!({"direction": "next"}),
        ),
        (
            "KWAI",
            Pagination::first().limit(7).into(),
            json!({"limit": "7", "direction": "next"}),
        ),
    ];
    for (platform, pagination, meant) in cases {
        let call = list(platform, "acc_1").pagination(pagination);
        let answer = call.send().await.unwrap();
        let query = json!({"accountId": "acc_1", "pagination": meant});
        assert_eq!(parsed(answer.headers()), query);
    }
    let answer = list("KWAI", "acc_1").send().await.unwrap();
    assert_eq!(parsed(answer.headers()), json!({"accountId": "acc_1"}));
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn texts_of_any_kind_arrive_as_they_are() {
    for text in ["a&pagination[page]=2", "a+b %2B=", "账号 😀", "[x]", "#?/"] {
        let error = refused("KWAI", text).await;
        assert_eq!(error.code(), Some(ErrorCode::AccountNotFound), "{text}");
        assert_eq!(parsed(error.headers().unwrap())["accountId"], text);
    }
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn the_second_page_is_the_second() {
    let page = list("bilibili", "acc_1").pagination(Pagination::page(2, 20));
    let page = page.await.unwrap();
    assert_eq!(page.items[0].platform_work_id, "work 21");
    let PageInfo::Page(info) = page.pagination else {
        panic!("{:?}", page.pagination)
    };
    assert_eq!((info.page.get(), info.page_size.get()), (2, 20));
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn walks_follow_each_mode() {
    for platform in ["KWAI", "youtube", "bilibili"] {
        assert_eq!(
            walk(list(platform, "acc_1")).await,
            ids(1..=45),
            "{platform}"
        );
    }
    assert_eq!(walk(list("wxGzh", "acc_1")).await, ids(1..=3));
    let few = list("KWAI", "acc_1").pagination(Pagination::first().limit(7));
    assert_eq!(walk(few).await, ids(1..=45));
    let pages = list("bilibili", "acc_1").pagination(Pagination::page(2, 10));
    assert_eq!(walk(pages).await, ids(11..=45));
    // `at:10`, five at a time, to the beginning.
    let back = Pagination::cursor("YXQ6MTA=").limit(5).previous();
    let back = walk(list("KWAI", "acc_1").pagination(back)).await;
    assert_eq!(back, ids((6..=10).chain(1..=5)));
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn refusals_have_their_code_and_data() {
    let limit = Pagination::first().limit(51);
    let pages = Pagination::page(1, 51);
    let back = Pagination::cursor("YXQ6MTA=").previous();
    let cases = [
        (
            list("nowhere", "acc_1"),
            ErrorCode::PlatformNotSupported,
            json!({"platform": "nowhere"}),
        ),
        (
            list("xhs", "acc_1"),
            ErrorCode::ChannelPlatformOperationNotSupported,
            json!({"platform": "xhs", "capability": "listWorks"}),
        ),
        (list("KWAI", "acc_2"), ErrorCode::AccountNotFound, json!({})),
        (
            list("KWAI", "acc_1").pagination(Pagination::page(1, 2)),
            ErrorCode::ChannelPaginationModeNotSupported,
            json!({"platform": "KWAI", "expectedMode": "cursor", "actualMode": "page"}),
        ),
        (
            list("KWAI", "acc_1").pagination(limit),
            ErrorCode::ChannelPaginationLimitExceeded,
            json!({"platform": "KWAI", "limit": 51, "maxLimit": 50}),
        ),
        (
            list("bilibili", "acc_1").pagination(pages),
            ErrorCode::ChannelPaginationPageSizeExceeded,
            json!({"platform": "bilibili", "pageSize": 51, "maxPageSize": 50}),
        ),
        (
            list("tiktok", "acc_1").pagination(back),
            ErrorCode::ChannelPaginationDirectionNotSupported,
            json!({"platform": "tiktok", "direction": "previous"}),
        ),
        (
            list("KWAI", "crash"),
            ErrorCode::InternalServerError,
            json!({}),
        ),
    ];
    for (call, code, data) in cases {
        let error = call.await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Business);
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.status().unwrap(), 200);
        assert!(error.timestamp().unwrap() > 1_700_000_000_000);
        let found: Value = serde_json::from_str(error.data().unwrap().get()).unwrap();
        assert_eq!(found, data);
    }
    let limited = refused("KWAI", "limited").await;
    assert_eq!(limited.code(), Some(ErrorCode::ChannelPlatformRateLimited));
    assert!(limited.is_retryable());
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn the_key_comes_first() {
    let client = builder().api_key("another").build().unwrap();
    let error = client.works().list("nowhere", "crash").await.unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::Unauthorized));
    let client = builder().base_url(format!(
        "{}/elsewhere",
        std::env::var("AITOEARN_URL").unwrap()
    ));
    let error = client
        .build()
        .unwrap()
        .works()
        .list("KWAI", "acc_1")
        .await
        .unwrap_err();
    assert_eq!(error.code(), Some(ErrorCode::NotFound));
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn ids_and_languages_go_both_ways() {
    let client = builder()
        .default_header("x-request-id", "mine")
        .default_header("accept-language", "zh")
        .build()
        .unwrap();
    let answer = client.works().list("KWAI", "acc_1").send().await.unwrap();
    assert_eq!(
        (answer.request_id(), answer.message()),
        (Some("mine"), Some("请求成功"))
    );
    assert_eq!(answer.headers()["x-request-id"], "mine");
    let error = client.works().list("KWAI", "acc_2").await.unwrap_err();
    assert_eq!(
        (error.request_id(), error.message()),
        (Some("mine"), Some("账号未找到"))
    );
    let made = list("KWAI", "acc_1").send().await.unwrap();
    assert_eq!(made.request_id().map(str::len), Some(36));
}

#[tokio::test]
#[ignore = "cargo xtask interop express"]
async fn what_is_no_envelope_is_an_error_with_what_came() {
    let relayed = refused("KWAI", "relayed").await;
    assert_eq!(
        (relayed.kind(), relayed.status().unwrap().as_u16()),
        (ErrorKind::Status, 409)
    );
    assert!(
        relayed.to_string().contains("the upstream says no"),
        "{relayed}"
    );
    let busy = refused("KWAI", "busy").await;
    assert_eq!(busy.status().unwrap(), 429);
    assert_eq!(busy.retry_after(), Some(Duration::from_secs(7)));
    assert!(busy.is_retryable());
    let html = refused("KWAI", "html").await;
    assert_eq!(
        (html.kind(), html.status().unwrap().as_u16()),
        (ErrorKind::Status, 502)
    );
    assert!(html.response().unwrap().text().starts_with("<html>"));
    let cut = refused("KWAI", "cut").await;
    assert_eq!(cut.kind(), ErrorKind::Interrupted, "{cut}");
}
