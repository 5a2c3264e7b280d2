//! The same calls by bare `reqwest` and serde, as people write them by hand.

use crate::peers::{issues, works};
use clientwright_runtime::transport::HttpClient;
use reqwest::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{Client, RequestBuilder};
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::rc::Rc;
use std::time::Duration;

/// What peers are called in the rows.
pub const BARE: &str = "bare reqwest";
/// One that gives up, as the generated client does.
pub const TIMED: &str = "bare reqwest with a timeout";

/// A client by hand; clones are cheap.
#[derive(Clone)]
pub struct Bare(Rc<Inner>);

struct Inner {
    client: Client,
    base: String,
    key: String,
    /// The body of the answer, where nothing is sent.
    answer: Option<String>,
}

impl Bare {
    /// One that sends its requests there.
    pub fn new(base: &str, timeout: Option<Duration>) -> Self {
        Self::with(base, timeout, None)
    }

    /// One that sends nothing, and gets this answer.
    pub fn in_memory(base: &str, answer: String) -> Self {
        Self::with(base, None, Some(answer))
    }

    fn with(base: &str, timeout: Option<Duration>, answer: Option<String>) -> Self {
        // Installs the provider of TLS that the generated client has.
        HttpClient::new(Client::builder()).expect("a client");
        // The generated client says who it is, too.
        let mut config = Client::builder().user_agent("bare/1.0.0");
        if let Some(timeout) = timeout {
            config = config.timeout(timeout);
        }
        Self(Rc::new(Inner {
            client: config.build().expect("a client"),
            base: base.to_owned(),
            key: "key-0123456789abcdef".to_owned(),
            answer,
        }))
    }

    /// A page of works.
    pub async fn works(self) {
        let url = format!("{}/api/v2/channels/works/{}", self.0.base, "KWAI");
        let request = self
            .0
            .client
            .get(url)
            .query(&[
                ("accountId", "acc_1"),
                ("pagination[mode]", "cursor"),
                ("pagination[cursor]", "eyJvZmZzZXQiOjIwfQ"),
                ("pagination[limit]", "20"),
            ])
            .header("x-api-key", &self.0.key)
            .header(ACCEPT, "application/json");
        let envelope: works::Envelope<works::Page> = self.answer(request).await;
        assert_eq!(envelope.code, 0);
        black_box(envelope.data.expect("a page"));
    }

    /// A page of issues.
    pub async fn issues(self) {
        let url = format!("{}/repos/{}/{}/issues", self.0.base, "octo", "engine");
        let request = self
            .0
            .client
            .get(url)
            .query(&[("state", "open"), ("per_page", "30"), ("page", "2")])
            .bearer_auth(&self.0.key)
            .header(ACCEPT, "application/json");
        let issues: Vec<issues::Issue> = self.answer(request).await;
        black_box(issues);
    }

    /// A new issue.
    pub async fn create(self) {
        let url = format!("{}/repos/{}/{}/issues", self.0.base, "octo", "engine");
        let new = issues::NewIssue {
            title: "The parser has no release".to_owned(),
            body: Some("It was expected in the build after a retry".to_owned()),
            milestone: None,
            labels: Some(vec!["bug".to_owned(), "A-parser".to_owned()]),
            assignees: None,
        };
        let request = self
            .0
            .client
            .post(url)
            .bearer_auth(&self.0.key)
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .body(serde_json::to_vec(&new).expect("JSON"));
        let issue: issues::Issue = self.answer(request).await;
        black_box(issue);
    }

    async fn answer<T: DeserializeOwned>(&self, request: RequestBuilder) -> T {
        if let Some(answer) = &self.0.answer {
            black_box(request.build().expect("a request"));
            return serde_json::from_slice(answer.as_bytes()).expect("what is asked for");
        }
        let answer = request.send().await.expect("an answer");
        let answer = answer.error_for_status().expect("a success");
        let body = answer.bytes().await.expect("a body");
        serde_json::from_slice(&body).expect("what is asked for")
    }
}
