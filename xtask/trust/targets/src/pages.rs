//! Walks on a service that answers as the bytes say: each ends, and no credential goes to another origin.

use crate::Corpus;
use clientwright_runtime::paging::{Next, Pages, Paginated, Position, link_header, number};
use clientwright_runtime::transport::{Body, TransportError, TransportErrorKind, from_fn};
use clientwright_runtime::{
    Client, ClientBuilder, Credential, Error, KeyLocation, Operation, Request, RequestBuilder,
    Response, ResponseFuture, RetryPolicy, Secret, SecurityScheme, Style, Value, http,
};
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("query", KeyLocation::Query, "api_key"),
    SecurityScheme::api_key("header", KeyLocation::Header, "x-key"),
];

static LIST: Operation = Operation {
    accept: "application/json",
    security: &[&[(0, &[]), (1, &[])]],
    ..Operation::new("list", "GET", "/list")
};

/// Beyond this a walk has no end: 100 pages like earlier ones, between which there may be 1000 without items.
const MOST: usize = 150_000;

#[derive(Clone, Copy)]
enum Way {
    Cursor,
    Offset,
    Page,
    Link,
    LinkHeader,
}

const WAYS: &[Way] = &[
    Way::Cursor,
    Way::Offset,
    Way::Page,
    Way::Link,
    Way::LinkHeader,
];

/// A call as generated code has it.
#[derive(Clone)]
struct List {
    core: Client,
    way: Way,
    number: Option<u64>,
    cursor: Option<String>,
}

impl List {
    fn request(&self) -> Result<Request, Error> {
        let mut request = RequestBuilder::new(&LIST);
        request.path_literal("/list");
        if let Some(number) = &self.number {
            request.query("n", number, Style::FORM.explode());
        }
        if let Some(cursor) = &self.cursor {
            request.query("c", cursor, Style::FORM.explode());
        }
        request.finish()
    }
}

fn items(page: &Value) -> Vec<Value> {
    page.get("items")
        .and_then(Value::as_array)
        .cloned()
        .unwrap_or_default()
}

impl Paginated for List {
    type Page = Value;
    type Item = Value;
    type Code = i64;

    fn fetch(&self) -> ResponseFuture<Value> {
        self.core.send_json(&LIST, self.request())
    }

    fn position(&self) -> Position {
        match self.way {
            Way::Cursor => Position::or_start(self.cursor.as_ref(), Position::cursor),
            Way::Offset => Position::or_start(number(self.number.as_ref()), Position::offset),
            _ => Position::or_start(number(self.number.as_ref()), Position::page),
        }
    }

    fn at(&self, position: &Position) -> Option<Self> {
        let mut call = self.clone();
        match self.way {
            Way::Cursor => call.cursor = Some(position.to_cursor()?),
            Way::Offset => call.number = Some(position.to_offset()?),
            Way::Page => call.number = Some(position.to_page()?),
            Way::Link | Way::LinkHeader => call.core = self.core.at_link(position)?,
        }
        Some(call)
    }

    fn next(&self, at: &Position, answer: &Response<Value>) -> Next {
        let page = answer.value();
        let (items, more, total) = (items(page), page["more"].as_bool(), page["total"].as_u64());
        match self.way {
            Way::Cursor => Next::cursor(more, page["next"].as_str()).items(&items),
            Way::Offset => Next::offset_after(at, items.len())
                .more(more)
                .total(total)
                .items(&items),
            Way::Page => Next::page_after(at, 1)
                .more(more)
                .items(&items)
                .pages(1, total),
            Way::Link => self
                .core
                .next_link(&LIST, self.request(), at, more, page["next"].as_str())
                .items(&items),
            Way::LinkHeader => self
                .core
                .next_link(&LIST, self.request(), at, more, link_header(answer))
                .items(&items),
        }
    }

    fn into_items(page: Value) -> Vec<Value> {
        items(&page)
    }
}

/// Some services that answer in circles, and some that do not end.
pub fn seeds(_: &Corpus) -> Vec<Vec<u8>> {
    (0..=255_u8)
        .step_by(3)
        .map(|first| {
            (0..24_u8)
                .map(|at| first.wrapping_mul(at).wrapping_add(at ^ first))
                .collect()
        })
        .collect()
}

const LINKS: &[&str] = &[
    "",
    "?p=1",
    "?p=2",
    "/list?p=3",
    "/v1/list?p=1",
    "http://api.test/v1/list?p=4",
    "https://api.test/v1/list",
    "http://evil.test/list",
    "//evil.test/x",
    "http://api.test:81/",
    "#",
    "..",
    "http://user:pw@api.test/",
    "javascript:1",
    "data:,x",
    "\u{e9}",
    "http://[",
    "?p=5#a",
];

/// The page that two bytes describe, at a number of the service's own counting.
fn page(bytes: [u8; 2], count: usize) -> (Value, &'static str) {
    let [first, second] = bytes;
    let link = LINKS[usize::from(second) % LINKS.len()];
    let items = match first % 8 {
        0 | 1 => json!([]),
        2 => json!([1]),
        3 => json!([1, 1]),
        4 => json!([first, second]),
        5 => json!([count]),
        _ => json!([{"a": second}]),
    };
    let more =
        [json!(true), json!(false), Value::Null, json!(true)][usize::from(first >> 3) % 4].clone();
    let total = [json!(3), json!(u64::MAX), Value::Null, json!(count + 2)]
        [usize::from(first >> 5) % 4]
        .clone();
    (
        json!({"items": items, "more": more, "total": total, "next": link}),
        link,
    )
}

/// The first byte says which way, the others which pages come, round and round.
pub fn run(bytes: &[u8]) -> Result<(), String> {
    let Some((&first, pages)) = bytes.split_first() else {
        return Ok(());
    };
    let way = WAYS[usize::from(first) % WAYS.len()];
    let pages: Vec<[u8; 2]> = pages
        .chunks_exact(2)
        .take(64)
        .map(|pair| [pair[0], pair[1]])
        .collect();
    if pages.is_empty() {
        return Ok(());
    }
    // One that counts on for ever gives new items for ever, of which nobody can know the end.
    let pages: Vec<[u8; 2]> = pages
        .into_iter()
        .map(|[a, b]| [if a % 8 == 5 { a ^ 1 } else { a }, b])
        .collect();
    let (asked, leaked) = (
        Arc::new(AtomicUsize::new(0)),
        Arc::new(AtomicBool::new(false)),
    );
    let (count, leak) = (asked.clone(), leaked.clone());
    let transport = from_fn(move |request: http::Request<Body>| {
        let at = count.fetch_add(1, Ordering::Relaxed);
        let uri = request.uri();
        let own = uri.scheme_str() == Some("http")
            && uri.authority().is_some_and(|name| name == "api.test");
        let key = request.headers().contains_key("x-key")
            || uri.query().is_some_and(|query| query.contains("planted"));
        leak.fetch_or(key && !own, Ordering::Relaxed);
        let (body, link) = page(pages[at % pages.len()], at);
        let mut answer = http::Response::builder().header("content-type", "application/json");
        if !link.is_empty() {
            answer = answer.header("link", format!("<{link}>; rel=\"next\"").into_bytes());
        }
        answer
            .body(body.to_string().into())
            .map_err(|error| TransportError::new(TransportErrorKind::Other, error))
    });
    let core = ClientBuilder::new("http://api.test/v1", SCHEMES)
        .credential(0, Credential::Token(Secret::from("planted")))
        .credential(1, Credential::Token(Secret::from("planted")))
        .retry(RetryPolicy::never())
        .transport(transport)
        .build::<i64>()
        .map_err(|error| error.to_string())?;
    let mut walk = Pages::new(List {
        core,
        way,
        number: None,
        cursor: None,
    });
    let steps = crate::calls::wait(async {
        let mut steps = 0;
        while let Some(page) = walk.next().await {
            steps += 1;
            if page.is_err() || steps > MOST {
                break;
            }
        }
        steps
    })?;
    if leaked.load(Ordering::Relaxed) {
        return Err("a credential went to another origin".to_owned());
    }
    match steps > MOST {
        true => Err(format!(
            "a walk has no end: {} requests",
            asked.load(Ordering::Relaxed)
        )),
        false => Ok(()),
    }
}
