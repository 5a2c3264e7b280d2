//! A test of code that calls the service, without the service.
//!
//! `cargo run --features testing --example testing`

use aitoearn_client::runtime::ErrorKind;
use aitoearn_client::testing::MockServer;
use aitoearn_client::types::{ChannelWorkListVo, PageInfo, PageInfoCursor, Pagination, Work};
use aitoearn_client::{Client, Error, ErrorCode};
use std::num::NonZeroU64;
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Error> {
    test_of_two_pages().await?;
    test_of_failures().await;
    Ok(())
}

/// The code under test: the ids of all works of an account, or none where there is no such account.
async fn ids(client: &Client, account: &str) -> Result<Vec<String>, Error> {
    let mut works = client.works().list("KWAI", account).items();
    let mut ids = Vec::new();
    loop {
        match works.try_next().await {
            Ok(Some(work)) => ids.push(work.platform_work_id),
            Ok(None) => return Ok(ids),
            Err(error) if error.code() == Some(ErrorCode::AccountNotFound) => return Ok(Vec::new()),
            Err(error) => return Err(error),
        }
    }
}

/// One page after the other, each for the call that it is meant for.
pub async fn test_of_two_pages() -> Result<(), Error> {
    let server = MockServer::new();
    let client = server.client();
    let list = || client.works().list("KWAI", "acc_1");
    let at = |cursor: &str| list().pagination(Pagination::cursor(cursor).limit(2));

    let expect = server.expect().works();
    let first = page(&["1", "2"], Some("c1"));
    expect.list().matching(&list()).returns(first);
    expect
        .list()
        .matching(&at("c1"))
        .returns(page(&["3"], None));

    // The next page is asked for with the size that the first one had only if the caller said so.
    let error = ids(&client, "acc_1").await.map(|ids| ids.len());
    assert_eq!(
        error.map_err(|error| error.kind()),
        Err(ErrorKind::Transport)
    );
    let differs = server.verify().map_err(|unmet| unmet.to_string());
    let differs = differs.err().unwrap_or_default();
    assert!(
        differs.contains("query `pagination[limit]`: expected \"2\", sent nothing"),
        "{differs}"
    );

    let server = MockServer::new();
    let pages = [page(&["1", "2"], Some("c1")), page(&["3"], None)];
    server.expect().works().list().returns_each(pages);
    assert_eq!(ids(&server.client(), "acc_1").await?, ["1", "2", "3"]);
    Ok(())
}

/// What goes wrong in services and networks.
pub async fn test_of_failures() {
    let server = MockServer::new();
    let client = server.client();
    server
        .expect()
        .works()
        .list()
        .fails(ErrorCode::AccountNotFound)
        .returns_example_named("unauthorized401")
        .rate_limited(Duration::from_secs(3))
        .returns(page(&["1"], None))
        .cut_after(20)
        .returns(page(&["1"], None))
        .set("/data/items/0/contentMode", "hologram")
        .returns(page(&["1"], None))
        .remove("/data/items/0/platformWorkId");

    let ids = async || ids(&client, "acc_1").await.map_err(|error| error.kind());
    assert_eq!(ids().await, Ok(vec![]));
    assert_eq!(ids().await, Err(ErrorKind::Business));
    assert_eq!(ids().await, Err(ErrorKind::Status));
    assert_eq!(ids().await, Err(ErrorKind::Interrupted));
    // A kind of work that the document does not know is no reason to fail.
    assert_eq!(ids().await, Ok(vec!["1".to_owned()]));
    assert_eq!(ids().await, Err(ErrorKind::Decode));
}

fn page(ids: &[&str], next: Option<&str>) -> ChannelWorkListVo {
    let works = ids.iter().map(|id| Work::new(*id, "video"));
    let mut info = PageInfoCursor::new(next.is_some(), false, NonZeroU64::MIN);
    info.next_cursor = next.map(str::to_owned);
    ChannelWorkListVo::new("KWAI", works.collect::<Vec<_>>(), PageInfo::Cursor(info))
}
