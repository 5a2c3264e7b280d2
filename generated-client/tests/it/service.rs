//! A stand-in for the service: scripted answers, or the service's own logic over a list of works.

use crate::validation::{self, Pagination};
use aitoearn_client::{Client, ClientBuilder};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use clientwright_runtime::RetryPolicy;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GET /path?query`
    pub line: String,
    /// Names in small letters.
    pub headers: Vec<(String, String)>,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A running service.
pub struct Service {
    pub url: String,
    seen: Arc<Mutex<Vec<Seen>>>,
}

impl Service {
    /// Starts one that answers by a function of the request and its number, from 0.
    pub async fn start(answer: impl Fn(&Seen, usize) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (log, answer) = (seen.clone(), Arc::new(answer));
        let handler = move |request: Request| {
            let (log, answer) = (log.clone(), answer.clone());
            async move {
                let header =
                    |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
                        (
                            name.to_string(),
                            String::from_utf8_lossy(value.as_bytes()).into_owned(),
                        )
                    };
                let seen = Seen {
                    line: format!("{} {}", request.method(), request.uri()),
                    headers: request.headers().iter().map(header).collect(),
                };
                let number = {
                    let mut log = log.lock().unwrap();
                    log.push(seen.clone());
                    log.len() - 1
                };
                answer(&seen, number)
            }
        };
        let app = Router::new().fallback(handler);
        tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
        Self { url, seen }
    }

    /// Gives one body.
    pub async fn answering(status: u16, body: impl Into<String>) -> Self {
        let body = body.into();
        Self::start(move |_, _| json_text(status, body.clone())).await
    }

    /// The service's own logic: key first, then the query, then the platform's mode.
    pub async fn real(works: usize) -> Self {
        Self::start(move |seen, _| handle(seen, works)).await
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap().clone()
    }

    pub fn lines(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.line).collect()
    }

    pub fn builder(&self) -> ClientBuilder {
        Client::builder().base_url(&self.url).api_key("secret-key")
    }

    pub fn client(&self) -> Client {
        // One attempt: each test says what comes of one, and none waits for others.
        let builder = self.builder().retry(RetryPolicy::never());
        builder.build().unwrap()
    }
}

/// Answers one connection with these bytes and closes it.
pub async fn raw(bytes: Vec<u8>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut buffer = [0; 4096];
        let _ = socket.read(&mut buffer).await;
        let _ = socket.write_all(&bytes).await;
    });
    url
}

pub fn json_text(status: u16, body: impl Into<Body>) -> Response {
    Response::builder()
        .status(status)
        .header("content-type", "application/json; charset=utf-8")
        .body(body.into())
        .unwrap()
}

/// A success: `data` comes before `code`.
pub fn success(data: &Value) -> String {
    format!(r#"{{"data":{data},"code":0,"message":"请求成功","requestId":"req-1"}}"#)
}

/// A failure, under HTTP 200.
pub fn failure(code: i64, message: &str, data: &Value) -> String {
    format!(
        r#"{{"data":{data},"code":{code},"message":"{message}","requestId":"req-9","timestamp":1772099056662}}"#
    )
}

/// A page with these work ids.
pub fn page(ids: &[&str], pagination: Value) -> Value {
    let work = |id: &&str| json!({"platformWorkId": id, "contentMode": "video"});
    let items: Vec<Value> = ids.iter().map(work).collect();
    json!({"platform": "KWAI", "items": items, "pagination": pagination})
}

fn handle(seen: &Seen, works: usize) -> Response {
    let id = seen
        .header("x-request-id")
        .unwrap_or("made-here")
        .to_owned();
    let answer = |code: i64, message: &str, data: Value| {
        let mut body = json!({"data": data, "code": code, "message": message, "requestId": id});
        if code != 0 {
            body["timestamp"] = json!(1_772_099_056_662_i64);
        }
        json_text(200, body.to_string())
    };
    if seen.header("x-api-key") != Some("secret-key") {
        return answer(401, "Unauthorized", json!({}));
    }
    let (path, query) = seen.line.split_once('?').unwrap_or((&seen.line, ""));
    let Some(platform) = path.strip_prefix("GET /api/v2/channels/works/") else {
        return answer(404, "Not Found", json!({}));
    };
    let Some(asked) = validation::read(query) else {
        return answer(400, "Bad Request", json!({}));
    };
    if !["KWAI", "youtube", "tiktok"].contains(&platform) {
        return answer(
            15080,
            "not supported",
            json!({"platform": platform, "capability": "list"}),
        );
    }
    let (from, limit) = match asked {
        Pagination::Page { .. } => {
            let data =
                json!({"platform": platform, "expectedMode": "cursor", "actualMode": "page"});
            return answer(15088, "wrong mode", data);
        }
        Pagination::Cursor { cursor, limit } => (cursor.parse().unwrap_or(0), limit.unwrap_or(10)),
        Pagination::First { limit } => (0, limit.unwrap_or(10)),
    };
    let to = (from + limit).min(works);
    let ids: Vec<String> = (from..to).map(|at| format!("work {at}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let pagination = json!({
        "mode": "cursor", "hasNext": to < works, "hasPrevious": from > 0, "limit": limit,
        "nextCursor": to.to_string()
    });
    answer(0, "请求成功", page(&ids, pagination))
}
