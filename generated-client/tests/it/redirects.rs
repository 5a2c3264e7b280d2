//! Redirects: followed, but no credential leaves the origin it was given for.

use crate::service::{Service, json_text, page, success};
use serde_json::json;

fn to(url: String, status: u16) -> impl Fn() -> axum::response::Response {
    move || {
        let mut answer = json_text(status, "");
        answer
            .headers_mut()
            .insert("location", url.parse().unwrap());
        answer
    }
}

#[tokio::test]
async fn the_key_stays_with_its_origin() {
    let body = success(&page(&["1"], json!({"mode": "none"})));
    let other = Service::answering(200, body.clone()).await;
    for status in [301, 302, 303, 307, 308] {
        let away = to(format!("{}/there", other.url), status);
        let home = Service::start(move |seen, _| {
            if seen.line.contains("/here") {
                away()
            } else {
                to("/here?a=1".to_owned(), status)()
            }
        })
        .await;
        home.client().works().list("KWAI", "a").await.unwrap();
        let seen = home.seen();
        assert_eq!(seen.len(), 2);
        assert!(
            seen.iter()
                .all(|one| one.header("x-api-key") == Some("secret-key"))
        );
        let there = other.seen().pop().unwrap();
        assert_eq!(there.line, "GET /there");
        assert_eq!(there.header("x-api-key"), None);
    }
}

#[tokio::test]
async fn circles_end() {
    let service = Service::start(|_, _| to("/again".to_owned(), 302)()).await;
    let error = service
        .client()
        .works()
        .list("KWAI", "a")
        .await
        .unwrap_err();
    assert!(error.to_string().contains("redirect"), "{error}");
    assert!(service.lines().len() <= 11);
}
