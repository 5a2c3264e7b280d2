//! The client as a value, and the ways to send.

use crate::service::{Service, failure, page, success};
use aitoearn_client::{Client, Error};
use serde_json::json;

#[test]
fn clients_and_futures_cross_threads() {
    fn crosses<T: Send + Sync + 'static>(value: T) -> T {
        value
    }
    fn moves<T: Send + 'static>(_: T) {}
    let client = crosses(Client::builder().api_key("k").build().unwrap()).clone();
    let list = || client.works().list("KWAI", "a");
    moves(std::future::IntoFuture::into_future(list()));
    moves(list().send());
    moves(list().send_raw());
    let (mut pages, mut items) = (list().pages(), list().items());
    moves(async move { drop((pages.try_next().await, items.try_next().await)) });
    fn is_error<E: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error>();
}

#[tokio::test]
async fn an_answer_has_its_message_and_request_id() {
    let body = success(&page(&["1"], json!({"mode": "none"})));
    let service = Service::answering(200, body).await;
    let answer = service
        .client()
        .works()
        .list("KWAI", "a")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.message(), Some("请求成功"));
    assert_eq!(answer.request_id(), Some("req-1"));
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("content-type"));
    assert_eq!(answer.value().items.len(), 1);
    assert_eq!(answer.into_inner().items[0].platform_work_id, "1");
}

#[tokio::test]
async fn raw_answers_fail_on_no_status_and_no_code() {
    for (status, body) in [
        (200, failure(12600, "no", &json!({}))),
        (503, "<html>".to_owned()),
    ] {
        let service = Service::answering(status, body.clone()).await;
        let answer = service
            .client()
            .works()
            .list("KWAI", "a")
            .send_raw()
            .await
            .unwrap();
        assert_eq!(answer.status(), status);
        assert_eq!(answer.text(), body);
    }
}

#[test]
fn requests_can_be_built_without_sending() {
    let client = Client::builder()
        .base_url("http://x.test/p")
        .api_key("k")
        .build()
        .unwrap();
    let request = client.works().list("KWAI", "a").to_request().unwrap();
    assert_eq!(request.method(), "GET");
    assert_eq!(
        request.uri(),
        "http://x.test/p/api/v2/channels/works/KWAI?accountId=a"
    );
    assert_eq!(request.headers()["x-api-key"], "k");
}

#[test]
fn settings_that_cannot_be_are_refused() {
    for url in ["", "ftp://x.test", "not a url", "http://"] {
        assert!(
            Client::builder()
                .base_url(url)
                .api_key("k")
                .build()
                .is_err(),
            "{url}"
        );
    }
    let broken = Client::builder().api_key("line\nbreak").build().unwrap();
    let refused = broken.works().list("KWAI", "a").to_request().unwrap_err();
    assert!(!refused.to_string().contains("break"), "{refused}");
}
