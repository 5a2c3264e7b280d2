//! Tells the ways in which a call can fail apart.
//!
//! `cargo run --example handle_errors -- --api-key KEY --platform KWAI --account ID [--base-url URL]`

pub mod common;

use aitoearn_client::{Error, ErrorCode};
use common::Settings;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let settings = common::settings(std::env::args().skip(1))?;
    println!("{}", outcome(settings).await);
    Ok(())
}

/// One call, and what to do about its outcome.
pub async fn outcome(settings: Settings) -> String {
    let works = settings.client.works();
    match works.list(settings.platform, settings.account).await {
        Ok(page) => format!("{} works", page.items.len()),
        Err(error) => match error.code() {
            Some(ErrorCode::Unauthorized) => "the key is not valid".to_owned(),
            Some(ErrorCode::AccountNotFound) => "there is no such account".to_owned(),
            Some(ErrorCode::ChannelPlatformOperationNotSupported) => {
                "this platform lists no works".to_owned()
            }
            _ if error.is_retryable() => format!("try again later: {error}"),
            _ => format!("failed: {error}"),
        },
    }
}
