//! The generated client: calls, errors, walks, retries, time.

use aitoearn_client::runtime::CallOptions;
use aitoearn_client::{Client, Error};
use std::time::Duration;
use wasm_bindgen::prelude::wasm_bindgen;

fn client(base: &str) -> Result<Client, Error> {
    let builder = Client::builder().base_url(base).api_key("secret-key");
    builder.build()
}

/// What a page is told of an error.
fn told(error: Error) -> String {
    let status = error.status().map(|status| status.as_u16());
    let code = error.code();
    format!("{:?} {status:?} {code:?}: {error}", error.kind())
}

/// The ids of the first page of this platform.
#[wasm_bindgen]
pub async fn list(base: String, platform: String) -> Result<Vec<String>, String> {
    let call = async { client(&base)?.works().list(platform, "a").await };
    let works = call.await.map_err(told)?.items.into_iter();
    Ok(works.map(|work| work.platform_work_id).collect())
}

/// The ids of all pages.
#[wasm_bindgen]
pub async fn walk(base: String) -> Result<Vec<String>, String> {
    let walk = async {
        client(&base)?
            .works()
            .list("KWAI", "a")
            .items()
            .try_collect()
            .await
    };
    let works = walk.await.map_err(told)?.into_iter();
    Ok(works.map(|work| work.platform_work_id).collect())
}

/// A call that has so many milliseconds.
#[wasm_bindgen]
pub async fn hurried(base: String, millis: u32) -> Result<(), String> {
    let options = CallOptions::new().timeout(Duration::from_millis(millis.into()));
    let call = async { client(&base)?.works().list("KWAI", "a").with(options).await };
    call.await.map(drop).map_err(told)
}
