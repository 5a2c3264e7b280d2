//! Walks over pages, on a service without a network.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::paging::{Items, Next, Pages, Paginated, PagingDefect, Position};
use clientwright_runtime::timer::Timer;
use clientwright_runtime::transport::from_async_fn;
use clientwright_runtime::{
    Body, CallOptions, Client, Error, ErrorKind, RequestBuilder, Response, ResponseFuture, Style,
    http,
};
use common::{FakeTimer, PLAIN, block_on, script};
use serde_json::Value;
use std::time::Duration;

/// A call as generated code has it: a place to start from, and answers that name a mode.
#[derive(Clone)]
struct List {
    client: Client,
    asked: Option<Asked>,
}

#[derive(Clone)]
enum Asked {
    Cursor(String),
    Page(u64),
}

impl Paginated for List {
    type Page = Value;
    type Item = u64;
    type Code = i64;

    fn fetch(&self) -> ResponseFuture<Value> {
        let mut request = RequestBuilder::new(&PLAIN);
        request.path_literal("/list");
        match &self.asked {
            Some(Asked::Cursor(cursor)) => request.query("cursor", cursor, Style::FORM.explode()),
            Some(Asked::Page(page)) => request.query("page", page, Style::FORM.explode()),
            None => {}
        }
        self.client.send_json(&PLAIN, request.finish())
    }

    fn position(&self) -> Position {
        Position::or_start(self.asked.as_ref(), |asked| match asked {
            Asked::Cursor(cursor) => Position::cursor(cursor),
            Asked::Page(page) => Position::page(*page),
        })
    }

    fn at(&self, position: &Position) -> Option<Self> {
        let cursor = position.to_cursor().map(Asked::Cursor);
        Some(Self {
            client: self.client.clone(),
            asked: Some(cursor.or_else(|| position.to_page().map(Asked::Page))?),
        })
    }

    fn next(&self, _: &Position, answer: &Response<Value>) -> Next {
        let page = answer.value();
        let more = page["more"] == true;
        match page["mode"].as_str().unwrap() {
            "cursor" => Next::cursor(more, page["next"].as_str()),
            "page" => Next::page(page["page"].as_u64().unwrap()).more(more),
            "none" => Next::end(),
            mode => Next::unknown_mode(mode),
        }
    }

    fn into_items(page: Value) -> Vec<u64> {
        page["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| item.as_u64().unwrap())
            .collect()
    }
}

fn cursor(items: &[u64], more: bool, next: Option<&str>) -> String {
    serde_json::json!({"mode": "cursor", "items": items, "more": more, "next": next}).to_string()
}

fn page(items: &[u64], more: bool, number: u64) -> String {
    serde_json::json!({"mode": "page", "items": items, "more": more, "page": number}).to_string()
}

/// All items, then the errors; and what was asked.
fn walk(asked: Option<Asked>, answers: &[String]) -> (Vec<u64>, Vec<Error>, Vec<String>) {
    let (client, log) = script(answers.to_vec());
    let (mut items, mut errors) = (Vec::new(), Vec::new());
    block_on(async {
        let mut walk = Items::new(List { client, asked });
        while let Some(item) = walk.next().await {
            match item {
                Ok(item) => items.push(item),
                Err(error) => errors.push(error),
            }
        }
        // The end stays the end.
        assert!(walk.try_next().await.unwrap().is_none());
    });
    let log = log.lock().unwrap().clone();
    (items, errors, log)
}

#[test]
fn follows_cursors_past_an_empty_page_and_stops_though_a_cursor_is_there() {
    let answers = [
        cursor(&[1, 2], true, Some("a/b")),
        cursor(&[], true, Some("c")),
        cursor(&[3], false, Some("d")),
    ];
    let (items, errors, log) = walk(None, &answers);
    assert_eq!(items, [1, 2, 3]);
    assert!(errors.is_empty());
    assert_eq!(
        log,
        [
            "/base/list",
            "/base/list?cursor=a%2Fb",
            "/base/list?cursor=c"
        ]
    );
}

#[test]
fn follows_page_numbers() {
    let (items, errors, log) = walk(
        Some(Asked::Page(4)),
        &[page(&[1], true, 4), page(&[2], false, 5)],
    );
    assert_eq!((items, errors.len()), (vec![1, 2], 0));
    assert_eq!(log, ["/base/list?page=4", "/base/list?page=5"]);
}

#[test]
fn one_page_and_no_more() {
    let none = r#"{"mode":"none","items":[7],"more":true}"#.to_owned();
    assert_eq!(walk(None, &[none]).0, [7]);
}

fn broken(asked: Option<Asked>, answers: &[String], items: &[u64], defect: &str) {
    let (read, errors, log) = walk(asked, answers);
    assert_eq!(read, items);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].kind(), ErrorKind::Paging);
    assert!(errors[0].to_string().contains(defect), "{}", errors[0]);
    assert_eq!(log.len(), answers.len());
}

#[test]
fn never_loops() {
    let read_before = "leads to a page that was read before";
    broken(None, &[cursor(&[1], true, None)], &[1], "without a cursor");
    broken(
        None,
        &[cursor(&[1], true, Some(""))],
        &[1],
        "without a cursor",
    );
    let same = cursor(&[1], true, Some("a"));
    broken(None, &[same.clone(), same.clone()], &[1, 1], read_before);
    broken(
        Some(Asked::Cursor("a".to_owned())),
        &[same],
        &[1],
        read_before,
    );
    let ring = [
        cursor(&[1], true, Some("a")),
        cursor(&[2], true, Some("b")),
        cursor(&[3], true, Some("a")),
    ];
    broken(None, &ring, &[1, 2, 3], read_before);
    let stuck = page(&[1], true, 1);
    broken(None, &[stuck.clone(), stuck], &[1, 1], "page 2");
    broken(None, &[page(&[1], true, u64::MAX)], &[1], "no successor");
    broken(
        None,
        &[r#"{"mode":"keyset","items":[1]}"#.to_owned()],
        &[1],
        "\"keyset\"",
    );
}

#[test]
fn an_error_comes_once_after_what_was_read() {
    let answers = [cursor(&[1, 2], true, Some("a")), "<html>".to_owned()];
    let (items, errors, log) = walk(None, &answers);
    assert_eq!((items, log.len()), (vec![1, 2], 2));
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].kind(), ErrorKind::Decode);
}

#[test]
fn pages_come_whole_and_only_when_wanted() {
    let (client, log) = script(vec![page(&[1, 2], true, 1), page(&[3], true, 2)]);
    block_on(async {
        let mut pages = Pages::new(List {
            client: client.clone(),
            asked: None,
        });
        assert!(log.lock().unwrap().is_empty());
        let first = pages.try_next().await.unwrap().unwrap();
        assert_eq!(first["items"], serde_json::json!([1, 2]));
        assert_eq!(log.lock().unwrap().len(), 1);
    });
}

#[test]
fn streams_are_send_and_defects_compare() {
    fn is_send<T: Send + Unpin>(_: T) {}
    let (client, _) = script(Vec::new());
    is_send(Items::new(List {
        client: client.clone(),
        asked: None,
    }));
    is_send(Pages::new(List {
        client,
        asked: None,
    }));
    assert_ne!(PagingDefect::MissingCursor, PagingDefect::LastNumber);
}

#[test]
fn collects() {
    let (client, _) = script(vec![page(&[1], true, 1), page(&[2], false, 2)]);
    let items = block_on(
        Items::new(List {
            client,
            asked: None,
        })
        .try_collect(),
    )
    .unwrap();
    assert_eq!(items, [1, 2]);
}

#[test]
fn a_deadline_ends_a_walk() {
    let timer = FakeTimer::new();
    let slow = timer.clone();
    let transport = from_async_fn(move |request: http::Request<Body>| {
        let slow = slow.clone();
        async move {
            slow.sleep(Duration::from_secs(1)).await;
            let query = request.uri().query().unwrap_or("page=0");
            let number: u64 = query.split_once('=').unwrap().1.parse().unwrap();
            Ok(common::response(200, page(&[number], true, number)))
        }
    });
    let client = common::client().transport(transport).timer(timer.clone());
    let client = client.build::<i64>().unwrap();
    let deadline = timer.now() + Duration::from_secs(3);
    let client = client.with(CallOptions::new().deadline(deadline));
    let mut walk = Items::new(List {
        client,
        asked: None,
    });
    let mut seen = Vec::new();
    let error = block_on(async {
        loop {
            match walk.try_next().await {
                Ok(item) => seen.push(item.unwrap()),
                Err(error) => return error,
            }
        }
    });
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(seen, [0, 1, 2]);
    assert_eq!(
        timer.waits(),
        [1000, 1000, 1000],
        "nothing is asked for after it"
    );
}
