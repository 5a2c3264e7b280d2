//! Walks by number and by link, ahead and in parts, on a service without a network.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::paging::{Items, Next, Pages, Paginated, Position, link_header, number};
use clientwright_runtime::transport::from_fn;
use clientwright_runtime::{
    Body, Client, ClientBuilder, Credential, Error, KeyLocation, Operation, RequestBuilder,
    Response, ResponseFuture, Secret, SecurityScheme, Style, http,
};
use common::{block_on, response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

static SCHEMES: &[SecurityScheme] = &[
    SecurityScheme::api_key("query", KeyLocation::Query, "api_key"),
    SecurityScheme::api_key("header", KeyLocation::Header, "x-key"),
];

static LIST: Operation = Operation {
    accept: "application/json",
    security: &[&[(0, &[]), (1, &[])]],
    ..Operation::new("list", "GET", "/list")
};

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Offset,
    Page,
    Link,
    LinkHeader,
}

/// A call as generated code has it.
#[derive(Clone)]
struct List {
    core: Client,
    way: Way,
    number: Option<i32>,
}

impl List {
    fn request(&self) -> Result<clientwright_runtime::Request, Error> {
        let mut request = RequestBuilder::new(&LIST);
        request.path_literal("/list");
        if let Some(number) = &self.number {
            request.query("n", number, Style::FORM.explode());
        }
        request.finish()
    }
}

impl Paginated for List {
    type Page = Value;
    type Item = u64;
    type Code = i64;

    fn fetch(&self) -> ResponseFuture<Value> {
        self.core.send_json(&LIST, self.request())
    }

    fn position(&self) -> Position {
        let place = match self.way {
            Way::Offset => Position::offset,
            _ => Position::page,
        };
        Position::or_start(number(self.number.as_ref()), place)
    }

    fn at(&self, position: &Position) -> Option<Self> {
        let mut call = self.clone();
        match self.way {
            Way::Offset => call.number = Some(position.to_offset()?),
            Way::Page => call.number = Some(position.to_page()?),
            Way::Link | Way::LinkHeader => call.core = self.core.at_link(position)?,
        }
        Some(call)
    }

    fn next(&self, at: &Position, answer: &Response<Value>) -> Next {
        let page = answer.value();
        let items = page["items"].as_array().unwrap();
        match self.way {
            Way::Offset => Next::offset_after(at, items.len())
                .items(items)
                .total(page["total"].as_u64()),
            Way::Page => Next::page_after(at, 1)
                .more(page["more"].as_bool())
                .items(items)
                .pages(1, page["pages"].as_u64()),
            Way::Link => {
                let next = page["next"].as_str();
                self.core.next_link(&LIST, self.request(), at, None, next)
            }
            Way::LinkHeader => {
                let next = link_header(answer);
                self.core.next_link(&LIST, self.request(), at, None, next)
            }
        }
    }

    fn into_items(page: Value) -> Vec<u64> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|item| item.as_u64().unwrap()).collect()
    }
}

type Log = Arc<Mutex<Vec<String>>>;

/// A client whose service answers by a function; what was asked, with the key of the header.
fn client(
    answer: impl Fn(&http::Uri) -> http::Response<Body> + Send + Sync + 'static,
) -> (Client, Log) {
    let log = Log::default();
    let asked = log.clone();
    let transport = from_fn(move |request: http::Request<Body>| {
        let key = request
            .headers()
            .get("x-key")
            .map(|key| key.to_str().unwrap());
        let line = format!("{} {}", request.uri(), key.unwrap_or("-"));
        asked.lock().unwrap().push(line);
        Ok(answer(request.uri()))
    });
    let client = ClientBuilder::new("http://api.test/v1", SCHEMES)
        .credential(0, Credential::Token(Secret::from("q")))
        .credential(1, Credential::Token(Secret::from("h")))
        .transport(transport);
    (client.build::<i64>().unwrap(), log)
}

fn page(value: Value) -> http::Response<Body> {
    response(200, value.to_string())
}

fn asked_number(uri: &http::Uri, start: u64) -> u64 {
    let query = uri.query().unwrap_or_default();
    let found = query.split('&').find_map(|pair| pair.strip_prefix("n="));
    found.map_or(start, |number| number.parse().unwrap())
}

/// Three pages of two items, by number.
fn numbered() -> (List, Log) {
    let (core, log) = client(|uri| {
        let number = asked_number(uri, 1);
        page(json!({"items": [number * 2 - 1, number * 2], "pages": 3}))
    });
    let list = List {
        core,
        way: Way::Page,
        number: None,
    };
    (list, log)
}

fn linked(links: &'static [Option<&'static str>]) -> (List, Log) {
    let count = Mutex::new(0);
    let (core, log) = client(move |_| {
        let mut count = count.lock().unwrap();
        *count += 1;
        page(json!({"items": [*count], "next": links[*count - 1]}))
    });
    let list = List {
        core,
        way: Way::Link,
        number: None,
    };
    (list, log)
}

/// All items, then the error.
fn walk(call: List) -> (Vec<u64>, Option<String>) {
    block_on(async {
        let (mut all, mut items) = (Vec::new(), Items::new(call));
        loop {
            match items.try_next().await {
                Ok(Some(item)) => all.push(item),
                Ok(None) => return (all, None),
                Err(error) => return (all, Some(error.to_string())),
            }
        }
    })
}

#[test]
fn offsets_go_to_the_total() {
    let (core, log) = client(|uri| {
        let offset = asked_number(uri, 0);
        let items: Vec<u64> = (offset..5.min(offset + 2)).collect();
        page(json!({"items": items, "total": 5}))
    });
    let list = List {
        core,
        way: Way::Offset,
        number: None,
    };
    assert_eq!(walk(list), (vec![0, 1, 2, 3, 4], None));
    let log = log.lock().unwrap();
    let asked: Vec<u64> = log
        .iter()
        .map(|line| asked_number(&line.split(' ').next().unwrap().parse().unwrap(), 0))
        .collect();
    assert_eq!(asked, [0, 2, 4]);
}

#[test]
fn pages_go_to_the_last_one() {
    let (list, log) = numbered();
    assert_eq!(walk(list).0, [1, 2, 3, 4, 5, 6]);
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[test]
fn an_empty_page_is_the_end_where_nothing_else_tells() {
    let (core, log) = client(|uri| match asked_number(uri, 1) {
        number @ 1..=2 => page(json!({"items": [number]})),
        _ => page(json!({"items": []})),
    });
    let list = List {
        core,
        way: Way::Page,
        number: None,
    };
    assert_eq!(walk(list), (vec![1, 2], None));
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[test]
fn a_service_that_gives_its_last_page_for_ever_does_not_loop() {
    let (core, log) = client(|uri| page(json!({"items": [asked_number(uri, 1).min(2)]})));
    let list = List {
        core,
        way: Way::Page,
        number: None,
    };
    assert_eq!(walk(list), (vec![1, 2], None), "nothing comes twice");
    assert_eq!(log.lock().unwrap().len(), 3);
}

#[test]
fn links_keep_credentials_on_their_origin_only() {
    let links = &[
        Some("http://api.test/elsewhere?page=2&api_key=q"),
        Some("?page=3"),
        Some("/v1/list?page=4"),
        Some("http://other.test/list?page=5"),
        Some("/list?page=6"),
        Some("https://api.test/list?page=7&api_key=q"),
        None,
    ];
    let (list, log) = linked(links);
    assert_eq!(walk(list), (vec![1, 2, 3, 4, 5, 6, 7], None));
    let log = log.lock().unwrap();
    assert_eq!(
        *log,
        [
            "http://api.test/v1/list?api_key=q h",
            "http://api.test/elsewhere?page=2&api_key=q h",
            "http://api.test/elsewhere?page=3&api_key=q h",
            "http://api.test/v1/list?page=4&api_key=q h",
            "http://other.test/list?page=5 -",
            "http://other.test/list?page=6 -",
            "https://api.test/list?page=7 -",
        ]
    );
}

#[test]
fn what_is_no_link_is_not_followed() {
    for link in [
        "eyJhIjoxfQ==",
        "page2",
        "ftp://api.test/x",
        "javascript:alert(1)",
        "http://",
    ] {
        let links: &'static [Option<&'static str>] = Box::leak(Box::new([Some(link)]));
        let (list, log) = linked(links);
        let (items, error) = walk(list);
        assert_eq!((items, log.lock().unwrap().len()), (vec![1], 1));
        assert!(error.unwrap().contains("is no URL"), "{link}");
    }
}

#[test]
fn a_ring_of_links_ends() {
    let (list, _) = linked(&[Some("/a"), Some("/b?api_key=q"), Some("/a"), None]);
    let (items, error) = walk(list);
    assert_eq!(items, [1, 2, 3]);
    assert!(
        error
            .unwrap()
            .contains("read before, link \"http://api.test/a\"")
    );
}

#[test]
fn links_come_in_headers_too() {
    let (core, log) = client(|uri| {
        let mut answer = page(json!({"items": [1]}));
        if !uri.path().contains("next") {
            let link = r#"</first>; rel="first", </next?x=1,2>; rel="next""#;
            answer.headers_mut().insert("link", link.parse().unwrap());
        }
        answer
    });
    let list = List {
        core,
        way: Way::LinkHeader,
        number: None,
    };
    assert_eq!(walk(list).0, [1, 1]);
    let log = log.lock().unwrap();
    assert_eq!(log[1], "http://api.test/next?x=1,2&api_key=q h");
}

#[test]
fn a_walk_is_left_and_taken_up_again() {
    let (list, _) = numbered();
    let saved = block_on(async {
        let mut items = Items::new(list.clone());
        assert_eq!(items.position(), Some(Position::start()));
        for _ in 0..3 {
            items.try_next().await.unwrap().unwrap();
        }
        serde_json::to_string(&items.position()).unwrap()
    });
    assert_eq!(saved, r#""page=2&skip=1""#);
    let position: Position = serde_json::from_str(&saved).unwrap();
    let items = Items::new(list.clone()).resume(position);
    assert_eq!(block_on(items.try_collect()).unwrap(), [4, 5, 6]);

    block_on(async {
        let mut pages = Pages::new(list.clone());
        pages.try_next().await.unwrap().unwrap();
        let position = pages.position().unwrap();
        assert_eq!(position, Position::page(2));
        let mut pages = Pages::new(list.clone()).resume(position);
        let page = pages.try_next().await.unwrap().unwrap();
        assert_eq!(page["items"], json!([3, 4]));
        pages.try_next().await.unwrap().unwrap();
        assert_eq!(pages.position(), None);
    });

    let mut other = Pages::new(list).resume(Position::cursor("x"));
    let error = block_on(other.try_next()).unwrap_err();
    assert!(error.to_string().contains("cannot ask for this place"));
}

#[test]
fn a_place_between_two_pages_is_the_next_one() {
    let (list, _) = numbered();
    block_on(async {
        let mut items = Items::new(list);
        for _ in 0..2 {
            items.try_next().await.unwrap();
        }
        assert_eq!(items.position(), Some(Position::page(2)));
        while items.try_next().await.unwrap().is_some() {}
        assert_eq!(items.position(), None);
    });
}

#[test]
fn a_position_of_links_is_saved_without_keys() {
    let (list, _) = linked(&[Some("/a?x=1&api_key=q"), None]);
    let saved = block_on(async {
        let mut pages = Pages::new(list);
        pages.try_next().await.unwrap();
        pages.position().unwrap().to_string()
    });
    assert_eq!(saved, "link=http%3A%2F%2Fapi.test%2Fa%3Fx%3D1");
}

#[test]
fn reads_ahead_within_bounds() {
    for (ahead, after_first) in [(0, 1), (1, 2), (2, 3), (9, 3)] {
        let (list, log) = numbered();
        block_on(async {
            let mut pages = Pages::new(list).prefetch(ahead);
            assert!(log.lock().unwrap().is_empty());
            pages.try_next().await.unwrap().unwrap();
            assert_eq!(log.lock().unwrap().len(), after_first, "{ahead}");
            assert_eq!(pages.position(), Some(Position::page(2)));
            let second = pages.try_next().await.unwrap().unwrap();
            assert_eq!(second["items"], json!([3, 4]));
        });
        let (list, _) = numbered();
        let items = Items::new(list).prefetch(ahead);
        assert_eq!(block_on(items.try_collect()).unwrap(), [1, 2, 3, 4, 5, 6]);
    }
}

#[test]
fn ends_after_so_many_pages() {
    let (list, log) = numbered();
    let items = Items::new(list).prefetch(5).max_pages(2);
    assert_eq!(block_on(items.try_collect()).unwrap(), [1, 2, 3, 4]);
    assert_eq!(log.lock().unwrap().len(), 2);
}

#[test]
fn what_ended_after_so_many_pages_goes_on_there() {
    for ahead in [0, 5] {
        let (list, log) = numbered();
        let (mut all, mut position) = (Vec::new(), Some(Position::start()));
        block_on(async {
            while let Some(from) = position {
                let walk = Pages::new(list.clone()).prefetch(ahead).max_pages(2);
                let mut walk = walk.resume(from);
                while let Some(page) = walk.try_next().await.unwrap() {
                    all.extend(List::into_items(page));
                }
                position = walk.position();
            }
        });
        assert_eq!(all, [1, 2, 3, 4, 5, 6]);
        assert_eq!(log.lock().unwrap().len(), 3);
    }
    let (list, _) = numbered();
    block_on(async {
        let mut items = Items::new(list).max_pages(1);
        while items.try_next().await.unwrap().is_some() {}
        assert_eq!(items.position(), Some(Position::page(2)));
    });
}
