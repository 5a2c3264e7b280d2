//! A transport: the built-in HTTP client, and a line for everything that goes over the wire.
//!
//! `cargo run --example transport -- --api-key KEY --account ID [--base-url URL]`

pub mod common;

use aitoearn_client::runtime::transport::{HttpClient, Transport, TransportFuture};
use aitoearn_client::runtime::{self, Body, http, reqwest};
use aitoearn_client::{Error, ErrorCode};
use std::sync::{Arc, Mutex, PoisonError};

#[tokio::main]
async fn main() -> Result<(), Error> {
    for line in tell(std::env::args().skip(1)).await? {
        println!("{line}");
    }
    Ok(())
}

/// Sends by another transport and writes down what it does. Credentials are in headers and
/// queries, so only paths are written down.
struct Telling<T> {
    inner: T,
    lines: Arc<Mutex<Vec<String>>>,
}

impl<T: Transport> Transport for Telling<T> {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        let what = format!("{} {}", request.method(), request.uri().path());
        let lines = self.lines.clone();
        let answer = self.inner.send(request);
        Box::pin(async move {
            let answer = answer.await;
            let line = match &answer {
                Ok(answer) => format!("{what}: {}", answer.status()),
                Err(error) => format!("{what}: {error}"),
            };
            let mut lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
            lines.push(line);
            answer
        })
    }
}

/// Asks for works and tells what went over the wire.
pub async fn tell(arguments: impl Iterator<Item = String>) -> Result<Vec<String>, Error> {
    let lines = Arc::default();
    let client = HttpClient::new(reqwest::Client::builder());
    let transport = Telling {
        inner: client.map_err(runtime::Error::with_codes::<ErrorCode>)?,
        lines: Arc::clone(&lines),
    };
    let settings = common::settings_with(arguments, |builder| builder.transport(transport))?;
    let works = settings.client.works();
    works.list(settings.platform, settings.account).await?;
    let lines = lines.lock().unwrap_or_else(PoisonError::into_inner);
    Ok(lines.clone())
}
