//! The command line that the examples share.

use aitoearn_client::{Client, ClientBuilder, Error};

/// What was asked for.
pub struct Settings {
    pub client: Client,
    pub platform: String,
    pub account: String,
}

/// Reads `--base-url`, `--api-key` (or `AITOEARN_API_KEY`), `--platform`, `--account`.
pub fn settings(arguments: impl Iterator<Item = String>) -> Result<Settings, Error> {
    settings_with(arguments, |builder| builder)
}

/// The same for a client that is configured further.
pub fn settings_with(
    mut arguments: impl Iterator<Item = String>,
    configure: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<Settings, Error> {
    let mut builder = Client::builder();
    let mut key = std::env::var("AITOEARN_API_KEY").ok();
    let (mut platform, mut account) = ("KWAI".to_owned(), String::new());
    while let (Some(name), Some(value)) = (arguments.next(), arguments.next()) {
        match name.as_str() {
            "--base-url" => builder = builder.base_url(value),
            "--api-key" => key = Some(value),
            "--platform" => platform = value,
            "--account" => account = value,
            _ => eprintln!("ignored: {name} {value}"),
        }
    }
    if let Some(key) = key {
        builder = builder.api_key(key);
    }
    Ok(Settings {
        client: configure(builder).build()?,
        platform,
        account,
    })
}
