//! Calls of generated clients against services that are written down.

use crate::{security, streams};
use clientwright_runtime::transport::Mock;
use clientwright_runtime::{ClientCredentials, serde_json};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What comes of a call to a service that never lets anybody wait.
fn now<F: IntoFuture>(call: F) -> F::Output {
    let mut call = pin!(call.into_future());
    let mut cx = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(output) = call.as_mut().poll(&mut cx) {
            return output;
        }
    }
}

fn client(service: &Mock) -> streams::Client {
    let builder = streams::Client::builder().base_url("https://api.test");
    builder.transport(service.clone()).build().unwrap()
}

#[test]
fn events_are_told_apart_by_their_names() {
    use streams::api::events::NamedEvent;
    let text = "event: thing.created\ndata: {\"id\": 1}\n\nevent: said\ndata: {\n\n\
                event: moved\ndata: {\"to\": \"x\"}\n\nevent: new\ndata: y\n\ndata: [DONE]\n\n";
    let service = Mock::new().answer(200, text);
    let mut events = now(client(&service).events().named()).unwrap();
    let mut next = || {
        now(events.try_next())
            .unwrap()
            .map(|event| event.into_data())
    };
    assert!(matches!(next(), Some(NamedEvent::ThingCreated(thing)) if thing.id == 1));
    assert!(matches!(next(), Some(NamedEvent::Said(text)) if text == "{"));
    assert!(matches!(next(), Some(NamedEvent::Moved(moved)) if moved.to.as_deref() == Some("x")));
    assert!(matches!(next(), Some(NamedEvent::Unknown(event)) if event.name() == "new"));
    assert_eq!(next(), None);
    assert_eq!(
        service.requests()[0].headers()["accept"],
        "text/event-stream"
    );
}

#[test]
fn an_answer_comes_whole_or_as_a_stream() {
    let service = Mock::new()
        .answer(200, "{\"id\": 1}")
        .answer(200, "data: {\"delta\": \"a\"}\n\ndata: [DONE]\n\n");
    let client = client(&service);
    let call = || client.both(streams::types::Question::new("why"));
    assert_eq!(now(call()).unwrap().id, 1);
    let mut events = now(call().send_stream()).unwrap().into_inner();
    let event = now(events.try_next()).unwrap().unwrap();
    assert_eq!(event.data().delta, "a");
    assert!(now(events.next()).is_none());
    let requests = service.requests();
    let sent = |at: usize| {
        (
            requests[at].headers()["accept"].clone(),
            requests[at].body(),
        )
    };
    assert_eq!(
        sent(0),
        (
            "application/json".parse().unwrap(),
            &"{\"text\":\"why\"}".into()
        )
    );
    let (accept, body) = sent(1);
    assert_eq!(accept, "text/event-stream");
    let body: serde_json::Value = serde_json::from_slice(body).unwrap();
    assert_eq!(body, serde_json::json!({"text": "why", "stream": true}));
}

#[test]
fn json_lines_go_and_come() {
    let service = Mock::new()
        .answer(204, "")
        .answer(200, "{\"id\": 1}\n{\"id\": 2}");
    let client = client(&service);
    let things = [1, 2].map(streams::types::Thing::new);
    now(client.rows().send_lines(things)).unwrap();
    assert_eq!(service.requests()[0].body(), "{\"id\":1}\n{\"id\":2}\n");
    let lines = now(client.rows().lines()).unwrap();
    let ids: Vec<i64> = now(lines.try_collect())
        .unwrap()
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, [1, 2]);
}

#[test]
fn tokens_are_fetched_where_the_document_says() {
    let service = Mock::new()
        .answer(200, r#"{"access_token": "t", "token_type": "Bearer"}"#)
        .answer(200, "");
    let client = security::Client::builder()
        .flows(ClientCredentials::new("id", "secret"))
        .transport(service.clone())
        .build()
        .unwrap();
    now(client.scoped()).unwrap();
    let requests = service.requests();
    assert_eq!(requests[0].uri(), "https://example.com/token");
    assert_eq!(
        requests[0].body(),
        "grant_type=client_credentials&scope=read+write"
    );
    assert_eq!(requests[1].headers()["authorization"], "Bearer t");
}
