//! Services that answer for ever: every kind of walk comes to an end, and gives nothing twice.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::paging::{Items, Next, Paginated, Position, link_header, number};
use clientwright_runtime::transport::from_fn;
use clientwright_runtime::{
    Body, Client, Error, Operation, Request, RequestBuilder, Response, ResponseFuture, Style, http,
};
use common::{block_on, response};
use serde_json::{Value, json};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

static LIST: Operation = Operation {
    accept: "application/json",
    ..Operation::new("list", "GET", "/list")
};

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    Cursor,
    Page,
    Offset,
    Link,
    LinkHeader,
}

const ALL: [Way; 5] = [
    Way::Cursor,
    Way::Page,
    Way::Offset,
    Way::Link,
    Way::LinkHeader,
];

/// A call as generated code has it.
#[derive(Clone)]
struct List {
    core: Client,
    way: Way,
    /// What asks for a page.
    asked: Option<String>,
    limit: Option<u64>,
}

impl List {
    fn request(&self) -> Result<Request, Error> {
        let mut request = RequestBuilder::new(&LIST);
        request.path_literal("/list");
        if let Some(asked) = &self.asked {
            request.query("at", asked, Style::FORM.explode());
        }
        request.finish()
    }
}

impl Paginated for List {
    type Page = Value;
    type Item = Value;
    type Code = i64;

    fn fetch(&self) -> ResponseFuture<Value> {
        self.core.send_json(&LIST, self.request())
    }

    fn at(&self, position: &Position) -> Option<Self> {
        let mut call = self.clone();
        match self.way {
            Way::Cursor => call.asked = Some(position.to_cursor()?),
            Way::Page => call.asked = Some(position.to_page::<u64>()?.to_string()),
            Way::Offset => call.asked = Some(position.to_offset::<u64>()?.to_string()),
            Way::Link | Way::LinkHeader => call.core = self.core.at_link(position)?,
        }
        Some(call)
    }

    fn next(&self, at: &Position, answer: &Response<Value>) -> Next {
        let page = answer.value();
        let items = page["items"].as_array().unwrap();
        let more = page["more"].as_bool();
        let link = match self.way {
            Way::LinkHeader => link_header(answer),
            _ => page["next"].as_str(),
        };
        let next = match self.way {
            Way::Cursor => Next::cursor(more, link),
            Way::Page => Next::page_after(at, 1).more(more),
            Way::Offset => Next::offset_after(at, items.len()).more(more),
            Way::Link | Way::LinkHeader => {
                let request = self.request();
                self.core.next_link(&LIST, request, at, more, link)
            }
        };
        let total = number(page["total"].as_u64().as_ref());
        next.items(items).total(total).asked(self.limit)
    }

    fn into_items(page: Value) -> Vec<Value> {
        page["items"].as_array().unwrap().clone()
    }
}

/// What came of a walk.
struct Walked {
    items: Vec<Value>,
    error: Option<String>,
    requests: usize,
}

/// A walk over what a service answers, by how many times it was asked before. Where the answer
/// gives no way on, the header does.
fn walk(way: Way, limit: Option<u64>, answer: fn(usize) -> Value) -> Walked {
    let count = Arc::new(AtomicUsize::new(0));
    let requests = count.clone();
    let transport = from_fn(move |_: http::Request<Body>| {
        let n = count.fetch_add(1, Ordering::Relaxed);
        assert!(n < 2000, "this would go on for ever");
        let page = answer(n);
        let mut response = response(200, page.to_string());
        if let Some(next) = page["next"].as_str() {
            let link = format!(r#"<{next}>; rel="next""#).parse().unwrap();
            response.headers_mut().insert("link", link);
        }
        Ok(response)
    });
    let core = common::client().transport(transport).build::<i64>();
    let list = List {
        core: core.unwrap(),
        way,
        asked: None,
        limit,
    };
    let (mut items, mut all) = (Items::new(list), Vec::new());
    let error = loop {
        match block_on(items.try_next()) {
            Ok(Some(item)) => all.push(item),
            Ok(None) => break None,
            Err(error) => break Some(error.to_string()),
        }
    };
    Walked {
        items: all,
        error,
        requests: requests.load(Ordering::Relaxed),
    }
}

fn same() -> Value {
    json!([{"id": 1}, {"id": 2}])
}

#[test]
fn everything_at_once_whatever_the_place_is_the_end() {
    for (limit, took) in [(None, None), (Some(1), None), (Some(10), None)] {
        for way in [Way::Offset, Way::Page] {
            let walked = walk(way, limit, |n| json!({"items": same(), "took": n}));
            assert_eq!(walked.items, *same().as_array().unwrap(), "{way:?}");
            assert_eq!((walked.error, walked.requests), (took.clone(), 2));
        }
    }
}

#[test]
fn a_full_page_again_may_hide_others() {
    for way in [Way::Offset, Way::Page] {
        let walked = walk(way, Some(2), |n| json!({"items": same(), "took": n}));
        assert_eq!((walked.items.len(), walked.requests), (2, 2), "{way:?}");
        assert!(walked.error.unwrap().contains("read before"), "{way:?}");
        // Once there was another one, the service goes by the place: that was its last.
        let walked = walk(way, Some(2), |n| match n {
            0 => json!({"items": [3, 4]}),
            _ => json!({"items": same()}),
        });
        assert_eq!((walked.items.len(), walked.error), (4, None), "{way:?}");
        assert_eq!(walked.requests, 3);
    }
}

#[test]
fn a_service_that_says_there_is_more_and_gives_the_same() {
    for way in ALL {
        // With another cursor or link each time.
        let walked = walk(
            way,
            None,
            |n| json!({"items": same(), "more": true, "next": format!("/{n}")}),
        );
        assert_eq!((walked.items.len(), walked.requests), (2, 2), "{way:?}");
        assert!(walked.error.unwrap().contains("read before"), "{way:?}");
        // Items that are all alike may be as many as they like, within bounds.
        let walked = walk(
            way,
            None,
            |n| json!({"items": ["x", "x"], "more": true, "next": format!("/{n}")}),
        );
        assert_eq!(walked.requests, 101, "{way:?}");
        assert!(walked.error.unwrap().contains("read before"), "{way:?}");
    }
}

#[test]
fn a_total_that_lies() {
    let walked = walk(
        Way::Offset,
        None,
        |_| json!({"items": same(), "total": 1000}),
    );
    assert_eq!((walked.items.len(), walked.requests), (2, 2));
    assert!(walked.error.unwrap().contains("read before"));
    let walked = walk(Way::Offset, None, |n| match n {
        0 => json!({"items": same(), "total": u64::MAX}),
        _ => json!({"items": [], "total": u64::MAX}),
    });
    assert_eq!((walked.items.len(), walked.requests), (2, 2));
    assert_eq!(
        walked.error, None,
        "a page without items is the end of them"
    );
}

#[test]
fn pages_without_items_for_ever() {
    for way in ALL {
        let walked = walk(
            way,
            None,
            |n| json!({"items": [], "more": true, "next": format!("/{n}")}),
        );
        let (requests, said) = match way {
            // The place after nothing is the same place.
            Way::Offset => (2, "read before"),
            _ => (1000, "a thousand pages up to this one had no item"),
        };
        assert_eq!(walked.requests, requests, "{way:?}");
        assert!(walked.error.unwrap().contains(said), "{way:?}");
    }
}

#[test]
fn some_pages_without_items_are_none_of_it() {
    for way in [Way::Cursor, Way::Page, Way::Link, Way::LinkHeader] {
        let walked = walk(way, None, |n| match n {
            300 => json!({"items": same(), "more": false}),
            _ => json!({"items": [], "more": true, "next": format!("/{n}")}),
        });
        assert_eq!((walked.items.len(), walked.error), (2, None), "{way:?}");
    }
}

#[test]
fn a_way_on_that_leads_back() {
    for way in [Way::Cursor, Way::Link, Way::LinkHeader] {
        // The items differ each time, as those of a feed do.
        let walked = walk(
            way,
            None,
            |n| json!({"items": [n], "more": true, "next": "/same"}),
        );
        assert_eq!((walked.items.len(), walked.requests), (2, 2), "{way:?}");
        assert!(walked.error.unwrap().contains("read before"), "{way:?}");
    }
}

#[test]
fn everything_at_once_in_another_order_each_time() {
    let shuffled = |n: usize| {
        let mut ids: Vec<usize> = (0..10).collect();
        ids.rotate_left(n % 10);
        json!({"items": ids})
    };
    for way in [Way::Offset, Way::Page] {
        let walked = walk(way, None, shuffled);
        assert_eq!((walked.items.len(), walked.requests), (10, 2), "{way:?}");
        assert_eq!(walked.error, None, "{way:?}");
    }
}

#[test]
fn pages_in_turns_come_to_an_end_too() {
    for way in ALL {
        // As two machines answer that do not know of each other.
        let walked = walk(
            way,
            None,
            |n| json!({"items": [n % 2, 7], "next": format!("/{n}")}),
        );
        assert_eq!(walked.requests, 102, "{way:?}");
        let is_open = matches!(way, Way::Page | Way::Offset);
        assert_eq!(walked.error.is_none(), is_open, "{way:?}");
    }
}
