//! The examples against a service that behaves as the real one.

#![allow(
    clippy::duplicate_mod,
    reason = "each example brings the module that they share"
)]

use crate::service::Service;

#[cfg(feature = "blocking")]
#[allow(dead_code)]
#[path = "../../examples/blocking.rs"]
mod blocking;
#[allow(dead_code)]
#[path = "../../examples/handle_errors.rs"]
mod handle_errors;
#[allow(dead_code)]
#[path = "../../examples/list_works.rs"]
mod list_works;
#[allow(dead_code)]
#[path = "../../examples/middleware.rs"]
mod middleware;
#[allow(dead_code)]
#[path = "../../examples/testing.rs"]
mod testing;
#[allow(dead_code)]
#[path = "../../examples/transport.rs"]
mod transport;
#[allow(dead_code)]
#[path = "../../examples/walk_pages.rs"]
mod walk_pages;

macro_rules! settings {
    ($example:ident, $service:expr, $($more:expr),*) => {{
        let arguments = ["--base-url", &$service.url, "--account", "a", $($more),*];
        $example::common::settings(arguments.into_iter().map(str::to_owned)).unwrap()
    }};
}

#[tokio::test]
async fn works_are_listed_as_a_table() {
    let service = Service::real(3).await;
    let settings = settings!(list_works, service, "--api-key", "secret-key");
    let table = list_works::table(settings).await.unwrap();
    assert_eq!(table.lines().count(), 4);
    assert!(table.contains("work 2"), "{table}");
}

#[tokio::test]
async fn all_pages_are_walked() {
    let service = Service::real(45).await;
    let settings = settings!(walk_pages, service, "--api-key", "secret-key");
    assert_eq!(walk_pages::walk(settings).await.unwrap(), 45);
    assert_eq!(service.lines().len(), 3);
}

#[cfg(feature = "blocking")]
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn works_are_waited_for() {
    let service = Service::real(45).await;
    let settings = settings!(blocking, service, "--api-key", "secret-key");
    // The service has this runtime.
    let walk = move || blocking::waits::walk(&settings);
    let walked = tokio::task::spawn_blocking(walk).await;
    assert_eq!(walked.unwrap().unwrap(), 45);
}

#[tokio::test]
async fn errors_are_told_apart() {
    let service = Service::real(3).await;
    let wrong = settings!(handle_errors, service, "--api-key", "wrong");
    assert_eq!(handle_errors::outcome(wrong).await, "the key is not valid");
    let key = ["--api-key", "secret-key"];
    let right = settings!(handle_errors, service, key[0], key[1]);
    assert_eq!(handle_errors::outcome(right).await, "3 works");
    let other = settings!(handle_errors, service, key[0], key[1], "--platform", "xhs");
    assert_eq!(
        handle_errors::outcome(other).await,
        "this platform lists no works"
    );
}

#[tokio::test]
async fn a_middleware_keeps_answers() {
    let service = Service::real(3).await;
    let arguments = [
        "--base-url",
        &service.url,
        "--account",
        "a",
        "--api-key",
        "secret-key",
    ];
    let cache = middleware::Cache::default();
    let settings = middleware::settings(arguments.into_iter().map(str::to_owned), cache);
    assert_eq!(middleware::twice(settings.unwrap()).await.unwrap(), [3, 3]);
    assert_eq!(service.lines().len(), 1);
}

#[tokio::test]
async fn a_transport_tells_what_goes_over_the_wire() {
    let service = Service::real(3).await;
    let arguments = [
        "--base-url",
        &service.url,
        "--account",
        "a",
        "--api-key",
        "secret-key",
    ];
    let told = transport::tell(arguments.into_iter().map(str::to_owned)).await;
    let told = told.unwrap();
    let path = "/api/v2/channels/works/KWAI";
    assert_eq!(told, [format!("GET {path}: 200 OK")]);
}

#[tokio::test]
async fn code_is_tested_without_a_service() {
    testing::test_of_two_pages().await.unwrap();
    testing::test_of_failures().await;
}
