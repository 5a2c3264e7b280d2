//! Tokens that are fetched as they are needed.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::send::BoxFuture;
use clientwright_runtime::timer::Timer;
use clientwright_runtime::transport::{from_async_fn, from_fn};
use clientwright_runtime::{
    Body, Client, ClientBuilder, ClientCredentials, Credential, Error, ErrorKind, KeyLocation,
    OAuthErrorKind, Operation, RequestBuilder, RetryPolicy, SecurityScheme, Token, TokenError,
    TokenProvider, TokenRequest, http,
};
use common::{FakeTimer, block_on, response};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::oauth2("oauth", Some("/token")),
    SecurityScheme::open_id_connect(
        "oidc",
        "https://login.test/.well-known/openid-configuration",
    ),
    SecurityScheme::api_key("key", KeyLocation::Query, "key"),
    SecurityScheme::oauth2("implicit", None),
];

const fn operation(security: &'static [&'static [(usize, &'static [&'static str])]]) -> Operation {
    Operation {
        security,
        ..Operation::new("o", "GET", "/o")
    }
}

static READ: Operation = operation(&[&[(0, &["read"])]]);
static WRITE: Operation = operation(&[&[(0, &["read", "write"])]]);
static OIDC: Operation = operation(&[&[(1, &[])]]);
static KEYED: Operation = operation(&[&[(2, &[])]]);
static IMPLICIT: Operation = operation(&[&[(3, &[])]]);

/// What was sent: method and path, the header `Authorization`, the body.
type Log = Arc<Mutex<Vec<(String, String, String)>>>;

/// A service, and who gives tokens for it: by path, which answer comes the nth time.
fn service(
    answer: impl Fn(&str, usize) -> (u16, String) + Send + Sync + 'static,
) -> (ClientBuilder, Log) {
    let log = Log::default();
    let seen = log.clone();
    let transport = from_fn(move |request: http::Request<Body>| {
        let mut log = seen.lock().unwrap();
        let target = format!("{} {}", request.method(), request.uri());
        let count = log.iter().filter(|(known, ..)| *known == target).count();
        let header = request.headers().get("authorization");
        let header = header
            .map_or("", |value| value.to_str().unwrap())
            .to_owned();
        let body = request.body().as_bytes().unwrap();
        let body = String::from_utf8(body.to_vec()).unwrap();
        let (status, text) = answer(request.uri().path(), count);
        log.push((target, header, body));
        Ok(response(status, text))
    });
    let builder = ClientBuilder::new("https://api.test/v1", SCHEMES).transport(transport);
    (builder, log)
}

fn client() -> Credential {
    ClientCredentials::new("my id", "s3cr:t").into()
}

async fn call(client: &Client, operation: &'static Operation) -> Result<String, Error> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/o");
    client
        .send_text(operation, request.finish())
        .into_value()
        .await
}

fn assert_no_secret(error: &Error) {
    let text = format!("{error} {error:?}");
    assert!(!text.contains("s3cr") && !text.contains("t0ken"), "{text}");
}

/// Token n lives for a thousand seconds.
fn nth_token(n: usize) -> (u16, String) {
    let token =
        format!(r#"{{"access_token": "t0ken{n}", "token_type": "bearer", "expires_in": 1000}}"#);
    (200, token)
}

#[test]
fn a_token_is_fetched_once_for_its_scopes() {
    let (builder, log) = service(|path, n| match path {
        "/token" => nth_token(n),
        _ => (200, "done".to_owned()),
    });
    let client = builder.credential(0, client()).build::<i64>().unwrap();
    block_on(async {
        for operation in [&READ, &READ, &WRITE, &READ] {
            assert_eq!(call(&client, operation).await.unwrap(), "done");
        }
    });
    let log = log.lock().unwrap();
    let (token, api) = ("POST https://api.test/token", "GET https://api.test/v1/o");
    let targets: Vec<&str> = log.iter().map(|(target, ..)| target.as_str()).collect();
    assert_eq!(targets, [token, api, api, token, api, api]);
    // `my+id:s3cr%3At`
    assert_eq!(log[0].1, "Basic bXkraWQ6czNjciUzQXQ=");
    assert_eq!(log[0].2, "grant_type=client_credentials&scope=read");
    assert_eq!(log[3].2, "grant_type=client_credentials&scope=read+write");
    let tokens = [1, 2, 4, 5].map(|at: usize| log[at].1.as_str());
    assert_eq!(
        tokens,
        [
            "Bearer t0ken0",
            "Bearer t0ken0",
            "Bearer t0ken1",
            "Bearer t0ken0"
        ]
    );
}

#[test]
fn a_token_is_fetched_again_before_it_ends() {
    let (builder, log) = service(|path, n| match path {
        "/token" => nth_token(n),
        _ => (200, String::new()),
    });
    let timer = FakeTimer::new();
    let builder = builder.timer(timer.clone()).credential(0, client());
    let client = builder.build::<i64>().unwrap();
    block_on(async {
        call(&client, &READ).await.unwrap();
        timer.sleep(Duration::from_secs(930)).await;
        call(&client, &READ).await.unwrap();
        timer.sleep(Duration::from_secs(15)).await;
        call(&client, &READ).await.unwrap();
    });
    let log = log.lock().unwrap();
    let sent: Vec<&str> = log.iter().map(|(_, header, _)| header.as_str()).collect();
    assert_eq!(sent[1..3], ["Bearer t0ken0"; 2]);
    assert_eq!(sent[4..], ["Bearer t0ken1"]);
}

#[test]
fn a_refused_token_is_fetched_again_once() {
    let (builder, log) = service(|path, n| match (path, n) {
        ("/token", n) => nth_token(n),
        // The first token is good once.
        (_, 1) => (401, String::new()),
        _ => (200, String::new()),
    });
    let client = builder.credential(0, client()).build::<i64>().unwrap();
    block_on(async {
        call(&client, &READ).await.unwrap();
        call(&client, &READ).await.unwrap();
    });
    let sent: Vec<String> = log
        .lock()
        .unwrap()
        .iter()
        .map(|one| one.1.clone())
        .collect();
    assert_eq!(sent[1..3], ["Bearer t0ken0"; 2]);
    assert_eq!(sent[4..], ["Bearer t0ken1"]);

    let (builder, log) = service(|path, n| match path {
        "/token" => nth_token(n),
        _ => (401, String::new()),
    });
    let client = builder
        .credential(0, client_of_body())
        .build::<i64>()
        .unwrap();
    let error = block_on(call(&client, &READ)).unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    assert_eq!(log.lock().unwrap().len(), 4);
    assert_no_secret(&error);
}

fn client_of_body() -> Credential {
    let client = ClientCredentials::new("my id", "s3cr:t").in_body();
    client.scopes(["all"]).parameter("audience", "pets").into()
}

#[test]
fn id_and_secret_may_go_in_the_body() {
    let (builder, log) = service(|path, n| match path {
        "/token" => nth_token(n),
        _ => (200, String::new()),
    });
    let client = builder
        .credential(0, client_of_body())
        .build::<i64>()
        .unwrap();
    block_on(call(&client, &READ)).unwrap();
    let (_, header, body) = log.lock().unwrap()[0].clone();
    assert_eq!(header, "");
    assert_eq!(
        body,
        "grant_type=client_credentials&scope=all&audience=pets&client_id=my+id&client_secret=s3cr%3At"
    );
}

#[test]
fn what_the_token_endpoint_says_is_typed_and_nothing_else_is_sent() {
    let refuse = |status, text: &'static str| {
        let (builder, log) = service(move |_, _| (status, text.to_owned()));
        let builder = builder.credential(0, client()).retry(RetryPolicy::never());
        let client = builder.build::<i64>().unwrap();
        let error = block_on(call(&client, &READ)).unwrap_err();
        assert_eq!(log.lock().unwrap().len(), 1);
        assert_eq!(error.kind(), ErrorKind::Token);
        assert_no_secret(&error);
        error
    };
    let text = r#"{"error": "invalid_client", "error_description": "who?"}"#;
    let error = refuse(401, text);
    let said = error.token_error().unwrap().oauth().unwrap();
    assert_eq!(
        (said.kind(), said.code()),
        (OAuthErrorKind::InvalidClient, "invalid_client")
    );
    assert_eq!(said.description(), Some("who?"));
    assert!(!error.is_retryable());
    assert!(
        error.to_string().contains("invalid_client: who?"),
        "{error}"
    );

    assert!(refuse(503, "later").is_retryable());
    for odd in [
        "{}",
        "t0ken",
        r#"{"access_token": "t0ken", "token_type": "mac"}"#,
    ] {
        refuse(200, odd);
    }
    // Who gives tokens is no one to be sent on by.
    refuse(307, "");
}

#[test]
fn openid_connect_tells_where_tokens_are() {
    let (builder, log) = service(|path, n| match path {
        "/.well-known/openid-configuration" => {
            let text = r#"{"token_endpoint": "https://login.test/t",
                "token_endpoint_auth_methods_supported": ["client_secret_post"]}"#;
            (200, text.to_owned())
        }
        "/t" => nth_token(n),
        _ => (200, String::new()),
    });
    let client = builder.credential(1, client()).build::<i64>().unwrap();
    block_on(call(&client, &OIDC)).unwrap();
    let log = log.lock().unwrap();
    let discovery = "GET https://login.test/.well-known/openid-configuration";
    assert_eq!(log[0], (discovery.to_owned(), String::new(), String::new()));
    assert_eq!(log[1].0, "POST https://login.test/t");
    assert!(log[1].2.ends_with("client_secret=s3cr%3At"));
    assert_eq!(log[2].1, "Bearer t0ken0");
}

#[test]
fn a_token_endpoint_must_be_known_and_as_safe_as_its_metadata() {
    let (builder, log) = service(|_, _| {
        (
            200,
            r#"{"token_endpoint": "http://login.test/t"}"#.to_owned(),
        )
    });
    let builder = builder.credential(1, client()).credential(3, client());
    let client = builder.build::<i64>().unwrap();
    let error = block_on(call(&client, &OIDC)).unwrap_err();
    assert!(error.to_string().contains("without TLS"), "{error}");
    assert_eq!(log.lock().unwrap().len(), 1);
    let error = block_on(call(&client, &IMPLICIT)).unwrap_err();
    assert!(error.to_string().contains("`token_url`"), "{error}");
    assert_eq!(log.lock().unwrap().len(), 1);
}

/// Gives out numbers, each after a while.
struct Counter {
    asked: Arc<AtomicUsize>,
    fails: bool,
}

impl TokenProvider for Counter {
    fn token(&self, _: TokenRequest) -> BoxFuture<'_, Result<Token, TokenError>> {
        Box::pin(async move {
            let count = self.asked.fetch_add(1, Ordering::Relaxed);
            for _ in 0..10 {
                tokio::task::yield_now().await;
            }
            match self.fails {
                true => Err(TokenError::new("no vault")),
                false => Ok(Token::new(format!("t0ken {count}"))),
            }
        })
    }
}

fn counted(fails: bool) -> (Client, Arc<AtomicUsize>) {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Counter {
        asked: asked.clone(),
        fails,
    };
    let transport = from_async_fn(|request: http::Request<Body>| async move {
        Ok(response(
            200,
            request.uri().query().unwrap_or_default().to_owned(),
        ))
    });
    let builder = ClientBuilder::new("https://api.test", SCHEMES).transport(transport);
    let builder = builder.credential(2, Credential::provider(counter));
    (builder.build::<i64>().unwrap(), asked)
}

#[test]
fn all_who_wait_get_the_same() {
    block_on(async {
        for fails in [false, true] {
            let (client, asked) = counted(fails);
            let calls: Vec<_> = (0..1000)
                .map(|_| {
                    let client = client.clone();
                    tokio::spawn(async move { call(&client, &KEYED).await })
                })
                .collect();
            for one in calls {
                let answer = one.await.unwrap();
                match fails {
                    true => assert_eq!(answer.unwrap_err().kind(), ErrorKind::Token),
                    false => assert_eq!(answer.unwrap(), "key=t0ken%200"),
                }
            }
            assert_eq!(asked.load(Ordering::Relaxed), 1);
        }
    });
}

#[test]
fn whoever_gives_up_leaves_the_fetching_to_the_next() {
    block_on(async {
        let (client, asked) = counted(false);
        let (first, second) = (client.clone(), client.clone());
        let first = tokio::spawn(async move { call(&first, &KEYED).await });
        let second = tokio::spawn(async move { call(&second, &KEYED).await });
        tokio::task::yield_now().await;
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        first.abort();
        assert_eq!(second.await.unwrap().unwrap(), "key=t0ken%201");
    });
}

#[test]
fn a_request_that_is_not_sent_has_a_token_only_if_there_is_one() {
    block_on(async {
        let (client, _) = counted(false);
        let request = || {
            let mut request = RequestBuilder::new(&KEYED);
            request.path_literal("/o");
            client.to_request::<i64>(&KEYED, request.finish())
        };
        let error = request().unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::InvalidArgument, Some("key"))
        );
        call(&client, &KEYED).await.unwrap();
        assert_eq!(request().unwrap().uri(), "https://api.test/o?key=t0ken%200");
    });
}
