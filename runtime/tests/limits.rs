//! Limits that a client sets itself: requests at once, and requests in a window of time.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::middleware::{ConcurrencyLimit, RateLimit};
use clientwright_runtime::transport::{Mock, from_async_fn};
use clientwright_runtime::{
    Body, Client, ClientBuilder, Error, ErrorKind, Operation, RequestBuilder, http,
};
use common::{FakeTimer, block_on};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

static GET: Operation = Operation::new("get", "GET", "/things");

async fn get(client: &Client) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/things");
    let answer = client.send_text(&GET, request.finish());
    answer.into_value().await
}

#[tokio::test]
async fn only_so_many_requests_are_on_their_way() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let transport = from_async_fn({
        let (now, most) = (now.clone(), most.clone());
        move |_| {
            let (now, most) = (now.clone(), most.clone());
            async move {
                most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                for _ in 0..10 {
                    tokio::task::yield_now().await;
                }
                now.fetch_sub(1, Ordering::SeqCst);
                Ok(http::Response::new("yes".into()))
            }
        }
    });
    let client = common::client()
        .transport(transport)
        .attempt_middleware(ConcurrencyLimit::new(3));
    let client = client.build::<i64>().unwrap();
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap(), "yes");
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
}

#[test]
fn a_stream_keeps_its_place_until_it_was_read() {
    let transport = from_async_fn(|_| async {
        let body = Body::stream(common::chunks(&["a", "b"]));
        Ok(http::Response::new(body))
    });
    let client = common::client()
        .transport(transport)
        .timer(FakeTimer::new())
        .attempt_middleware(ConcurrencyLimit::new(1));
    let client = client.build::<i64>().unwrap();
    let download = || {
        let request = RequestBuilder::new(&GET).finish();
        client.send_download::<i64>(&GET, request)
    };
    block_on(async {
        let mut first = download().await.unwrap().into_inner();
        assert_eq!(first.next().await.unwrap().unwrap(), "a");
        // There is no place, so the time of the call is over before it is sent.
        assert_eq!(get(&client).await.unwrap_err().kind(), ErrorKind::Timeout);
        assert_eq!(first.next().await.unwrap().unwrap(), "b");
        assert!(first.next().await.is_none());
        assert_eq!(get(&client).await.unwrap(), "ab");
        // Who does not read to the end gives the place back as well.
        drop(download().await.unwrap());
        assert_eq!(get(&client).await.unwrap(), "ab");
    });
}

fn limited(service: Mock, change: impl FnOnce(RateLimit) -> RateLimit) -> (Client, FakeTimer) {
    let timer = FakeTimer::new();
    let client: ClientBuilder = common::client()
        .transport(service)
        .timer(timer.clone())
        .timeout(Duration::from_secs(35))
        .attempt_middleware(change(RateLimit::new()));
    (client.build::<i64>().unwrap(), timer)
}

fn saying(service: Mock, status: u16, headers: &[(&str, &str)]) -> Mock {
    let mut answer = http::Response::builder().status(status);
    for (name, value) in headers {
        answer = answer.header(*name, *value);
    }
    service.respond(answer.body("").unwrap())
}

#[test]
fn what_would_be_refused_is_waited_for() {
    let service = saying(Mock::new(), 200, &[("ratelimit", r#""a";r=1;t=9"#)]);
    let service = saying(service, 200, &[]);
    // What is known of the policy holds for the windows after it, too.
    let policy = [
        ("ratelimit", r#""a";r=0;t=20"#),
        ("ratelimit-policy", r#""a";q=2;w=30"#),
    ];
    let service = saying(service, 200, &policy);
    let service = (0..3).fold(service, |service, _| saying(service, 200, &[]));
    let (client, timer) = limited(service, |limit| limit);
    for waits in [&[][..], &[], &[9000], &[9000, 20_000], &[9000, 20_000]] {
        block_on(get(&client)).unwrap();
        assert_eq!(timer.waits(), waits);
    }
    block_on(get(&client)).unwrap();
    assert_eq!(timer.waits(), [9000, 20_000, 30_000]);
}

#[test]
fn a_refusal_holds_back_all_calls() {
    let service = saying(Mock::new(), 429, &[("retry-after", "5")]);
    let service = saying(service, 200, &[]);
    let (client, timer) = limited(service, |limit| limit);
    block_on(get(&client)).unwrap();
    // The policy waited for longer than was asked, so there is nothing left to wait for.
    assert_eq!(timer.waits(), [5250]);
}

#[test]
fn nobody_waits_for_ever() {
    let reset = ("x-ratelimit-reset", "100000");
    let service = saying(Mock::new(), 200, &[("x-ratelimit-remaining", "0"), reset]);
    let service = saying(service, 200, &[]);
    let (client, timer) = limited(service, |limit| limit.max_wait(Duration::from_secs(10)));
    block_on(get(&client)).unwrap();
    block_on(get(&client)).unwrap();
    assert_eq!(timer.waits(), [0_u128; 0]);
}

#[test]
fn windows_without_an_end_hold_nobody_back() {
    let much = u64::MAX.to_string();
    for (name, value) in [
        ("ratelimit", format!("\"a\";r=0;t={much}")),
        ("retry-after", much.clone()),
        ("ratelimit", "\"".repeat(1000)),
    ] {
        let service = saying(
            Mock::new(),
            503,
            &[(name, &value), ("x-should-retry", "false")],
        );
        let service = saying(service, 200, &[]);
        let (client, timer) = limited(service, |limit| limit.max_wait(Duration::MAX));
        block_on(get(&client)).unwrap_err();
        block_on(get(&client)).unwrap();
        assert_eq!(timer.waits(), [0_u128; 0]);
    }
}

#[test]
fn a_window_that_never_has_any_holds_nobody_back() {
    for policy in [r#""a";q=0;w=60"#, r#""a";q=0;w=0"#] {
        let headers = [
            ("ratelimit", r#""a";r=0;t=5"#),
            ("ratelimit-policy", policy),
        ];
        let service = saying(Mock::new(), 200, &headers);
        let service = saying(service, 200, &[]);
        let (client, timer) = limited(service, |limit| limit);
        block_on(get(&client)).unwrap();
        block_on(get(&client)).unwrap();
        assert_eq!(timer.waits(), [5000]);
    }
}

#[test]
fn who_has_not_so_long_is_told_at_once() {
    let service = saying(
        Mock::new(),
        200,
        &[("ratelimit", "limit=9, remaining=0, reset=40")],
    );
    let (client, timer) = limited(service.clone(), |limit| limit);
    block_on(get(&client)).unwrap();
    let error = block_on(get(&client)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Transport);
    assert!(error.to_string().contains("no request for 40s"), "{error}");
    assert_eq!((service.requests().len(), timer.waits().len()), (1, 0));
}
