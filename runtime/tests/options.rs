//! What a single call may have of its own, and requests to look at.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::transport::{Mock, TransportErrorKind};
use clientwright_runtime::{
    Body, CallOptions, Client, ClientBuilder, Credential, ErrorKind, KeyLocation, Operation,
    RequestBuilder, RetryPolicy, Secret, SecurityScheme, Style, http,
};
use common::block_on;

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("header", KeyLocation::Header, "X-Api-Key"),
    SecurityScheme::api_key("query", KeyLocation::Query, "api key"),
    SecurityScheme::api_key("cookie", KeyLocation::Cookie, "session"),
];

static SEARCH: Operation = Operation {
    accept: "application/json",
    security: &[&[(0, &[]), (1, &[]), (2, &[])]],
    ..Operation::new("search", "POST", "/search")
};

static FREE: Operation = Operation::new("free", "GET", "/free");

fn client() -> Client {
    let key = || Credential::Token(Secret::from("s3cret &'"));
    ClientBuilder::new("https://api.test", SCHEMES)
        .credential(0, key())
        .credential(1, key())
        .credential(2, key())
        .default_header("X-Tenant", "red")
        .transport(Mock::new())
        .build::<i64>()
        .unwrap()
}

fn request() -> RequestBuilder {
    let mut request = RequestBuilder::new(&SEARCH);
    request.path_literal("/search");
    request.query("q", "it's", Style::FORM.explode());
    request
}

#[test]
fn headers_and_parameters_of_a_call() {
    let options = CallOptions::new()
        .header("x-tenant", "blue")
        .header("Accept", "text/csv")
        .secret_header("X-Session", "s3cret")
        .header("X-Api-Key", "s3cret of this call")
        .query("dry run", "a&b");
    assert!(!format!("{options:?}").contains("s3cret"), "{options:?}");
    let client = client().with(options);
    let request = client
        .to_request::<i64>(&SEARCH, request().finish())
        .unwrap();
    let header = |name| &request.headers()[name];
    assert_eq!(header("x-tenant"), "blue");
    assert_eq!(header("accept"), "text/csv");
    assert_eq!(header("x-api-key"), "s3cret of this call");
    assert!(header("x-session").is_sensitive() && header("x-api-key").is_sensitive());
    let query = request.uri().query().unwrap();
    assert_eq!(query, "q=it%27s&dry%20run=a%26b&api%20key=s3cret%20%26%27");
}

#[test]
fn what_is_no_header_is_said_before_anything_is_sent() {
    for options in [
        CallOptions::new().header("not a name", "x"),
        CallOptions::new().header("X-Ok", "a\r\nb: c"),
    ] {
        let client = client().with(options);
        let request = client.to_request::<i64>(&SEARCH, request().finish());
        assert_eq!(request.unwrap_err().kind(), ErrorKind::InvalidArgument);
    }
}

#[test]
fn options_of_a_handle_hold_where_a_call_has_none() {
    let handle = client().with(
        CallOptions::new()
            .header("A", "1")
            .header("B", "1")
            .query("k", "1"),
    );
    let call = handle.with(CallOptions::new().header("B", "2"));
    let seen = |client: &Client| {
        let request = client
            .to_request::<i64>(&SEARCH, request().finish())
            .unwrap();
        let values = [&request.headers()["a"], &request.headers()["b"]];
        assert!(request.uri().query().unwrap().contains("&k=1&"));
        values.map(|value| value.to_str().unwrap().to_owned())
    };
    assert_eq!(seen(&call), ["1", "2"]);
    assert_eq!(seen(&handle), ["1", "1"], "the handle is as it was");
}

#[test]
fn curl_shows_everything_but_credentials() {
    let mut request = request();
    request.body_json("it's");
    let options = CallOptions::new().header("X-Plain", "a b");
    let options = options.query("api key", "s3cret of this call");
    let line = client()
        .with(options)
        .to_curl::<i64>(&SEARCH, request.finish());
    assert_eq!(
        line.unwrap(),
        "curl --request POST \
         'https://api.test/search?q=it%27s&api%20key=***&api%20key=***' \
         --header 'accept: application/json' --header 'content-type: application/json' \
         --header 'x-tenant: red' --header 'x-plain: a b' \
         --header 'x-api-key: ***' --header 'cookie: ***' \
         --data-raw '\"it'\\''s\"'"
    );
}

#[test]
fn a_credential_that_is_a_parameter_is_masked_too() {
    let client = ClientBuilder::new("https://api.test", SCHEMES).transport(Mock::new());
    let client = client.default_header("Proxy-Authorization", "s3cret");
    let client = client.build::<i64>().unwrap();
    let mut request = RequestBuilder::new(&FREE);
    request.path_literal("/free");
    request.header("X-Api-Key", "s3cret", Style::SIMPLE);
    request.cookie("session", "s3cret", Style::COOKIE);
    request.query("api key", "s3cret", Style::FORM);
    let line = client.to_curl::<i64>(&FREE, request.finish()).unwrap();
    assert!(!line.contains("s3cret"), "{line}");
}

#[test]
fn curl_names_a_body_that_is_no_text() {
    let line = |body: Body| {
        let mut request = request();
        request.body_bytes("image/png", body);
        let line = client().to_curl::<i64>(&SEARCH, request.finish()).unwrap();
        line.split_once(" --data").unwrap().1.to_owned()
    };
    assert_eq!(
        line(vec![0, 255].into()),
        "-binary @- # Body(whole, 2 bytes)"
    );
    let stream = Body::stream(common::chunks(&["a"])).with_length(1);
    assert_eq!(line(stream), "-binary @- # Body(stream, 1 bytes)");
}

#[test]
fn every_error_knows_the_request() {
    for (name, value) in [
        ("x-request-id", "r1"),
        ("request-id", "r2"),
        ("x-ms-request-id", "r3"),
        ("x-amzn-requestid", "r4"),
        ("cf-ray", "r5"),
    ] {
        let answer = || http::Response::builder().status(200).header(name, value);
        let cut = |body| answer().body(body).unwrap();
        let broken = Body::stream(common::chunks(&["abc"])).with_length(9);
        let service = Mock::new()
            .respond(answer().status(404).body("gone").unwrap())
            .respond(cut(Body::from("not json")))
            .respond(cut(broken))
            .respond(cut(Body::from(vec![b' '; 100])));
        let client = common::client().transport(service).body_limit(50);
        let client = client.retry(RetryPolicy::never()).build::<i64>().unwrap();
        for kind in [
            ErrorKind::Status,
            ErrorKind::Decode,
            ErrorKind::Transport,
            ErrorKind::TooLarge,
        ] {
            let request = RequestBuilder::new(&common::PLAIN).finish();
            let answer = client.send_json::<u8, i64>(&common::PLAIN, request);
            let error = block_on(answer).unwrap_err();
            assert_eq!((error.kind(), error.request_id()), (kind, Some(value)));
            let status = if kind == ErrorKind::Status { 404 } else { 200 };
            assert_eq!(error.status().unwrap(), status);
            assert!(error.to_string().contains(value), "{error}");
        }
    }
    let service = Mock::new().fail(TransportErrorKind::Other);
    let client = common::client().transport(service).build::<i64>().unwrap();
    let request = RequestBuilder::new(&common::PLAIN).finish();
    let error = block_on(client.send_raw::<i64>(&common::PLAIN, request)).unwrap_err();
    assert_eq!(error.request_id(), None);
}

#[test]
fn a_call_may_have_a_limit_of_its_own() {
    let call = |options| {
        let client = common::answering(200, "\"12345678\"").with(options);
        let request = RequestBuilder::new(&common::PLAIN).finish();
        common::block_on(client.send_json::<String, i64>(&common::PLAIN, request))
    };
    assert!(call(CallOptions::new().body_limit(10)).is_ok());
    let error = call(CallOptions::new().body_limit(9)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}
