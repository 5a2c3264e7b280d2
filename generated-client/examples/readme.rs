//! The example of the project's README.

use aitoearn_client::types::Pagination;
use aitoearn_client::{Client, Error, ErrorCode, Server};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let key = std::env::var("AITOEARN_API_KEY").unwrap_or_default();
    let client = Client::builder()
        .server(Server::International)
        .api_key(key)
        .build()?;

    // One page. Which mode a platform pages in is the platform's: the answer names it.
    let first = client
        .works()
        .list("KWAI", "acc_1")
        .pagination(Pagination::first().limit(10))
        .await?;
    println!("{} works", first.items.len());

    // All pages, whichever way they go on.
    let mut works = client.works().list("KWAI", "acc_1").items();
    loop {
        match works.try_next().await {
            Ok(Some(work)) => println!("{}", work.platform_work_id),
            Ok(None) => return Ok(()),
            Err(error) if error.code() == Some(ErrorCode::AccountNotFound) => {
                println!("no such account");
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
}
