//! Requests for tokens: tried again and given up as calls are, and seen by nobody else.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::middleware::{Next, from_fn};
use clientwright_runtime::send::BoxFuture;
use clientwright_runtime::transport::{Mock, TransportErrorKind, from_async_fn};
use clientwright_runtime::{
    Body, Client, ClientBuilder, ClientCredentials, Credential, Error, ErrorKind, Operation,
    RequestBuilder, RetryPolicy, SecurityScheme, Token, TokenError, TokenProvider, TokenRequest,
    http,
};
use common::{FakeTimer, block_on};
use std::sync::{Arc, Mutex};
use std::time::Duration;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::oauth2("oauth", Some("/token"))];

static READ: Operation = Operation {
    security: &[&[(0, &["read"])]],
    ..Operation::new("read", "GET", "/read")
};

const TOKEN: &str = r#"{"access_token": "t0ken", "token_type": "bearer"}"#;

fn builder(service: &Mock) -> ClientBuilder {
    ClientBuilder::new("https://api.test", SCHEMES)
        .transport(service.clone())
        .timer(FakeTimer::new())
        .credential(0, ClientCredentials::new("id", "s3cret").into())
}

async fn call(client: &Client) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&READ);
    request.path_literal("/read");
    client.send_text(&READ, request.finish()).into_value().await
}

fn paths(service: &Mock) -> Vec<String> {
    let requests = service.requests();
    let paths = requests.iter().map(|request| request.uri().path());
    paths.map(str::to_owned).collect()
}

#[test]
fn a_token_endpoint_in_trouble_is_asked_again() {
    let service = Mock::new()
        .answer(503, "")
        .fail(TransportErrorKind::Interrupted)
        .answer(200, TOKEN)
        .answer(200, "done");
    let client = builder(&service).build::<i64>().unwrap();
    assert_eq!(block_on(call(&client)).unwrap(), "done");
    assert_eq!(paths(&service), ["/token", "/token", "/token", "/read"]);
    let requests = service.requests();
    assert_eq!(requests[0].body(), requests[2].body());
    assert_eq!(requests[3].headers()["authorization"], "Bearer t0ken");
}

#[test]
fn the_policy_of_the_client_says_how_often() {
    let service = Mock::new().answer(503, "").answer(200, TOKEN);
    let client = builder(&service).retry(RetryPolicy::never());
    let error = block_on(call(&client.build::<i64>().unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.is_retryable());
    assert_eq!(paths(&service), ["/token"]);
    // What the endpoint refuses is refused.
    let service = Mock::new().answer(400, r#"{"error": "invalid_scope"}"#);
    let error = block_on(call(&builder(&service).build::<i64>().unwrap())).unwrap_err();
    assert!(error.to_string().contains("invalid_scope"), "{error}");
    assert_eq!(paths(&service), ["/token"]);
}

#[test]
fn no_wait_for_a_token_goes_beyond_the_deadline_of_the_call() {
    let service = (0..9).fold(Mock::new(), |service, _| service.answer(503, ""));
    let many = RetryPolicy::new().max_attempts(9);
    let client = builder(&service)
        .retry(many)
        .timeout(Duration::from_millis(600));
    let error = block_on(call(&client.build::<i64>().unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    // At 0 and 250 ms; the next one would begin at 750 ms.
    assert_eq!(paths(&service), ["/token", "/token"]);
}

#[test]
fn an_endpoint_that_never_answers_does_not_hold_the_call() {
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    let transport = from_async_fn(move |_: http::Request<Body>| {
        *count.lock().unwrap() += 1;
        std::future::pending()
    });
    let client = ClientBuilder::new("https://api.test", SCHEMES)
        .transport(transport)
        .credential(0, ClientCredentials::new("id", "s3cret").into())
        .retry(RetryPolicy::new().backoff(Duration::ZERO, Duration::ZERO))
        .attempt_timeout(Duration::from_millis(20))
        .timeout(Duration::from_secs(20));
    let error = block_on(call(&client.build::<i64>().unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert!(error.to_string().contains("in time"), "{error}");
    assert_eq!(*asked.lock().unwrap(), 3, "each attempt has its time");
}

#[test]
fn middleware_does_not_see_it() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = |place: &'static str| {
        let seen = seen.clone();
        from_fn(move |mut request: http::Request<Body>, next: Next| {
            let path = request.uri().path().to_owned();
            seen.lock().unwrap().push(format!("{place} {path}"));
            let key = http::HeaderValue::from_static("for the service only");
            request.headers_mut().insert("x-key", key);
            next.run(request)
        })
    };
    let service = Mock::new().answer(200, TOKEN).answer(200, "done");
    let client = builder(&service)
        .middleware(log("call"))
        .attempt_middleware(log("attempt"));
    block_on(call(&client.build::<i64>().unwrap())).unwrap();
    assert_eq!(*seen.lock().unwrap(), ["call /read", "attempt /read"]);
    assert!(!service.requests()[0].headers().contains_key("x-key"));
}

/// A login of its own, which must not be done twice.
struct Login;

impl TokenProvider for Login {
    fn token(&self, request: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async move {
            let mut login = http::Request::new(Body::from("once"));
            *login.method_mut() = http::Method::POST;
            *login.uri_mut() = http::Uri::from_static("https://login.test/in");
            let answer = request.send(login).await?;
            Ok(Token::new(answer.text().into_owned()))
        })
    }
}

#[test]
fn a_request_of_a_provider_of_ones_own_is_sent_again_by_its_method() {
    let service = Mock::new().fail(TransportErrorKind::Interrupted);
    let client = builder(&service).credential(0, Credential::provider(Login));
    let error = block_on(call(&client.build::<i64>().unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Token);
    assert_eq!(paths(&service), ["/in"]);
    // Nothing of it was sent.
    let service = Mock::new()
        .fail(TransportErrorKind::Connect)
        .answer(200, "t0ken")
        .answer(200, "done");
    let client = builder(&service).credential(0, Credential::provider(Login));
    block_on(call(&client.build::<i64>().unwrap())).unwrap();
    assert_eq!(paths(&service), ["/in", "/in", "/read"]);
}
