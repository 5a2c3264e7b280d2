//! Redirects and credentials, with real servers on this machine.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use clientwright_runtime::{
    Client, ClientBuilder, Credential, ErrorKind, KeyLocation, Operation, RequestBuilder, Secret,
    SecurityScheme, Style,
};
use std::sync::{Arc, Mutex};

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("header", KeyLocation::Header, "X-Api-Key"),
    SecurityScheme::api_key("query", KeyLocation::Query, "key"),
    SecurityScheme::api_key("cookie", KeyLocation::Cookie, "session"),
    SecurityScheme::bearer("bearer"),
];

const fn operation(method: &'static str) -> Operation {
    Operation {
        accept: "application/json",
        security: &[&[(0, &[]), (1, &[]), (2, &[]), (3, &[])]],
        ..Operation::new("start", method, "/start")
    }
}

static GET: Operation = operation("GET");
static POST: Operation = operation("POST");

/// What a server saw.
#[derive(Clone, Debug)]
struct Seen {
    line: String,
    headers: axum::http::HeaderMap,
    body: String,
}

type Log = Arc<Mutex<Vec<Seen>>>;
type Rule = Arc<dyn Fn(&str) -> Option<(u16, String)> + Send + Sync>;

/// A server that redirects as the rule says by path, and logs what it saw.
async fn serve(
    rule: impl Fn(&str) -> Option<(u16, String)> + Send + Sync + 'static,
) -> (String, Log) {
    let log = Log::default();
    let rule: Rule = Arc::new(rule);
    let router = Router::new()
        .fallback(answer)
        .with_state((rule, log.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    (base, log)
}

async fn answer(State((rule, log)): State<(Rule, Log)>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    log.lock().unwrap().push(Seen {
        line: format!("{} {}", head.method, head.uri),
        headers: head.headers,
        body: String::from_utf8(body.to_vec()).unwrap(),
    });
    match rule(head.uri.path()) {
        Some((status, location)) => Response::builder()
            .status(status)
            .header("location", location)
            .body(Body::empty())
            .unwrap(),
        None => Response::new(Body::from("true")),
    }
}

fn client(base: &str) -> Client {
    let token = |text: &str| Credential::Token(Secret::from(text));
    ClientBuilder::new(base, SCHEMES)
        .credential(0, token("KEY"))
        .credential(1, token("KEY"))
        .credential(2, token("KEY"))
        .credential(3, token("KEY"))
        .default_header("Accept-Language", "zh")
        .default_header("Proxy-Authorization", "KEY")
        .build::<i64>()
        .unwrap()
}

fn lines(log: &Log) -> Vec<String> {
    log.lock()
        .unwrap()
        .iter()
        .map(|seen| seen.line.clone())
        .collect()
}

async fn get(base: &str) -> Result<bool, clientwright_runtime::Error> {
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/start");
    request.query("q", "1", Style::FORM.explode());
    client(base)
        .send_json(&GET, request.finish())
        .into_value()
        .await
}

async fn post(base: &str) -> bool {
    let mut request = RequestBuilder::new(&POST);
    request.path_literal("/start");
    request.body_json("text");
    client(base)
        .send_json::<bool, i64>(&POST, request.finish())
        .into_value()
        .await
        .unwrap()
}

#[tokio::test]
async fn within_an_origin_credentials_stay() {
    let (base, log) = serve(|path| (path == "/start").then(|| (302, "end?x=1#f".to_owned()))).await;
    assert!(get(&base).await.unwrap());
    assert_eq!(
        lines(&log),
        ["GET /start?q=1&key=KEY", "GET /end?x=1&key=KEY"]
    );
    let seen = &log.lock().unwrap()[1].headers;
    assert_eq!(seen["x-api-key"], "KEY");
    assert_eq!(seen["authorization"], "Bearer KEY");
    assert_eq!(seen["cookie"], "session=KEY");
}

#[tokio::test]
async fn another_origin_gets_none_and_does_not_give_them_back() {
    for status in [301, 302, 303, 307, 308] {
        let (home, home_log) = serve(|path| (path == "/x").then(|| (302, "/y".to_owned()))).await;
        let back = format!("{home}/back");
        let (stranger, log) = serve(move |path| (path == "/a").then(|| (302, back.clone()))).await;
        let to = format!("{stranger}/a?key=KEY&other=1&k%65y=KEY");
        let (base, _) = serve(move |_| Some((status, to.clone()))).await;
        assert!(get(&base).await.unwrap());
        assert_eq!(lines(&log), ["GET /a?other=1"]);
        assert_eq!(lines(&home_log), ["GET /back"]);
        for log in [&log, &home_log] {
            let seen = format!("{:?}", log.lock().unwrap());
            assert!(!seen.contains("KEY"), "{seen}");
            assert_eq!(log.lock().unwrap()[0].headers["accept-language"], "zh");
        }
    }
}

#[tokio::test]
async fn the_method_follows_the_status() {
    for (status, line, body) in [
        (301, "GET", ""),
        (302, "GET", ""),
        (303, "GET", ""),
        (307, "POST", "\"text\""),
        (308, "POST", "\"text\""),
    ] {
        let (base, log) =
            serve(move |path| (path == "/start").then(|| (status, "/end".to_owned()))).await;
        assert!(post(&base).await);
        let seen = log.lock().unwrap()[1].clone();
        assert_eq!(seen.line, format!("{line} /end?key=KEY"), "{status}");
        assert_eq!(seen.body, body);
        assert_eq!(seen.headers.contains_key("content-type"), !body.is_empty());
    }
}

#[tokio::test]
async fn loops_end() {
    let (base, log) = serve(|_| Some((302, "/start".to_owned()))).await;
    let error = get(&base).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(
        error.to_string().contains("more than 10 redirects"),
        "{error}"
    );
    assert_eq!(log.lock().unwrap().len(), 11);
    assert!(!error.to_string().contains("KEY"));
}

#[tokio::test]
async fn odd_redirects() {
    let (base, _) = serve(|_| Some((302, "ftp://x.test/".to_owned()))).await;
    assert_eq!(get(&base).await.unwrap_err().kind(), ErrorKind::Transport);
    let (base, log) = serve(|_| Some((304, "/x".to_owned()))).await;
    let error = get(&base).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.status().unwrap().as_u16()),
        (ErrorKind::Status, 304)
    );
    assert_eq!(log.lock().unwrap().len(), 1);
}
