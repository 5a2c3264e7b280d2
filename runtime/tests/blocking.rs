//! Calls that are waited for: on any thread, on many at once, and inside of async runtimes.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use axum::Router;
use axum::body::Body as AxumBody;
use axum::response::Response as Answer;
use axum::routing::get;
use clientwright_runtime::blocking::{Wait, WaitEach};
use clientwright_runtime::paging::{Items, Next, Pages, Paginated, Position, number};
use clientwright_runtime::stream::EventStream;
use clientwright_runtime::{
    CallOptions, Client, ClientBuilder, Error, ErrorKind, File, Operation, Request, RequestBuilder,
    Response, ResponseFuture, Style, ValueFuture, transport,
};
use common::{NO_SECURITY, text};
use serde_json::{Value, json};
use std::io::Read;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

static GET: Operation = Operation {
    accept: "application/json",
    ..Operation::new("get", "GET", "/")
};

/// As many calls as come together in `/together`.
const TOGETHER: usize = 100;

/// A service on a thread and a runtime of its own; its URL.
fn service() -> String {
    let together = Arc::new(tokio::sync::Barrier::new(TOGETHER));
    let router = Router::new()
        .route("/value", get(|| async { text(200, "[1, 2]") }))
        .route("/list", get(list))
        .route("/events", get(|| async { events() }))
        .route("/silent", get(std::future::pending::<()>))
        .route("/long", get(|| async { text(200, &"x".repeat(1 << 20)) }))
        .route("/echo", get(|body: axum::body::Bytes| async { body }))
        .route(
            "/together",
            get(async move || {
                together.wait().await;
                text(200, "[]")
            }),
        );
    let (said, base) = mpsc::channel();
    thread::spawn(move || {
        common::block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            said.send(format!("http://{}", listener.local_addr().unwrap()))
                .unwrap();
            axum::serve(listener, router).await.unwrap();
        });
    });
    base.recv().unwrap()
}

/// Three items a page, thirty of them.
async fn list(uri: axum::http::Uri) -> Answer {
    let query = uri.query().unwrap_or("n=0");
    let from: u64 = query.strip_prefix("n=").unwrap().parse().unwrap();
    let items: Vec<u64> = (from..30).take(3).collect();
    text(200, &json!(items).to_string())
}

fn events() -> Answer {
    let answer = Answer::builder().header("content-type", "text/event-stream");
    let body = AxumBody::from("data: 1\n\ndata: 2\n\ndata: [DONE]\n\n");
    answer.body(body).unwrap()
}

fn client(base: &str) -> Client {
    let builder = ClientBuilder::new(base, NO_SECURITY);
    builder.build::<i64>().unwrap()
}

fn request(path: &'static str) -> Result<Request, Error> {
    let mut request = RequestBuilder::new(&GET);
    request.path_literal(path);
    request.finish()
}

fn call(client: &Client, path: &'static str) -> ValueFuture<Value> {
    client.send_json(&GET, request(path)).into_value()
}

/// A call with pages, as generated code has it.
#[derive(Clone)]
struct List {
    core: Client,
    offset: Option<u64>,
}

impl List {
    fn new(core: Client) -> Self {
        Self { core, offset: None }
    }
}

impl Paginated for List {
    type Page = Vec<u64>;
    type Item = u64;
    type Code = i64;

    fn fetch(&self) -> ResponseFuture<Vec<u64>> {
        let mut request = RequestBuilder::new(&GET);
        request.path_literal("/list");
        if let Some(offset) = &self.offset {
            request.query("n", offset, Style::FORM.explode());
        }
        self.core.send_json(&GET, request.finish())
    }

    fn position(&self) -> Position {
        Position::or_start(number(self.offset.as_ref()), Position::offset)
    }

    fn at(&self, position: &Position) -> Option<Self> {
        Some(Self {
            core: self.core.clone(),
            offset: Some(position.to_offset()?),
        })
    }

    fn next(&self, at: &Position, page: &Response<Vec<u64>>) -> Next {
        let items = page.value();
        Next::offset_after(at, items.len()).items(items)
    }

    fn into_items(page: Vec<u64>) -> Vec<u64> {
        page
    }
}

#[test]
fn a_call_gives_its_value_or_its_error() {
    let client = client(&service());
    let answer = client.send_json::<Value, i64>(&GET, request("/value"));
    let answer = answer.wait().unwrap();
    assert_eq!(answer.status().as_u16(), 200);
    assert_eq!(answer.value(), &json!([1, 2]));
    assert_eq!(call(&client, "/value").wait().unwrap(), json!([1, 2]));

    let error = call(&client, "/nowhere").wait().unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 404);
}

#[test]
fn walks_and_streams_are_iterators() {
    let client = client(&service());
    let items: Result<Vec<u64>, Error> =
        Items::new(List::new(client.clone())).wait_each().collect();
    assert_eq!(items.unwrap(), (0..30).collect::<Vec<_>>());

    let mut pages = Pages::new(List::new(client.clone()))
        .prefetch(2)
        .wait_each();
    assert_eq!(pages.next().unwrap().unwrap(), [0, 1, 2]);
    let left = pages.get_ref().position().unwrap();
    let mut rest = Pages::new(List::new(client.clone())).resume(left);
    assert_eq!(rest.try_next().wait().unwrap().unwrap(), [3, 4, 5]);
    assert_eq!(
        pages.into_inner().try_next().wait().unwrap().unwrap(),
        [3, 4, 5]
    );

    let events = client.send_events_json::<u64, i64>(&GET, request("/events"));
    let events: EventStream<u64> = events.wait().unwrap().into_inner();
    let data = |event: Result<_, Error>| -> u64 {
        let event: clientwright_runtime::stream::Event<u64> = event.unwrap();
        *event.data()
    };
    assert_eq!(events.wait_each().map(data).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn files_go_up_and_down() {
    let client = client(&service());
    let mut long = String::new();
    let download = client.send_download::<i64>(&GET, request("/long"));
    let body = download.wait().unwrap().into_inner();
    body.into_reader().read_to_string(&mut long).unwrap();
    assert_eq!(long.len(), 1 << 20);

    let file = File::open(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"));
    let mut builder = RequestBuilder::new(&GET);
    builder.path_literal("/echo");
    builder.body_file("application/octet-stream", &file.wait().unwrap());
    let echo = client.send_text::<i64>(&GET, builder.finish());
    assert_eq!(echo.wait().unwrap().value(), include_str!("../Cargo.toml"));
}

/// How many threads of this process are the runtime's, if the system tells.
fn own_threads() -> Option<usize> {
    let tasks = std::fs::read_dir("/proc/self/task").ok()?;
    let names =
        tasks.filter_map(|task| std::fs::read_to_string(task.ok()?.path().join("comm")).ok());
    Some(
        names
            .filter(|name| name.starts_with("clientwright"))
            .count(),
    )
}

#[test]
fn a_hundred_threads_wait_at_once_and_start_no_others() {
    let base = service();
    // A name that has to be looked up.
    let client = client(&base.replace("127.0.0.1", "localhost"));
    thread::scope(|scope| {
        for _ in 0..TOGETHER {
            // The service answers none of them before it has all.
            scope.spawn(|| assert_eq!(call(&client, "/together").wait().unwrap(), json!([])));
        }
    });
    if let Some(threads) = own_threads() {
        // For connections, for time, and those that look up names.
        assert!((1..=1 + 1 + 8).contains(&threads), "{threads}");
    }
}

#[test]
fn waiting_has_a_limit_of_time() {
    let client = client(&service());
    let hurried = client.with(CallOptions::new().timeout(Duration::from_millis(50)));
    let error = call(&hurried, "/silent").wait().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(call(&client, "/value").wait().unwrap(), json!([1, 2]));
}

/// What an async program may do that waits here and there.
async fn mixed(client: Client) {
    // The connection of one call is there for the other, whoever made it.
    for _ in 0..3 {
        assert_eq!(call(&client, "/value").await.unwrap(), json!([1, 2]));
        assert_eq!(call(&client, "/value").wait().unwrap(), json!([1, 2]));
    }
    // More than a task of Tokio may do before it has to give way.
    for _ in 0..20 {
        let items = Items::new(List::new(client.clone())).wait_each();
        assert_eq!(items.map(Result::unwrap).sum::<u64>(), 435);
    }
}

#[test]
fn it_works_inside_of_async_runtimes() {
    let base = service();
    common::block_on(mixed(client(&base)));
    // Nobody drives this runtime any more, and the next one has a single thread.
    let shared = client(&base);
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    let runtime = runtime.worker_threads(1).build().unwrap();
    let (one, other) = (mixed(shared.clone()), mixed(shared.clone()));
    runtime.block_on(async {
        let tasks = [tokio::spawn(one), tokio::spawn(other)];
        for task in tasks {
            task.await.unwrap();
        }
        let (shared, blocking) = (shared.clone(), tokio::task::spawn_blocking);
        let waits = blocking(move || call(&shared, "/value").wait().unwrap());
        assert_eq!(waits.await.unwrap(), json!([1, 2]));
    });
    drop(runtime);
    // What it had begun is no part of it.
    assert_eq!(call(&shared, "/value").wait().unwrap(), json!([1, 2]));
}

#[test]
fn an_awaited_call_needs_no_runtime_of_its_own_either() {
    let client = client(&service());
    let answer = pollster::block_on(call(&client, "/value"));
    assert_eq!(answer.unwrap(), json!([1, 2]));
}

#[test]
fn any_transport_can_be_waited_for() {
    let transport = transport::from_fn(|_| Ok(common::response(200, "[3]")));
    let builder = common::client().transport(transport);
    let answer = call(&builder.build::<i64>().unwrap(), "/").wait();
    assert_eq!(answer.unwrap(), json!([3]));
}
