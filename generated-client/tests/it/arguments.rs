//! Arguments that are refused before anything is sent.

use crate::service::Service;
use aitoearn_client::Client;
use aitoearn_client::types::Pagination;
use clientwright_runtime::ErrorKind;

const MOST: u64 = 9_007_199_254_740_991;

#[tokio::test]
async fn numbers_out_of_range_name_the_parameter_and_the_bound() {
    let service = Service::real(1).await;
    let list = || service.client().works().list("KWAI", "acc_1");
    let cases: [(Pagination, &str, &str); 7] = [
        (Pagination::page(0, 20).into(), "pagination[page]", "1"),
        (Pagination::page(1, 0).into(), "pagination[pageSize]", "1"),
        (
            Pagination::page(MOST + 1, 20).into(),
            "pagination[page]",
            "9007199254740991",
        ),
        (
            Pagination::page(1, u64::MAX).into(),
            "pagination[pageSize]",
            "9007199254740991",
        ),
        (
            Pagination::cursor("c").limit(0).into(),
            "pagination[limit]",
            "1",
        ),
        (
            Pagination::first().limit(0).into(),
            "pagination[limit]",
            "1",
        ),
        (
            Pagination::first().limit(MOST + 1).into(),
            "pagination[limit]",
            "9007199254740991",
        ),
    ];
    for (pagination, name, bound) in cases {
        let refused = list().pagination(pagination).await.unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::InvalidArgument);
        assert_eq!(refused.argument(), Some(name));
        assert!(refused.to_string().contains(bound), "{refused}");
        assert!(!refused.is_retryable());
    }
    let empty = service.client().works().list("KWAI", "").await.unwrap_err();
    assert_eq!(empty.argument(), Some("accountId"));
    assert_eq!(service.lines(), Vec::<String>::new());
}

#[test]
fn the_limits_themselves_are_allowed() {
    let client = Client::builder().api_key("k").build().unwrap();
    let list = || client.works().list("KWAI", "x");
    list()
        .pagination(Pagination::page(MOST, MOST))
        .to_request()
        .unwrap();
    list()
        .pagination(Pagination::page(1, 1))
        .to_request()
        .unwrap();
    list()
        .pagination(Pagination::first().limit(MOST))
        .to_request()
        .unwrap();
}

#[tokio::test]
async fn a_missing_key_is_said_before_anything_is_sent() {
    let service = Service::real(1).await;
    let client = Client::builder().base_url(&service.url).build().unwrap();
    let refused = client.works().list("KWAI", "x").await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::MissingCredential);
    assert!(refused.to_string().contains("X-Api-Key"), "{refused}");
    assert_eq!(service.lines(), Vec::<String>::new());
}
