//! What stands between a call and the network, in the order that it was registered in.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::middleware::{self, Answered, Middleware, Next};
use clientwright_runtime::send::BoxFuture;
use clientwright_runtime::transport::{Mock, TransportError, TransportErrorKind};
use clientwright_runtime::{
    Body, CallOptions, ClientBuilder, Error, ErrorKind, KeyLocation, Operation, RequestBuilder,
    SecurityScheme, http,
};
use common::{FakeTimer, block_on};
use std::sync::{Arc, Mutex};

static LIST_PETS: Operation = Operation {
    tags: &["pets", "public"],
    ..Operation::new("listPets", "GET", "/pets/{kind}")
};

type Log = Arc<Mutex<Vec<String>>>;

/// Writes down what it sees.
struct Scribe(&'static str, Log);

impl Middleware for Scribe {
    fn handle<'a>(&'a self, request: http::Request<Body>, next: Next) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            let Self(name, log) = self;
            let (operation, attempt) = (next.operation(), next.attempt());
            let seen = format!(
                "{name} {attempt} {} {} {} {}",
                operation.id,
                operation.path,
                operation.tags.join("+"),
                request.uri().path()
            );
            log.lock().unwrap().push(seen);
            let answer = next.run(request).await;
            let status = answer.as_ref().map(|answer| answer.status().as_u16());
            log.lock().unwrap().push(format!("{name} {status:?}"));
            answer
        })
    }
}

async fn call(builder: ClientBuilder) -> Result<String, Error> {
    let client = builder.timer(FakeTimer::new()).build::<i64>()?;
    let client = client.with(CallOptions::new().extension(7_u8));
    let mut request = RequestBuilder::new(&LIST_PETS);
    request.path_literal("/pets/dogs");
    let answer = client.send_text(&LIST_PETS, request.finish());
    answer.into_value().await
}

#[test]
fn each_has_its_place_in_the_order_of_registration() {
    let log = Log::default();
    let service = Mock::new().answer(503, "").answer(200, "");
    let scribe = |name| Scribe(name, log.clone());
    let builder = common::client()
        .transport(service)
        .attempt_middleware(scribe("inner"))
        .middleware(scribe("outer"))
        .middleware(scribe("second"))
        .attempt_middleware(scribe("innermost"));
    block_on(call(builder)).unwrap();
    let seen = |who: &str| format!("{who} listPets /pets/{{kind}} pets+public /base/pets/dogs");
    let expected = [
        seen("outer 0"),
        seen("second 0"),
        seen("inner 1"),
        seen("innermost 1"),
        "innermost Ok(503)".to_owned(),
        "inner Ok(503)".to_owned(),
        seen("inner 2"),
        seen("innermost 2"),
        "innermost Ok(200)".to_owned(),
        "inner Ok(200)".to_owned(),
        "second Ok(200)".to_owned(),
        "outer Ok(200)".to_owned(),
    ];
    assert_eq!(*log.lock().unwrap(), expected);
}

#[test]
fn it_may_change_requests_and_answers() {
    let service = Mock::new().answer(200, "yes");
    let change = middleware::from_fn(|mut request, next| async move {
        let value = http::HeaderValue::from_static("1");
        request.headers_mut().insert("x-seen", value);
        assert_eq!(request.extensions().get(), Some(&7_u8));
        let answer = next.run(request).await?;
        let text = answer.body().as_bytes().unwrap().to_ascii_uppercase();
        Ok(answer.map(|_| text.into()))
    });
    let builder = common::client().transport(service.clone());
    let answer = block_on(call(builder.middleware(change)));
    assert_eq!(answer.unwrap(), "YES");
    assert_eq!(service.requests()[0].headers()["x-seen"], "1");
}

/// A browser takes along what it does not know for a credential.
#[test]
fn what_it_sets_is_as_secret_as_what_the_client_sets() {
    static SCHEMES: &[SecurityScheme] = &[SecurityScheme::api_key(
        "key",
        KeyLocation::Header,
        "X-Api-Key",
    )];
    let sign = |request: http::Request<Body>, next: Next| async move {
        let (mut head, body) = request.into_parts();
        for name in ["x-api-key", "authorization", "x-other"] {
            let value = http::HeaderValue::from_static("KEY");
            head.headers.insert(name, value);
        }
        next.run(http::Request::from_parts(head, body)).await
    };
    let service = Mock::new().answer(200, "").answer(200, "");
    let builder = || ClientBuilder::new("http://api.test", SCHEMES).transport(service.clone());
    block_on(call(builder().middleware(middleware::from_fn(sign)))).unwrap();
    block_on(call(
        builder().attempt_middleware(middleware::from_fn(sign)),
    ))
    .unwrap();
    for request in service.requests() {
        let is_secret = |name: &str| request.headers()[name].is_sensitive();
        assert!(is_secret("x-api-key") && is_secret("authorization") && !is_secret("x-other"));
    }
    assert_eq!(service.requests().len(), 2);
}

#[test]
fn it_may_answer_itself_and_refuse() {
    let service = Mock::new();
    let cached = middleware::from_fn(|_, _| async { Ok(http::Response::new("cached".into())) });
    let builder = common::client().transport(service.clone());
    assert_eq!(
        block_on(call(builder.middleware(cached))).unwrap(),
        "cached"
    );
    let refuse = middleware::from_fn(|_, _| async {
        Err(TransportError::new(
            TransportErrorKind::Other,
            "the circuit is open",
        ))?
    });
    let builder = common::client().transport(service.clone());
    let error = block_on(call(builder.middleware(refuse))).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert_eq!(error.to_string(), "the request failed: the circuit is open");
    assert!(service.requests().is_empty());
}

#[test]
fn it_may_try_again_by_itself() {
    let service = Mock::new().answer(404, "").answer(200, "found");
    let twice = middleware::from_fn(|request: http::Request<Body>, next: Next| async move {
        let again = http::Request::get(request.uri())
            .body(Body::empty())
            .unwrap();
        match next.clone().run(request).await {
            Ok(answer) if answer.status() == 404 => next.run(again).await,
            answer => answer,
        }
    });
    let builder = common::client()
        .transport(service.clone())
        .middleware(twice);
    assert_eq!(block_on(call(builder)).unwrap(), "found");
    assert_eq!(service.requests().len(), 2);
}

#[test]
fn what_it_fails_with_inside_of_the_retries_is_tried_again() {
    let service = Mock::new().answer(200, "yes");
    let shaky = middleware::from_fn(|request, next: Next| async move {
        if next.attempt() == 1 {
            Err(TransportError::new(TransportErrorKind::Interrupted, "cut"))?;
        }
        next.run(request).await
    });
    let builder = common::client().transport(service.clone());
    assert_eq!(
        block_on(call(builder.attempt_middleware(shaky))).unwrap(),
        "yes"
    );
    assert_eq!(service.requests().len(), 1);
}

/// Asks for a token where the service wants one, and calls again with it.
#[derive(Default)]
struct Tokens(Mutex<Option<http::HeaderValue>>);

impl Middleware for Tokens {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<Body>,
        next: Next,
    ) -> BoxFuture<'a, Answered> {
        Box::pin(async move {
            if self.0.lock().unwrap().is_none() {
                let wanted = http::Request::post("https://id.test/token").body("me".into());
                let answer = next.send(wanted.unwrap()).await?;
                let token = answer.body().as_bytes().unwrap().clone();
                let mut token = http::HeaderValue::from_maybe_shared(token).unwrap();
                token.set_sensitive(true);
                *self.0.lock().unwrap() = Some(token);
            }
            let token = self.0.lock().unwrap().clone().unwrap();
            request.headers_mut().insert("authorization", token);
            next.run(request).await
        })
    }
}

#[test]
fn it_may_send_requests_of_its_own() {
    let elsewhere = http::Response::builder().status(302);
    let elsewhere = elsewhere.header("location", "https://other.test/");
    let service = Mock::new()
        .answer(200, "Bearer s3cret")
        .answer(503, "")
        .respond(elsewhere.body("").unwrap())
        .answer(200, "yes");
    let builder = common::client()
        .transport(service.clone())
        .attempt_middleware(Tokens::default());
    assert_eq!(block_on(call(builder)).unwrap(), "yes");
    let seen: Vec<_> = service
        .requests()
        .iter()
        .map(|seen| {
            (
                seen.uri().to_string(),
                seen.headers().contains_key("authorization"),
            )
        })
        .collect();
    let call = ("http://api.test/base/pets/dogs".to_owned(), true);
    let expected = [
        ("https://id.test/token".to_owned(), false),
        call.clone(),
        call,
        ("https://other.test/".to_owned(), false),
    ];
    assert_eq!(seen, expected);
}

#[cfg(feature = "tower")]
#[test]
fn a_service_of_tower_is_a_transport() {
    use clientwright_runtime::transport::from_tower;
    use tower::ServiceExt;

    let service = tower::service_fn(|request: http::Request<Body>| async move {
        match request.headers().get("x-layer") {
            Some(_) => Ok(http::Response::new(Body::from("layered"))),
            None => Err(std::io::Error::from(std::io::ErrorKind::ConnectionRefused)),
        }
    });
    let layered = service.map_request(|mut request: http::Request<Body>| {
        let value = http::HeaderValue::from_static("1");
        request.headers_mut().insert("x-layer", value);
        request
    });
    let builder = common::client().transport(from_tower(layered));
    assert_eq!(block_on(call(builder)).unwrap(), "layered");
    let builder = common::client().transport(from_tower(service));
    let error = block_on(call(builder)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Connect);
}
