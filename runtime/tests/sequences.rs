//! Requests that carry JSON values one after the other.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::stream::JsonSequence;
use clientwright_runtime::{ClientBuilder, Error, ErrorKind, Operation, RequestBuilder};
use common::{NO_SECURITY, Served, block_on};
use std::pin::Pin;
use std::task::{Context, Poll};

static SEND: Operation = Operation::new("send", "POST", "/send");

/// The numbers up to this one, each after a while.
struct Numbers {
    next: u64,
    last: u64,
    waits: bool,
}

impl Numbers {
    fn up_to(last: u64) -> Self {
        Self {
            next: 1,
            last,
            waits: true,
        }
    }
}

impl futures_core::Stream for Numbers {
    type Item = u64;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<u64>> {
        self.waits = !self.waits;
        if !self.waits {
            cx.waker().wake_by_ref();
            return Poll::Pending;
        }
        let number = self.next;
        self.next += 1;
        Poll::Ready((number <= self.last).then_some(number))
    }
}

async fn send(
    served: &Served,
    media_type: &str,
    values: &JsonSequence<u64>,
) -> Result<String, Error> {
    let client = ClientBuilder::new(&served.base, NO_SECURITY).build::<i64>()?;
    let mut request = RequestBuilder::new(&SEND);
    request.path_literal("/send");
    request.body_json_sequence(media_type, values);
    client.send_text(&SEND, request.finish()).into_value().await
}

#[test]
fn values_go_one_by_one_whether_at_hand_or_not() {
    block_on(async {
        let served = common::serve(|seen| {
            let body = String::from_utf8_lossy(&seen.body).into_owned();
            common::text(200, &body)
        })
        .await;
        let ways = || {
            [
                JsonSequence::from([1, 2, 3]),
                (1..=3).collect(),
                JsonSequence::stream(Numbers::up_to(3)),
                JsonSequence::replayable(|| Numbers::up_to(3)),
            ]
        };
        for values in ways() {
            let echo = send(&served, "application/x-ndjson", &values)
                .await
                .unwrap();
            assert_eq!(echo, "1\n2\n3\n");
        }
        for values in ways() {
            let echo = send(&served, "application/json-seq", &values)
                .await
                .unwrap();
            assert_eq!(echo, "\u{1e}1\n\u{1e}2\n\u{1e}3\n");
        }
        let seen = served.seen();
        assert_eq!(seen[0].headers["content-type"], "application/x-ndjson");
        assert_eq!(seen[0].headers["content-length"], "6");
        assert!(!seen[2].headers.contains_key("content-length"));
    });
}

#[test]
fn a_stream_is_sent_once_unless_it_can_be_made_again() {
    block_on(async {
        let served = common::serve(|_| common::status(200)).await;
        let once = JsonSequence::stream(Numbers::up_to(3));
        let media_type = "application/jsonl";
        send(&served, media_type, &once.clone()).await.unwrap();
        let error = send(&served, media_type, &once).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.argument()),
            (ErrorKind::InvalidArgument, Some("body"))
        );
        let again = JsonSequence::replayable(|| Numbers::up_to(3));
        for _ in 0..2 {
            send(&served, media_type, &again.clone()).await.unwrap();
        }
        assert_eq!(served.seen().len(), 3);
    });
}
