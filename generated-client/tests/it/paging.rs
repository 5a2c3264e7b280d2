//! Walks over pages: what the answer says decides.

use crate::service::{Service, page, success};
use aitoearn_client::ErrorCode;
use aitoearn_client::api::works::List;
use aitoearn_client::runtime::Bytes;
use aitoearn_client::runtime::http::Request;
use aitoearn_client::testing::MockServer;
use aitoearn_client::types::{Direction, Pagination};
use clientwright_runtime::ErrorKind;
use serde_json::{Value, from_str, json};

fn cursor(next: Option<&str>, has_next: bool) -> Value {
    let mut info =
        json!({"mode": "cursor", "hasNext": has_next, "hasPrevious": false, "limit": 25});
    if let Some(next) = next {
        info["nextCursor"] = json!(next);
    }
    info
}

fn numbered(page: u64, has_next: bool) -> Value {
    json!({"mode": "page", "page": page, "pageSize": 7, "hasNext": has_next, "hasPrevious": page > 1})
}

/// A service that has these pages.
fn service(pages: &[Value]) -> MockServer {
    let server = MockServer::new();
    let mut list = server.expect().works().list();
    for page in pages {
        list = list.answers(200, from_str::<Value>(&success(page)).unwrap());
    }
    server
}

/// The ids of a walk, the error at its end, and what was asked for after the account.
async fn walk(
    service: &MockServer,
    change: impl Fn(List) -> List,
) -> (Vec<String>, Option<ErrorKind>) {
    let mut items = change(service.client().works().list("KWAI", "a")).items();
    let mut ids = Vec::new();
    loop {
        match items.try_next().await {
            Ok(Some(work)) => ids.push(work.platform_work_id),
            Ok(None) => return (ids, None),
            Err(error) => {
                assert!(
                    matches!(items.try_next().await, Ok(None)),
                    "one error, then the end"
                );
                return (ids, Some(error.kind()));
            }
        }
    }
}

fn asked(service: &MockServer) -> Vec<String> {
    let query = |request: Request<Bytes>| {
        let (_, query) = request.uri().query()?.split_once("accountId=a")?;
        let query = query
            .replace("%5B", "[")
            .replace("%5D", "]")
            .replace("pagination", "");
        Some(query)
    };
    service.requests().into_iter().filter_map(query).collect()
}

#[tokio::test]
async fn cursors_are_followed_until_the_answer_says_so() {
    let service = service(&[
        page(&["1", "2"], cursor(Some("c1"), true)),
        page(&[], cursor(Some("c2"), true)),
        page(&["3"], cursor(Some("c3"), false)),
    ]);
    let (ids, error) = walk(&service, |call| call).await;
    assert_eq!((ids.concat().as_str(), error), ("123", None));
    assert_eq!(asked(&service), ["", "&[cursor]=c1", "&[cursor]=c2"]);
}

#[tokio::test]
async fn pages_are_counted_with_the_size_of_the_answer_or_the_callers() {
    let pages = [
        page(&["1"], numbered(1, true)),
        page(&["2"], numbered(2, false)),
    ];
    let one = service(&pages);
    assert_eq!(walk(&one, |call| call).await.0.concat(), "12");
    assert_eq!(asked(&one), ["", "&[page]=2&[pageSize]=7"]);
    let two = service(&pages);
    walk(&two, |call| call.pagination(Pagination::page(1, 3))).await;
    assert_eq!(
        asked(&two),
        ["&[page]=1&[pageSize]=3", "&[page]=2&[pageSize]=3"]
    );
}

#[tokio::test]
async fn the_callers_limit_is_repeated() {
    let pages = [
        page(&["1"], cursor(Some("c1"), true)),
        page(&["2"], cursor(None, false)),
    ];
    let one = service(&pages);
    walk(&one, |call| call.pagination(Pagination::first().limit(3))).await;
    assert_eq!(
        asked(&one),
        ["&[direction]=next&[limit]=3", "&[cursor]=c1&[limit]=3"]
    );
    let two = service(&pages);
    walk(&two, |call| {
        call.pagination(Pagination::cursor("c0").limit(4).direction(Direction::Next))
    })
    .await;
    assert_eq!(
        asked(&two),
        [
            "&[cursor]=c0&[limit]=4&[direction]=next",
            "&[cursor]=c1&[limit]=4&[direction]=next"
        ]
    );
}

#[tokio::test]
async fn a_walk_backwards_follows_the_previous_cursor() {
    let back = |previous: &str, more: bool| {
        json!({"mode": "cursor", "hasNext": true, "nextCursor": "not this", "hasPrevious": more,
            "previousCursor": previous, "limit": 5})
    };
    let service = service(&[
        page(&["2"], back("c1", true)),
        page(&["1"], back("c0", false)),
    ]);
    let (ids, _) = walk(&service, |call| {
        call.pagination(Pagination::cursor("c2").previous())
    })
    .await;
    assert_eq!(ids.concat(), "21");
    assert_eq!(
        asked(&service),
        [
            "&[cursor]=c2&[direction]=previous",
            "&[cursor]=c1&[direction]=previous"
        ]
    );
}

#[tokio::test]
async fn no_mode_is_one_page() {
    let service = service(&[page(&["1"], json!({"mode": "none", "hasNext": true}))]);
    assert_eq!(
        walk(&service, |call| call).await,
        (vec!["1".to_owned()], None)
    );
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn walks_that_cannot_go_on_end_in_one_error_after_the_items() {
    let stuck = page(&["2"], cursor(Some("c1"), true));
    for (pages, read) in [
        (vec![page(&["1"], cursor(None, true))], "1"),
        (vec![page(&["1"], cursor(Some(""), true))], "1"),
        (
            vec![page(&["1"], cursor(Some("c1"), true)), stuck.clone()],
            "12",
        ),
        (vec![page(&["1"], json!({"mode": "token"}))], "1"),
        (
            vec![
                page(&["1"], numbered(1, true)),
                page(&["2"], numbered(1, true)),
            ],
            "12",
        ),
    ] {
        let service = service(&pages);
        let (ids, error) = walk(&service, |call| call).await;
        assert_eq!(
            (ids.concat().as_str(), error),
            (read, Some(ErrorKind::Paging))
        );
        assert_eq!(service.requests().len(), pages.len());
    }
    let first = service(&[stuck]);
    let (_, error) = walk(&first, |call| call.pagination(Pagination::cursor("c1"))).await;
    assert_eq!(
        (error, first.requests().len()),
        (Some(ErrorKind::Paging), 1)
    );
}

#[tokio::test]
async fn any_error_comes_once_after_the_items_already_read() {
    let service = service(&[page(&["1", "2"], cursor(Some("c1"), true))]);
    let limited = ErrorCode::ChannelPlatformRateLimited;
    service.expect().works().list().fails(limited);
    let (ids, error) = walk(&service, |call| call).await;
    assert_eq!(
        (ids.concat().as_str(), error),
        ("12", Some(ErrorKind::Business))
    );
}

#[tokio::test]
async fn pages_come_whole() {
    let service = Service::real(25).await;
    let mut pages = service.client().works().list("KWAI", "a").pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.try_next().await.unwrap() {
        sizes.push(page.items.len());
    }
    assert_eq!(sizes, [10, 10, 5]);
}
