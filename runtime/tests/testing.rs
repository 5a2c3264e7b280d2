//! The stand-in for the service that tests of users have: what it answers, and what it says when a test fails.

#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright_runtime::testing::{Coded, Example, Expect, Json, MockServer, Nothing};
use clientwright_runtime::transport::TransportErrorKind;
use clientwright_runtime::{
    Client, ClientBuilder, Envelope, Error, ErrorKind, KeyLocation, Operation, Request,
    RequestBuilder, ResponseFuture, RetryPolicy, SecurityScheme, Style, Value, http,
};
use serde_json::json;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

static LOGS: Operation = Operation {
    accept: "application/json",
    security: &[&[(0, &[])]],
    ..Operation::new("listLogs", "GET", "/logs")
};

static KEY: &[SecurityScheme] = &[SecurityScheme::api_key("key", KeyLocation::Query, "key")];

/// A call as it is generated: its level is an argument.
#[derive(Clone, Debug)]
struct Logs {
    core: Client,
    level: &'static str,
}

impl Logs {
    fn request(&self) -> Result<Request, Error> {
        let mut request = RequestBuilder::new(&LOGS);
        request.path_literal("/logs");
        request.query("level", &self.level, Style::FORM);
        request.finish()
    }

    fn send(self) -> ResponseFuture<Vec<String>> {
        self.core.send_json(&LOGS, self.request())
    }
}

clientwright_runtime::call!(Logs, LOGS -> Vec<String>);

static CODED: Envelope = Envelope {
    code: "code",
    success: 0,
    message: "message",
    data: "data",
    data_optional: false,
    request_id: Some("id"),
    timestamp: None,
};

static NOTE: Operation = Operation {
    envelope: Some(&CODED),
    ..Operation::new("note", "POST", "/notes")
};

/// A call with a body, whose answer is in an envelope.
#[derive(Clone, Debug)]
struct Note {
    core: Client,
    body: Value,
}

impl Note {
    fn request(&self) -> Result<Request, Error> {
        let mut request = RequestBuilder::new(&NOTE);
        request.path_literal("/notes");
        request.body_json(&self.body);
        request.finish()
    }

    fn send(self) -> ResponseFuture<u32> {
        self.core.send_json(&NOTE, self.request())
    }
}

clientwright_runtime::call!(Note, NOTE -> u32);

/// A mock, and what its generated wrapper would have.
struct Service {
    mock: MockServer,
    core: Client,
}

static EXAMPLES: &[Example] = &[
    Example::new("wrong", 200, r#"{"no": "list"}"#),
    Example::new("two", 200, r#"["a", "b"]"#),
    Example::new("busy", 503, r#""later""#),
];

impl Service {
    fn new() -> Self {
        let mock = MockServer::new();
        let builder = ClientBuilder::new("https://api.test/v1", KEY)
            .credential(0, "secret".into())
            .timeout(Duration::from_millis(300))
            .retry(RetryPolicy::never())
            .transport(mock.transport());
        let core = builder.build::<i64>().unwrap();
        Self { mock, core }
    }

    #[track_caller]
    fn expect_logs(&self) -> Expect<Logs, Json<Vec<String>>, Nothing> {
        self.mock.expect("logs()", 200, EXAMPLES)
    }

    #[track_caller]
    fn expect_note(&self) -> Expect<Note, Json<u32>, Coded> {
        self.mock.expect("note()", 200, &[])
    }

    fn logs(&self, level: &'static str) -> Logs {
        let core = self.core.clone();
        Logs { core, level }
    }

    fn note(&self, body: Value) -> Note {
        let core = self.core.clone();
        Note { core, body }
    }
}

/// What a test fails with that does this.
fn failure(test: impl FnOnce()) -> String {
    let caught = catch_unwind(AssertUnwindSafe(test)).unwrap_err();
    let text = caught.downcast_ref::<String>();
    text.cloned().unwrap()
}

#[tokio::test]
async fn answers_come_in_their_order() {
    let service = Service::new();
    service
        .expect_logs()
        .returns_each([vec!["1".to_owned()], vec!["2".to_owned()]])
        .fails(500, ())
        .times(2)
        .returns(vec![])
        .always();
    assert_eq!(service.logs("info").await.unwrap(), ["1"]);
    assert_eq!(service.logs("info").await.unwrap(), ["2"]);
    for _ in 0..2 {
        let error = service.logs("info").await.unwrap_err();
        assert_eq!(error.status().unwrap(), 500);
    }
    for _ in 0..3 {
        assert!(service.logs("info").await.unwrap().is_empty());
    }
    assert_eq!(service.mock.requests().len(), 7);
    assert_eq!(service.mock.requests()[0].uri().path(), "/v1/logs");
}

#[tokio::test]
async fn a_call_is_told_by_its_arguments() {
    let service = Service::new();
    let same = service.logs("warn");
    service
        .expect_logs()
        .matching(&same)
        .returns(vec!["warned".to_owned()]);
    service
        .expect_logs()
        .query("level", "info")
        .returns(vec!["told".to_owned()]);
    assert_eq!(service.logs("info").await.unwrap(), ["told"]);
    assert_eq!(service.logs("warn").await.unwrap(), ["warned"]);
}

#[tokio::test]
async fn what_differs_is_said() {
    let service = Service::new();
    service
        .expect_logs()
        .matching(&service.logs("warn"))
        .returns(vec![]);
    let error = service.logs("info").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    let text = service.mock.verify().unwrap_err().to_string();
    assert!(error.to_string().contains("query `level`"), "{error}");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    assert_eq!(
        lines[0],
        "unexpected call of listLogs: GET /v1/logs?level=info"
    );
    assert!(
        lines[1].starts_with("logs() of ") && lines[1].ends_with("differs:"),
        "{text}"
    );
    assert_eq!(lines[2], r#"query `level`: expected "warn", sent "info""#);
    assert!(lines[3].ends_with("was expected once more"), "{text}");
    assert!(lines[3].contains("testing.rs:"), "{text}");
    assert!(!text.contains("secret"), "{text}");
}

#[tokio::test]
async fn bodies_are_compared_as_json() {
    let service = Service::new();
    let wanted = json!({"text": "a", "tags": ["x", "y"], "by": {"id": 1}});
    service
        .expect_note()
        .matching(&service.note(wanted.clone()))
        .returns(1_u32);
    service
        .expect_note()
        .body(json!({"other": true}))
        .returns(2_u32);
    let sent = json!({"by": {"id": 2}, "tags": ["x", "z"], "text": "a", "new": null});
    service.note(sent).await.unwrap_err();
    assert_eq!(service.note(wanted).await.unwrap(), 1);
    assert_eq!(service.note(json!({"other": true})).await.unwrap(), 2);
    let text = service.mock.verify().unwrap_err().to_string();
    for line in [
        "body at `/by/id`: expected 1, sent 2",
        "body at `/new`: expected nothing, sent null",
        r#"body at `/tags/1`: expected "y", sent "z""#,
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[tokio::test]
async fn failures_are_what_the_document_says() {
    let service = Service::new();
    service
        .expect_note()
        .fails(7)
        .fails_with(8, "full", json!({"left": 0}))
        .answers(200, json!({"code": 9, "message": "no"}));
    let failed = || async { service.note(Value::Null).await.unwrap_err() };
    let error = failed().await;
    assert_eq!((error.kind(), error.code()), (ErrorKind::Business, Some(7)));
    assert_eq!(error.request_id(), Some("mock-request"));
    let error = failed().await;
    assert_eq!(error.message(), Some("full"));
    assert_eq!(error.data().unwrap().get(), r#"{"left":0}"#);
    assert_eq!(failed().await.code(), Some(9));
}

#[tokio::test]
async fn faults_are_those_of_networks_and_services() {
    let service = Service::new();
    service
        .expect_logs()
        .rate_limited(Duration::from_secs(7))
        .breaks(TransportErrorKind::Connect)
        .returns(vec!["a".to_owned()])
        .cut_after(3)
        .stalls()
        .returns(vec!["a".to_owned()])
        .stalls_after(2)
        .returns(vec!["a".to_owned()])
        .set("/0", 7)
        .returns(vec!["a".to_owned()])
        .with_header("x-request-id", "r-1");
    let failed = || async { service.logs("info").await.unwrap_err() };
    let error = failed().await;
    assert_eq!(error.retry_after(), Some(Duration::from_secs(7)));
    assert_eq!(failed().await.kind(), ErrorKind::Connect);
    assert_eq!(failed().await.kind(), ErrorKind::Interrupted);
    assert_eq!(failed().await.kind(), ErrorKind::Timeout);
    assert_eq!(failed().await.kind(), ErrorKind::Timeout);
    let error = failed().await;
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.decode_failure().unwrap().path(), "[0]");
    let answer = service.logs("info").send().await.unwrap();
    assert_eq!(answer.request_id(), Some("r-1"));
}

#[tokio::test]
async fn examples_are_the_documents() {
    let service = Service::new();
    service
        .expect_logs()
        .returns_example()
        .returns_example_named("busy");
    assert_eq!(service.logs("info").await.unwrap(), ["a", "b"]);
    let error = service.logs("info").await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    let text = failure(|| drop(service.expect_logs().returns_example_named("none")));
    assert_eq!(
        text,
        "logs(): the document has no example `none`; there are: wrong, two, busy"
    );
    service.mock.verify().unwrap_err();
}

#[test]
fn a_test_that_is_written_wrongly_fails_at_once() {
    let service = Service::new();
    let text = failure(|| drop(service.expect_logs().answers(200, json!([7]))));
    assert!(
        text.starts_with("logs(): this is no answer of the operation"),
        "{text}"
    );
    assert!(text.contains("[0]"), "{text}");
    let text = failure(|| drop(service.expect_note().answers(200, json!({"message": "x"}))));
    assert!(text.contains("`code`"), "{text}");
    let text = failure(|| drop(service.expect_logs().always()));
    assert_eq!(text, "logs(): there is no answer before");
    let text = failure(|| drop(service.expect_logs().returns(vec![]).set("/a/b", 1)));
    assert_eq!(text, "logs(): `/a/b` leads nowhere in []");
    service.mock.verify().unwrap_err();
}

#[test]
fn what_was_expected_has_to_happen() {
    let text = failure(|| {
        let service = Service::new();
        service.expect_logs().returns(vec![]).times(2);
        service.expect_note().returns(1_u32).always();
        service.expect_note().body(json!(1));
    });
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with("was expected 2 more times"), "{text}");
    assert!(
        lines[1].ends_with("has no answer: say what comes of it"),
        "{text}"
    );
    assert_eq!(lines.len(), 2);
}

#[tokio::test]
async fn any_answer_can_be_given() {
    let service = Service::new();
    let answer = http::Response::builder()
        .status(418)
        .body("short and stout");
    service.expect_logs().responds(answer.unwrap());
    let error = service.logs("info").await.unwrap_err();
    assert_eq!(error.response().unwrap().text(), "short and stout");
}
