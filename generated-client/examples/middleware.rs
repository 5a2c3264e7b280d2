//! A middleware: answers to GET are kept, and the same question is not asked again.
//!
//! `cargo run --example middleware -- --api-key KEY --account ID [--base-url URL]`

pub mod common;

use aitoearn_client::runtime::middleware::{Answered, Middleware, Next};
use aitoearn_client::runtime::send::BoxFuture;
use aitoearn_client::runtime::{Body, Bytes, http};
use aitoearn_client::{Client, Error};
use common::Settings;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

#[tokio::main]
async fn main() -> Result<(), Error> {
    let settings = settings(std::env::args().skip(1), Cache::default())?;
    let [first, second] = twice(settings).await?;
    println!("{first} works from the service, {second} from memory");
    Ok(())
}

/// Keeps the answers to GET for as long as the client lives.
#[derive(Default)]
pub struct Cache {
    answers: Mutex<HashMap<String, http::Response<Bytes>>>,
}

impl Middleware for Cache {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            if request.method() != http::Method::GET {
                return next.run(request).await;
            }
            // The credentials of a client never change, so the URL says everything.
            let question = request.uri().to_string();
            if let Some(kept) = self.kept(&question) {
                return Ok(kept.map(Body::from));
            }
            let answer = next.run(request).await?;
            // The body of a stream is not at hand, and is not kept.
            if let (true, Some(body)) = (answer.status().is_success(), answer.body().as_bytes()) {
                let kept = http::Response::new(body.clone());
                let mut all = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
                all.insert(question, kept);
            }
            Ok(answer)
        })
    }
}

impl Cache {
    fn kept(&self, question: &str) -> Option<http::Response<Bytes>> {
        let all = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(question).cloned()
    }
}

/// A client with this middleware.
pub fn settings(arguments: impl Iterator<Item = String>, cache: Cache) -> Result<Settings, Error> {
    common::settings_with(arguments, |builder| builder.middleware(cache))
}

/// How many works there are, asked twice.
pub async fn twice(settings: Settings) -> Result<[usize; 2], Error> {
    let ask = async |client: &Client| {
        let works = client.works();
        let page = works.list(settings.platform.as_str(), &settings.account);
        page.await.map(|page| page.items.len())
    };
    let first = ask(&settings.client).await?;
    Ok([first, ask(&settings.client).await?])
}
