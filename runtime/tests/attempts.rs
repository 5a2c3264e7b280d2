//! How many attempts a call made is part of what its error says.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::{Mock, TransportErrorKind, from_async_fn};
use clientwright_runtime::{
    Body, ClientBuilder, Credential, Error, ErrorKind, Operation, RequestBuilder, RetryPolicy,
    SecurityScheme, Token, TokenError, TokenProvider, TokenRequest, http, send::BoxFuture,
};
use common::{FakeTimer, block_on};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::bearer("bearer")];

static GET: Operation = Operation::new("get", "GET", "/things");
static GUARDED: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("guarded", "GET", "/things")
};
static WRAPPED: Operation = Operation {
    envelope: Some(&common::ENVELOPE),
    ..Operation::new("wrapped", "GET", "/things")
};

fn builder(service: &Mock) -> ClientBuilder {
    ClientBuilder::new("https://api.test", SCHEMES)
        .transport(service.clone())
        .timer(FakeTimer::new())
}

fn failure(builder: ClientBuilder, operation: &'static Operation) -> Error {
    let client = builder.build::<i64>().unwrap();
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/things");
    let answer = client.send_json::<u8, i64>(operation, request.finish());
    block_on(answer.into_value()).unwrap_err()
}

fn answers(answers: &[(u16, &'static str)]) -> Mock {
    let push = |service: Mock, (status, text): &(u16, &'static str)| service.answer(*status, *text);
    answers.iter().fold(Mock::new(), push)
}

#[test]
fn all_kinds_of_errors_count() {
    let busy = (503, "busy");
    let cases = [
        (&GET, answers(&[busy, busy, busy]), ErrorKind::Status, 3),
        (&GET, answers(&[busy, (404, "")]), ErrorKind::Status, 2),
        (&GET, answers(&[busy, (200, "no")]), ErrorKind::Decode, 2),
        (&GET, answers(&[(200, "no")]), ErrorKind::Decode, 1),
        (
            &WRAPPED,
            answers(&[busy, (200, r#"{"code": 7, "message": "no", "data": null}"#)]),
            ErrorKind::Business,
            2,
        ),
        (
            &GET,
            answers(&[busy, (200, "much too large")]),
            ErrorKind::TooLarge,
            2,
        ),
        (
            &GET,
            Mock::new()
                .answer(503, "")
                .fail(TransportErrorKind::Connect)
                .fail(TransportErrorKind::Interrupted),
            ErrorKind::Interrupted,
            3,
        ),
    ];
    for (operation, service, kind, attempts) in cases {
        let limit = if kind == ErrorKind::TooLarge { 5 } else { 100 };
        let error = failure(builder(&service).body_limit(limit), operation);
        assert_eq!(
            (error.kind(), error.attempts()),
            (kind, attempts),
            "{error}"
        );
        assert_eq!(service.requests().len(), attempts as usize);
        let said = error.to_string();
        match attempts {
            1 => assert!(!said.contains("attempts"), "{said}"),
            n => assert!(said.ends_with(&format!("(after {n} attempts)")), "{said}"),
        }
    }
}

#[test]
fn the_id_of_the_request_stands_beside_it() {
    let answer = |id: &str| {
        let answer = http::Response::builder().status(503);
        answer.header("x-request-id", id).body("busy").unwrap()
    };
    let service = Mock::new().respond(answer("a")).respond(answer("b"));
    let twice = RetryPolicy::new().max_attempts(2);
    let error = failure(builder(&service).retry(twice), &GET);
    assert_eq!(error.request_id(), Some("b"));
    let said = error.to_string();
    assert!(said.ends_with("(request b, after 2 attempts)"), "{said}");
}

#[test]
fn a_call_that_ran_out_of_time_counts_what_it_began() {
    let asked = AtomicU32::new(0);
    let transport = from_async_fn(move |_: http::Request<Body>| {
        let n = asked.fetch_add(1, Ordering::Relaxed);
        async move {
            match n {
                0 => Ok(common::response(503, "busy")),
                _ => std::future::pending().await,
            }
        }
    });
    let at_once = RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO);
    let builder = ClientBuilder::new("https://api.test", SCHEMES)
        .transport(transport)
        .retry(at_once)
        .timeout(Duration::from_millis(100));
    let error = failure(builder, &GET);
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 2));
    let said = error.to_string();
    assert!(said.ends_with("(after 2 attempts)"), "{said}");
}

#[test]
fn what_was_not_sent_took_no_attempt() {
    let error = failure(builder(&Mock::new()), &GUARDED);
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    assert_eq!(error.attempts(), 0);
}

/// Another token each time.
#[derive(Default)]
struct Renewed(AtomicU32);

impl TokenProvider for Renewed {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        let n = self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move { Ok(Token::new(format!("t0ken {n}"))) })
    }
}

#[test]
fn attempts_with_a_refused_token_count_too() {
    let service = answers(&[(503, ""), (401, ""), (503, ""), (404, "")]);
    let builder = builder(&service).credential(0, Credential::provider(Renewed::default()));
    let error = failure(builder, &GUARDED);
    assert_eq!(error.attempts() as usize, service.requests().len());
}
