//! What is sent: exact request lines and headers.

use crate::service::{Service, page, success};
use aitoearn_client::runtime::CallOptions;
use aitoearn_client::types::{Pagination, Platform};
use aitoearn_client::{Client, Server};
use serde_json::json;

fn empty() -> String {
    success(&page(&[], json!({"mode": "none"})))
}

#[tokio::test]
async fn every_form_of_pagination_has_its_request_line() {
    let service = Service::answering(200, empty()).await;
    let client = service.client();
    let cases = [
        (None, ""),
        (
            Some(Pagination::from(Pagination::page(2, 20))),
            "&pagination%5Bpage%5D=2&pagination%5BpageSize%5D=20",
        ),
        (
            Some(Pagination::cursor("c").into()),
            "&pagination%5Bcursor%5D=c",
        ),
        (
            Some(Pagination::cursor("a b&=/中").limit(50).previous().into()),
            "&pagination%5Bcursor%5D=a%20b%26%3D%2F%E4%B8%AD&pagination%5Blimit%5D=50&pagination%5Bdirection%5D=previous",
        ),
        (
            Some(Pagination::first().into()),
            "&pagination%5Bdirection%5D=next",
        ),
        (
            Some(Pagination::first().limit(10).into()),
            "&pagination%5Bdirection%5D=next&pagination%5Blimit%5D=10",
        ),
    ];
    for (pagination, query) in cases {
        let mut call = client.works().list("KWAI", "acc_1");
        if let Some(pagination) = pagination {
            call = call.pagination(pagination);
        }
        call.await.unwrap();
        let expected = format!("GET /api/v2/channels/works/KWAI?accountId=acc_1{query}");
        assert_eq!(service.lines().last().unwrap(), &expected);
    }
}

#[tokio::test]
async fn the_service_understands_every_form() {
    let service = Service::real(100).await;
    let client = service.client();
    let list = || client.works().list(Platform::Kwai, "acc_1");
    assert_eq!(list().await.unwrap().items.len(), 10);
    assert_eq!(
        list()
            .pagination(Pagination::first().limit(3))
            .await
            .unwrap()
            .items
            .len(),
        3
    );
    let after = list().pagination(Pagination::cursor("98")).await.unwrap();
    assert_eq!(after.items[0].platform_work_id, "work 98");
    let refused = list().pagination(Pagination::page(1, 1)).await.unwrap_err();
    assert_eq!(refused.business().unwrap().code(), 15088);
}

#[tokio::test]
async fn path_arguments_are_one_segment() {
    let service = Service::answering(200, empty()).await;
    let client = service.client();
    for (platform, segment) in [
        ("a/b", "a%2Fb"),
        ("平台", "%E5%B9%B3%E5%8F%B0"),
        ("a?b#c%2F", "a%3Fb%23c%252F"),
        ("...", "..."),
    ] {
        client.works().list(platform, "x").await.unwrap();
        let line = service.lines().pop().unwrap();
        assert_eq!(
            line,
            format!("GET /api/v2/channels/works/{segment}?accountId=x")
        );
    }
    let sent = service.lines().len();
    for platform in ["", ".", "..", "%2e", "%2E%2e", ".%2e"] {
        let refused = client.works().list(platform, "x").await.unwrap_err();
        assert_eq!(refused.argument(), Some("platform"), "{platform}");
    }
    assert_eq!(service.lines().len(), sent);
}

#[tokio::test]
async fn platforms_are_typed_or_any_text() {
    let service = Service::answering(200, empty()).await;
    let works = service.client().works();
    works.list(Platform::GoogleBusiness, "x").await.unwrap();
    works.list("google_business", "x").await.unwrap();
    works.list(String::from("new one"), "x").await.unwrap();
    let lines = service.lines();
    assert_eq!(lines[0], lines[1]);
    assert!(lines[2].contains("/new%20one?"), "{}", lines[2]);
}

#[tokio::test]
async fn the_key_and_own_headers_are_sent() {
    let service = Service::answering(200, empty()).await;
    let client = service
        .builder()
        .user_agent("my-app/1.0")
        .default_header("x-request-id", "mine")
        .build()
        .unwrap();
    client.works().list("KWAI", "x").await.unwrap();
    let seen = service.seen().remove(0);
    assert_eq!(seen.header("x-api-key"), Some("secret-key"));
    assert_eq!(seen.header("accept"), Some("application/json"));
    assert_eq!(seen.header("user-agent"), Some("my-app/1.0"));
    assert_eq!(seen.header("x-request-id"), Some("mine"));
}

#[tokio::test]
async fn a_call_and_a_walk_may_have_options_of_their_own() {
    let service = Service::real(45).await;
    let options = CallOptions::new()
        .header("X-Trace", "t1")
        .query("debug", "a b");
    let call = service.client().works().list("KWAI", "a");
    let works = call.with(options).items().try_collect().await.unwrap();
    assert_eq!(works.len(), 45);
    assert!(service.seen().len() > 1);
    for seen in service.seen() {
        assert_eq!(seen.header("x-trace"), Some("t1"));
        assert!(seen.line.contains("&debug=a%20b"), "{}", seen.line);
    }
    service.client().works().list("KWAI", "a").await.unwrap();
    assert_eq!(service.seen().pop().unwrap().header("x-trace"), None);
}

#[test]
fn a_request_is_written_down_without_its_key() {
    let client = Client::builder().api_key("secret-key").build().unwrap();
    let line = client.works().list("KWAI", "a b").to_curl().unwrap();
    assert!(!line.contains("secret-key"), "{line}");
    assert!(
        line.starts_with("curl 'https://aitoearn.cn/api/v2/channels/works/KWAI?accountId=a%20b'"),
        "{line}"
    );
    assert!(line.contains("--header 'x-api-key: ***'"), "{line}");
}

#[tokio::test]
async fn base_urls_may_have_a_path_and_a_slash() {
    let service = Service::answering(200, empty()).await;
    for (base, path) in [
        ("", ""),
        ("/", ""),
        ("/proxy/v1", "/proxy/v1"),
        ("/proxy/", "/proxy"),
    ] {
        let client = Client::builder()
            .base_url(format!("{}{base}", service.url))
            .api_key("k");
        client
            .build()
            .unwrap()
            .works()
            .list("KWAI", "x")
            .await
            .unwrap();
        let line = service.lines().pop().unwrap();
        assert_eq!(
            line,
            format!("GET {path}/api/v2/channels/works/KWAI?accountId=x")
        );
    }
}

#[test]
fn servers_are_those_of_the_document() {
    for (server, url) in [
        (Server::China, "https://aitoearn.cn/api/"),
        (Server::International, "https://aitoearn.ai/api/"),
    ] {
        let client = Client::builder()
            .server(server)
            .api_key("k")
            .build()
            .unwrap();
        let request = client.works().list("KWAI", "x").to_request().unwrap();
        assert!(request.uri().to_string().starts_with(url));
    }
}
