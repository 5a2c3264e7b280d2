//! Time: of an attempt, of a call, of a walk; and calls that nobody waits for any more.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::middleware::from_fn;
use clientwright_runtime::timer::Timer;
use clientwright_runtime::transport::{TransportErrorKind, from_async_fn};
use clientwright_runtime::{
    Body, CallOptions, Client, ClientBuilder, Error, ErrorKind, Operation, RequestBuilder,
    RetryPolicy, http,
};
use common::{FakeTimer, block_on};
use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

static GET: Operation = Operation::new("get", "GET", "/things");

async fn get(client: &Client) -> Result<String, Error> {
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/things");
    let answer = client.send_text(&GET, request.finish());
    answer.into_value().await
}

/// A service that never answers, but for some attempts.
fn stalled(answers: impl Fn(usize) -> bool + Send + Sync + 'static) -> (ClientBuilder, FakeTimer) {
    let timer = FakeTimer::new();
    let sent = AtomicUsize::new(0);
    let transport = from_async_fn(move |_| {
        let is_answered = answers(sent.fetch_add(1, Ordering::SeqCst) + 1);
        async move {
            if !is_answered {
                pending::<()>().await;
            }
            Ok(http::Response::new("yes".into()))
        }
    });
    let builder = common::client().transport(transport);
    (builder.timer(timer.clone()), timer)
}

#[test]
fn an_attempt_that_takes_too_long_makes_place_for_another() {
    let (builder, timer) = stalled(|attempt| attempt == 2);
    let builder = builder.attempt_timeout(Duration::from_secs(2));
    let client = builder.build::<i64>().unwrap();
    assert_eq!(block_on(get(&client)).unwrap(), "yes");
    assert_eq!(timer.waits(), [2000, 250]);
}

#[test]
fn a_call_ends_with_all_its_attempts() {
    let (builder, timer) = stalled(|_| false);
    let client = builder.build::<i64>().unwrap();
    let error = block_on(get(&client)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(timer.waits(), [30_000], "the default");
    let text = format!("{error}: {}", std::error::Error::source(&error).unwrap());
    assert!(text.contains("30s") && text.contains("api.test"), "{text}");

    // A call may have its own time, and a handle.
    let options = || CallOptions::new().timeout(Duration::from_secs(1));
    let (builder, timer) = stalled(|_| false);
    let client = builder.build::<i64>().unwrap().with(options());
    block_on(get(&client)).unwrap_err();
    assert_eq!(timer.waits(), [1000]);
}

#[test]
fn a_stream_of_a_middleware_is_read_in_the_time_of_the_call() {
    let (builder, timer) = stalled(|_| true);
    let answer = |_, _| async {
        let body = Body::stream(common::stalling(&["a"]));
        Ok(http::Response::new(body))
    };
    let builder = builder.middleware(from_fn(answer));
    let client = builder.build::<i64>().unwrap();
    let error = block_on(get(&client)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(timer.waits(), [30_000]);
}

#[test]
fn a_deadline_holds_for_what_is_at_hand() {
    let timer = FakeTimer::new();
    let transport = from_async_fn(|_| async {
        let body = Body::stream(common::chunks(&["a", "b", "c"]));
        Ok(http::Response::new(body))
    });
    let client = common::client().transport(transport).timer(timer.clone());
    let deadline = timer.now() + Duration::from_secs(4);
    let options = CallOptions::new().deadline(deadline);
    let client = client.build::<i64>().unwrap().with(options);
    block_on(async {
        let request = RequestBuilder::new(&GET).finish();
        let answer = client.send_download::<i64>(&GET, request).await.unwrap();
        let mut body = answer.into_inner();
        assert_eq!(body.next().await.unwrap().unwrap(), "a");
        timer.sleep(Duration::from_secs(5)).await;
        let error = body.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), TransportErrorKind::Timeout);
        assert!(body.next().await.is_none());
    });
}

#[test]
fn a_deadline_holds_for_call_after_call() {
    let (builder, timer) = stalled(|attempt| attempt < 3);
    let client = builder.build::<i64>().unwrap();
    let deadline = timer.now() + Duration::from_secs(4);
    let client = client.with(CallOptions::new().deadline(deadline));
    for _ in 0..2 {
        assert_eq!(block_on(get(&client)).unwrap(), "yes");
    }
    let mut last = String::new();
    for _ in 0..2 {
        let error = block_on(get(&client)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        last = format!("{error:?}");
    }
    assert!(last.contains("over before it began"), "{last}");
    assert_eq!(timer.waits(), [4000], "after it nothing is begun");
}

#[test]
fn a_body_whose_next_piece_does_not_come_is_given_up() {
    let timer = FakeTimer::new();
    let transport = from_async_fn(|_| async {
        Ok(http::Response::new(Body::stream(common::stalling(&[
            "a", "b",
        ]))))
    });
    let client = common::client()
        .transport(transport)
        .timer(timer.clone())
        .retry(RetryPolicy::never())
        .read_timeout(Duration::from_secs(5));
    let error = block_on(get(&client.build::<i64>().unwrap())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(timer.waits(), [5000]);
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "nothing came for 5s");
}

/// A download of two pieces after which nothing comes.
fn download(builder: ClientBuilder, options: CallOptions) -> Result<Vec<String>, Error> {
    let transport = from_async_fn(|_| async {
        let body = Body::stream(common::stalling(&["a", "b"]));
        Ok(http::Response::new(body))
    });
    let client = builder.transport(transport).build::<i64>()?.with(options);
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/things");
    block_on(async {
        let answer = client.send_download::<i64>(&GET, request.finish()).await?;
        let mut body = answer.into_inner();
        let mut pieces = Vec::new();
        while let Some(piece) = body.next().await {
            match piece {
                Ok(piece) => pieces.push(String::from_utf8(piece.to_vec()).unwrap()),
                Err(error) => pieces.push(format!("{error:?}")),
            }
        }
        Ok(pieces)
    })
}

#[test]
fn a_stream_may_take_its_time_but_not_fall_silent() {
    let builder = |timer: &FakeTimer| {
        let builder = common::client().timer(timer.clone());
        let second = Duration::from_secs(1);
        builder.timeout(second).attempt_timeout(second)
    };
    let timer = FakeTimer::new();
    let pieces = download(builder(&timer), CallOptions::new()).unwrap();
    assert_eq!(pieces[..2], ["a", "b"]);
    assert!(pieces[2].contains("nothing came for 300s"), "{pieces:?}");
    assert_eq!((pieces.len(), timer.waits()), (3, vec![300_000]));

    // Only a deadline bounds all of it.
    let timer = FakeTimer::new();
    let deadline = timer.now() + Duration::from_secs(9);
    let options = CallOptions::new().read_timeout(Duration::MAX);
    let options = options.deadline(deadline);
    let pieces = download(builder(&timer), options).unwrap();
    assert!(pieces[2].contains("the deadline is over"), "{pieces:?}");
}

#[tokio::test]
async fn who_stops_waiting_closes_the_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let client = ClientBuilder::new(&base, common::NO_SECURITY);
    let client = client.build::<i64>().unwrap();
    let call = tokio::spawn(async move { get(&client).await });
    let (mut socket, _) = listener.accept().await.unwrap();
    let mut buffer = [0; 4096];
    assert!(socket.read(&mut buffer).await.unwrap() > 0);
    let head = b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc";
    socket.write_all(head).await.unwrap();
    call.abort();
    // The end of the connection, in whichever way it is told.
    let end = socket.read(&mut buffer).await;
    assert!(matches!(end, Ok(0) | Err(_)), "{end:?}");
}

#[tokio::test]
async fn time_is_kept_without_a_runtime_that_has_timers() {
    let waiting = Arc::new(AtomicUsize::new(0));
    let transport = from_async_fn({
        let waiting = waiting.clone();
        move |_| {
            waiting.fetch_add(1, Ordering::SeqCst);
            pending()
        }
    });
    let client = common::client().transport(transport);
    let client = client.timeout(Duration::from_millis(30));
    let client = client.build::<i64>().unwrap();
    let plain = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread();
        // No timers are enabled.
        let runtime = { runtime }.build().unwrap();
        runtime.block_on(get(&client))
    });
    let error = plain.join().unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(waiting.load(Ordering::SeqCst), 1);
}
