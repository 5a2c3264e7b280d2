//! Lists an account's works as a table.
//!
//! `cargo run --example list_works -- --api-key KEY --platform KWAI --account ID [--base-url URL]`

pub mod common;

use aitoearn_client::Error;
use common::Settings;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let settings = common::settings(std::env::args().skip(1))?;
    print!("{}", table(settings).await?);
    Ok(())
}

/// The first page, one line a work.
pub async fn table(settings: Settings) -> Result<String, Error> {
    let works = settings.client.works();
    let page = works.list(settings.platform, settings.account).await?;
    let mut table = format!("{:<24} {:<10} {:>10}  {}\n", "id", "mode", "views", "title");
    for work in page.items {
        let views = work.metrics.and_then(|metrics| metrics.view_count);
        table.push_str(&format!(
            "{:<24} {:<10} {:>10}  {}\n",
            work.platform_work_id,
            work.content_mode.as_str(),
            views.map(|views| views.to_string()).unwrap_or_default(),
            work.title.unwrap_or_default(),
        ));
    }
    Ok(table)
}
