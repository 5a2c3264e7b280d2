//! A server on this machine that records what it gets and answers by a function.

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::response::Response;
use std::sync::{Arc, Mutex};

/// What a server saw of one request.
#[derive(Clone, Debug)]
pub struct Recorded {
    pub method: axum::http::Method,
    pub uri: axum::http::Uri,
    pub headers: axum::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Recorded {
    pub fn path(&self) -> &str {
        self.uri.path()
    }
}

type Answer = Arc<dyn Fn(&Recorded) -> Response + Send + Sync>;
type Log = Arc<Mutex<Vec<Recorded>>>;

/// A server on this machine.
pub struct Served {
    pub base: String,
    log: Log,
}

impl Served {
    /// What it saw up to now.
    pub fn seen(&self) -> Vec<Recorded> {
        self.log.lock().unwrap().clone()
    }
}

/// Starts a server that answers by this function, one request after the other as they come.
pub async fn serve(answer: impl Fn(&Recorded) -> Response + Send + Sync + 'static) -> Served {
    let log = Log::default();
    let answer: Answer = Arc::new(answer);
    let router = Router::new().fallback(respond);
    let router = router.with_state((answer, log.clone()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    Served { base, log }
}

async fn respond(State((answer, log)): State<(Answer, Log)>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let Ok(body) = axum::body::to_bytes(body, 1 << 24).await else {
        return status(400);
    };
    let seen = Recorded {
        method: head.method,
        uri: head.uri,
        headers: head.headers,
        body: body.to_vec(),
    };
    log.lock().unwrap().push(seen.clone());
    answer(&seen)
}

/// An answer with nothing but a status.
pub fn status(status: u16) -> Response {
    text(status, "")
}

/// An answer with a status and a text.
pub fn text(status: u16, text: &str) -> Response {
    let answer = Response::builder().status(status);
    answer.body(Body::from(text.to_owned())).unwrap()
}

/// An answer that redirects.
pub fn redirect(status: u16, location: &str) -> Response {
    let answer = Response::builder().status(status);
    let answer = answer.header("location", location);
    answer.body(Body::empty()).unwrap()
}
