//! Which calls are tried again, when, and how often; without waiting for it.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::{Mock, TransportErrorKind};
use clientwright_runtime::{
    Body, Bytes, CallOptions, Client, ClientBuilder, Error, ErrorKind, Operation, RequestBuilder,
    RetryPolicy, http,
};
use common::{FakeTimer, block_on};
use std::time::{Duration, Instant};

static GET: Operation = Operation::new("get", "GET", "/things");
static PUT: Operation = Operation::new("put", "PUT", "/things");
static POST: Operation = Operation::new("post", "POST", "/things");
static KEYED: Operation = Operation {
    idempotency_key: Some("Idempotency-Key"),
    ..Operation::new("keyed", "POST", "/things")
};
static WRAPPED: Operation = Operation {
    envelope: Some(&common::ENVELOPE),
    ..Operation::new("wrapped", "GET", "/things")
};

struct Case {
    service: Mock,
    timer: FakeTimer,
    builder: ClientBuilder,
}

fn case(service: Mock) -> Case {
    let timer = FakeTimer::new();
    let builder = common::client()
        .transport(service.clone())
        .timer(timer.clone());
    Case {
        service,
        timer,
        builder,
    }
}

impl Case {
    fn with(mut self, change: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Self {
        self.builder = change(self.builder);
        self
    }

    fn client(self) -> (Client, Mock, FakeTimer) {
        (
            self.builder.build::<i64>().unwrap(),
            self.service,
            self.timer,
        )
    }

    /// What a call comes to, how often it was sent, and what was waited for.
    fn call(self, operation: &'static Operation) -> (Result<String, Error>, usize, Vec<u128>) {
        let (client, service, timer) = self.client();
        let answer = block_on(send(&client, operation, "body"));
        (answer, service.requests().len(), timer.waits())
    }
}

async fn send(
    client: &Client,
    operation: &'static Operation,
    body: impl Into<Body>,
) -> Result<String, Error> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/things");
    request.body_bytes("text/plain", body);
    let answer = client.send_text(operation, request.finish());
    answer.into_value().await
}

fn failing(times: usize, status: u16) -> Mock {
    let fail = |service: Mock, _| service.answer(status, "no");
    (0..times).fold(Mock::new(), fail).answer(200, "yes")
}

#[test]
fn what_passes_is_tried_again_with_a_growing_wait() {
    for status in [408, 425, 429, 500, 502, 503, 504] {
        let (answer, sent, waits) = case(failing(2, status)).call(&GET);
        assert_eq!(answer.unwrap(), "yes");
        // Half of the longest wait, each time.
        assert_eq!((sent, waits), (3, vec![250, 500]), "{status}");
    }
    for kind in [
        TransportErrorKind::Connect,
        TransportErrorKind::Interrupted,
        TransportErrorKind::Timeout,
    ] {
        let (answer, sent, _) = case(Mock::new().fail(kind).answer(200, "yes")).call(&PUT);
        assert_eq!((answer.unwrap(), sent), ("yes".to_owned(), 2));
    }
}

#[test]
fn what_does_not_pass_is_not() {
    for status in [400, 401, 403, 404, 409, 422, 501] {
        let (answer, sent, _) = case(failing(1, status)).call(&GET);
        assert_eq!(answer.unwrap_err().status().unwrap().as_u16(), status);
        assert_eq!(sent, 1, "{status}");
    }
    let broken = Mock::new().fail(TransportErrorKind::Other);
    assert_eq!(case(broken).call(&GET).1, 1);
}

#[test]
fn attempts_end_and_the_last_answer_is_the_error() {
    let (answer, sent, waits) = case(failing(9, 503)).call(&GET);
    assert_eq!(answer.unwrap_err().kind(), ErrorKind::Status);
    assert_eq!((sent, waits.len()), (3, 2));
    let patient = RetryPolicy::new()
        .max_attempts(9)
        .backoff(Duration::from_millis(100), Duration::from_millis(500));
    let (_, sent, waits) = case(failing(9, 503)).with(|b| b.retry(patient)).call(&GET);
    assert_eq!(sent, 9);
    assert_eq!(waits, [50, 100, 200, 250, 250, 250, 250, 250]);
    let never = |b: ClientBuilder| b.retry(RetryPolicy::never());
    assert_eq!(case(failing(1, 503)).with(never).call(&GET).1, 1);
}

#[test]
fn a_request_that_must_not_arrive_twice_is_sent_once() {
    assert_eq!(case(failing(1, 503)).call(&POST).1, 1);
    let cut = Mock::new().fail(TransportErrorKind::Interrupted);
    assert_eq!(case(cut).call(&POST).1, 1);
    // Nothing was sent.
    let unreached = Mock::new().fail(TransportErrorKind::Connect);
    assert_eq!(case(unreached.answer(200, "yes")).call(&POST).1, 2);
    // Unless the user knows better.
    let any = |b: ClientBuilder| b.retry(RetryPolicy::new().any_method(true));
    assert_eq!(case(failing(1, 503)).with(any).call(&POST).1, 2);
}

#[test]
fn an_idempotency_key_is_made_up_and_stays_the_same() {
    let (client, service, _) = case(failing(2, 503).answer(200, "")).client();
    block_on(send(&client, &KEYED, "")).unwrap();
    block_on(send(&client, &KEYED, "")).unwrap();
    let key = |request: &http::Request<Bytes>| request.headers()["idempotency-key"].clone();
    let keys: Vec<_> = service.requests().iter().map(key).collect();
    assert_eq!(keys.len(), 4);
    assert!(keys[0] == keys[1] && keys[1] == keys[2]);
    assert_ne!(keys[2], keys[3]);
    let text = keys[0].to_str().unwrap();
    let dashes: Vec<_> = text.match_indices('-').map(|(at, _)| at).collect();
    assert_eq!((text.len(), dashes), (36, vec![8, 13, 18, 23]));
    assert_eq!(&text[14..15], "4", "a random UUID");

    let (client, service, _) = case(failing(1, 503)).client();
    let client = client.with(CallOptions::new().header("idempotency-key", "mine"));
    block_on(send(&client, &KEYED, "")).unwrap();
    let keys: Vec<_> = service.requests().iter().map(key).collect();
    assert_eq!(keys, ["mine", "mine"]);
}

#[test]
fn a_body_is_sent_again_only_if_it_can_be() {
    let stream = || common::chunks(&["a", "b"]);
    let (client, service, _) = case(failing(1, 503)).client();
    let error = block_on(send(&client, &PUT, Body::stream(stream()))).unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 503);
    assert_eq!(service.requests().len(), 1);

    let (client, service, _) = case(failing(2, 503)).client();
    block_on(send(&client, &PUT, Body::replayable(stream))).unwrap();
    let requests = service.requests();
    let bodies: Vec<_> = requests.iter().map(|request| request.body()).collect();
    assert_eq!(bodies, ["ab", "ab", "ab"]);
}

fn saying(name: &str, value: &str) -> Mock {
    let answer = http::Response::builder().status(503).header(name, value);
    let service = Mock::new().respond(answer.body("busy").unwrap());
    service.answer(200, "yes")
}

#[test]
fn the_service_says_when_to_come_back_and_whether() {
    let (_, sent, waits) = case(saying("retry-after", "7")).call(&GET);
    assert_eq!(
        (sent, waits),
        (2, vec![7250]),
        "not before that, and not all at once"
    );
    let (_, sent, waits) = case(saying("retry-after-ms", "20")).call(&GET);
    assert_eq!((sent, waits), (2, vec![270]));
    let past = "Sun, 06 Nov 1994 08:49:37 GMT";
    let (_, sent, waits) = case(saying("retry-after", past)).call(&GET);
    assert_eq!((sent, waits), (2, vec![250]));
    // Too long for anybody to wait: the caller is told.
    let (answer, sent, waits) = case(saying("retry-after", "3600")).call(&GET);
    let error = answer.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!((sent, waits.len()), (1, 0));
    let (_, sent, _) = case(saying("x-should-retry", "false")).call(&GET);
    assert_eq!(sent, 1);
}

#[test]
fn no_wait_goes_beyond_the_deadline() {
    let short = |b: ClientBuilder| b.timeout(Duration::from_millis(600));
    let (answer, sent, waits) = case(failing(9, 503)).with(short).call(&GET);
    assert_eq!(answer.unwrap_err().kind(), ErrorKind::Status);
    assert_eq!((sent, waits), (2, vec![250]));
    let (client, service, _) = case(failing(9, 503)).client();
    let client = client.with(CallOptions::new().deadline(Instant::now()));
    let error = block_on(send(&client, &GET, "")).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(service.requests().len(), 1);
}

#[test]
fn calls_share_a_budget() {
    let small = |b: ClientBuilder| b.retry_budget(15);
    let (client, service, _) = case(failing(9, 503)).with(small).client();
    for expected in [3, 5, 6, 7] {
        block_on(send(&client, &GET, "")).unwrap_err();
        assert_eq!(service.requests().len(), expected);
    }
}

#[test]
fn a_business_error_is_tried_again_only_if_it_says_so_and_the_caller_asks() {
    let later = r#"{"code":7,"message":"later","data":{"retryable":true}}"#;
    let never = r#"{"code":8,"message":"never","data":{"retryable":false}}"#;
    let fine = r#"{"code":0,"message":"ok","data":1}"#;
    let call = |first: &'static str, policy: RetryPolicy| {
        let service = Mock::new().answer(200, first).answer(200, fine);
        let (client, service, _) = case(service).with(|b| b.retry(policy)).client();
        let answer = client.send_json::<u8, i64>(&WRAPPED, RequestBuilder::new(&WRAPPED).finish());
        let answer = block_on(answer.into_value());
        (answer.is_ok(), service.requests().len())
    };
    assert_eq!(call(later, RetryPolicy::new()), (false, 1));
    assert_eq!(call(later, RetryPolicy::new().business(true)), (true, 2));
    assert_eq!(call(never, RetryPolicy::new().business(true)), (false, 1));
    let own = RetryPolicy::new().classify(|outcome| Some(outcome.business()?.code() == 8));
    assert_eq!(call(never, own.clone()), (true, 2));
    assert_eq!(call(later, own), (false, 1));
}

#[test]
fn a_call_has_a_policy_of_its_own() {
    let own = RetryPolicy::new().statuses([418]);
    let (client, service, _) = case(failing(1, 418)).client();
    let client = client.with(CallOptions::new().retry(own));
    block_on(send(&client, &GET, "")).unwrap();
    assert_eq!(service.requests().len(), 2);
}

#[test]
fn no_wait_is_too_long_to_count() {
    let endless = RetryPolicy::new()
        .max_attempts(u32::MAX)
        .backoff(Duration::MAX, Duration::MAX)
        .max_retry_after(Duration::MAX);
    let change = |b: ClientBuilder| b.retry(endless.clone()).timeout(Duration::MAX);
    let much = u64::MAX.to_string();
    for service in [failing(1, 503), saying("retry-after", &much)] {
        let (answer, sent, _) = case(service).with(change).call(&GET);
        assert_eq!(answer.unwrap_err().kind(), ErrorKind::Status);
        assert_eq!(sent, 1, "a time that no clock reaches never comes");
    }
}
