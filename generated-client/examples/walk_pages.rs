//! Walks over all works of an account, whichever way the platform pages.
//!
//! `cargo run --example walk_pages -- --api-key KEY --platform KWAI --account ID [--base-url URL]`

pub mod common;

use aitoearn_client::Error;
use aitoearn_client::types::Pagination;
use common::Settings;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let settings = common::settings(std::env::args().skip(1))?;
    println!("{} works", walk(settings).await?);
    Ok(())
}

/// Prints every work's id and counts them.
pub async fn walk(settings: Settings) -> Result<usize, Error> {
    let works = settings.client.works();
    let mut items = works
        .list(settings.platform, settings.account)
        .pagination(Pagination::first().limit(20))
        .items();
    let mut count = 0;
    while let Some(work) = items.try_next().await? {
        count += 1;
        println!("{}", work.platform_work_id);
    }
    Ok(count)
}
