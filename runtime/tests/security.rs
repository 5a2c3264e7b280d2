//! Credentials: which are sent, where, and that nothing shows them.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::{
    Body, Client, ClientBuilder, Credential, Error, ErrorKind, KeyLocation, Operation,
    RequestBuilder, Secret, SecurityScheme, http,
};
use common::{block_on, response};

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("header", KeyLocation::Header, "X-Api-Key"),
    SecurityScheme::api_key("query", KeyLocation::Query, "api key"),
    SecurityScheme::api_key("cookie", KeyLocation::Cookie, "session"),
    SecurityScheme::basic("basic"),
    SecurityScheme::bearer("bearer"),
    SecurityScheme::http("digest", "Digest"),
    SecurityScheme::mutual_tls("certificate"),
];

const fn operation(security: &'static [&'static [(usize, &'static [&'static str])]]) -> Operation {
    Operation {
        security,
        ..Operation::new("o", "GET", "/o")
    }
}

static FREE: Operation = operation(&[]);
static ONE: Operation = operation(&[&[(0, &[])]]);
static EITHER: Operation = operation(&[&[(0, &[]), (1, &[])], &[(4, &[])]]);
static OPTIONAL: Operation = operation(&[&[(3, &[])], &[]]);
static QUERY_AND_COOKIE: Operation = operation(&[&[(1, &[]), (2, &[])]]);

fn token(text: &str) -> Credential {
    Credential::Token(Secret::from(text))
}

fn basic(username: &str) -> Credential {
    Credential::Basic {
        username: username.to_owned(),
        password: Secret::from("s3cret"),
    }
}

fn build(credentials: &[(usize, Credential)]) -> Client {
    let transport = clientwright_runtime::transport::from_fn(|_| Ok(response(200, "")));
    let mut builder = ClientBuilder::new("https://api.test", SCHEMES).transport(transport);
    for (scheme, credential) in credentials {
        builder = builder.credential(*scheme, credential.clone());
    }
    assert!(!format!("{builder:?}").contains("s3cret"));
    let client = builder.build::<i64>().unwrap();
    assert!(!format!("{client:?}").contains("s3cret"));
    client
}

fn sent(
    operation: &'static Operation,
    credentials: &[(usize, Credential)],
) -> Result<http::Request<Body>, Error> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/o");
    build(credentials).to_request(operation, request.finish())
}

#[test]
fn each_kind_goes_to_its_place() {
    let request = sent(&ONE, &[(0, token("s3cret"))]).unwrap();
    assert_eq!(request.headers()["x-api-key"], "s3cret");
    assert!(
        !format!("{request:?}").contains("s3cret"),
        "headers are marked as sensitive"
    );

    let all = [(1, token("s3cret &")), (2, token("c=1"))];
    let request = sent(&QUERY_AND_COOKIE, &all).unwrap();
    assert_eq!(request.uri(), "https://api.test/o?api%20key=s3cret%20%26");
    assert_eq!(request.headers()["cookie"], "session=c%3D1");

    let request = sent(&OPTIONAL, &[(3, basic("Aladdin"))]).unwrap();
    assert_eq!(
        request.headers()["authorization"],
        "Basic QWxhZGRpbjpzM2NyZXQ="
    );
    let request = sent(&EITHER, &[(4, token("t"))]).unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer t");
}

#[test]
fn alternatives_are_tried_in_order_and_whole() {
    let request = sent(&EITHER, &[(0, token("k")), (4, token("t"))]).unwrap();
    assert!(!request.headers().contains_key("x-api-key"));
    assert_eq!(request.headers()["authorization"], "Bearer t");
    let request = sent(
        &EITHER,
        &[(0, token("k")), (1, token("q")), (4, token("t"))],
    )
    .unwrap();
    assert!(!request.headers().contains_key("authorization"));
    assert!(
        sent(&FREE, &[(0, token("k"))])
            .unwrap()
            .headers()
            .is_empty()
    );
    assert!(sent(&OPTIONAL, &[]).unwrap().headers().is_empty());
}

#[test]
fn a_missing_credential_is_named_and_nothing_is_sent() {
    let error = sent(&EITHER, &[(0, token("s3cret"))]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    assert_eq!(
        error.to_string(),
        "no credential was given for header and query, or bearer"
    );
    let client = build(&[]);
    let call = client.send_empty::<i64>(&ONE, RequestBuilder::new(&ONE).finish());
    assert_eq!(
        block_on(call).unwrap_err().kind(),
        ErrorKind::MissingCredential
    );
}

#[test]
fn errors_show_no_credential() {
    for (scheme, credential) in [
        (0, token("s3cret\n")),
        (0, basic("u")),
        (3, basic("a:b")),
        (3, token("s3cret")),
    ] {
        let operation = if scheme == 0 { &ONE } else { &OPTIONAL };
        let error = sent(operation, &[(scheme, credential)]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidArgument);
        assert!(!format!("{error} {error:?}").contains("s3cret"));
    }
    let error = ClientBuilder::new("https://a.test", SCHEMES)
        .default_header("Authorization", "s3cret\n")
        .build::<i64>()
        .unwrap_err();
    assert!(!format!("{error} {error:?}").contains("s3cret"));
    assert_eq!(error.argument(), Some("Authorization"));
}

static DIGEST: Operation = operation(&[&[(5, &[])]]);
static CERTIFICATE: Operation = operation(&[&[(6, &[])], &[(6, &[]), (0, &[])]]);

#[test]
fn any_scheme_of_http_is_sent_with_what_the_caller_says() {
    let client = build(&[(5, token("username=\"a\", response=\"s3cret\""))]);
    let sent = client.to_request::<i64>(&DIGEST, RequestBuilder::new(&DIGEST).finish());
    let sent = sent.unwrap();
    let value = sent.headers()[http::header::AUTHORIZATION]
        .to_str()
        .unwrap();
    assert_eq!(value, "Digest username=\"a\", response=\"s3cret\"");
}

#[test]
fn a_certificate_needs_nothing_in_the_request_but_what_was_given_is_sent() {
    let request = |client: &Client| {
        let request = RequestBuilder::new(&CERTIFICATE).finish();
        client.to_request::<i64>(&CERTIFICATE, request).unwrap()
    };
    assert!(request(&build(&[])).headers().is_empty());
    let sent = request(&build(&[(0, token("k"))]));
    assert_eq!(sent.headers()["x-api-key"], "k");
}
