//! Calls of generated clients against services that are written down.

use crate::{formats, forms, idempotency, own_formats, security, streams, streams_3_0};
use clientwright_runtime::transport::Mock;
use clientwright_runtime::{ClientCredentials, File, HttpDate, serde_json};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

/// What comes of a call to a service that never lets anybody wait.
pub(crate) fn now<F: IntoFuture>(call: F) -> F::Output {
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

fn before_3_2(text: &'static str) -> (streams_3_0::Client, Mock) {
    let service = Mock::new().answer(200, text);
    let builder = streams_3_0::Client::builder().base_url("https://api.test");
    let client = builder.transport(service.clone()).build();
    (client.unwrap(), service)
}

#[test]
fn a_schema_of_events_is_that_of_their_data() {
    use streams_3_0::types::{CreateCompletion, ResponseEvent};
    let ask = || CreateCompletion::new("m");
    let pieces = "data: {\"id\": \"1\", \"delta\": \"a\"}\n\n\
                  data: {\"id\": \"1\", \"delta\": \"b\"}\n\ndata: [DONE]\n\n";
    let (client, service) = before_3_2(pieces);
    let call = client.chat().create_completion(ask());
    let mut chunks = now(call.send_stream()).unwrap().into_inner();
    let mut next = || now(chunks.try_next()).unwrap().map(|one| one.into_data());
    assert_eq!(next().map(|one| one.delta).as_deref(), Some("a"));
    assert_eq!(next().map(|one| one.delta).as_deref(), Some("b"));
    assert!(next().is_none());
    let requests = service.requests();
    assert_eq!(requests[0].headers()["accept"], "text/event-stream");
    assert_eq!(requests[0].body(), r#"{"model":"m","stream":true}"#);

    let (client, _) = before_3_2(
        "data: {\"type\": \"response.delta\", \"delta\": \"a\"}\n\n\
         data: {\"type\": \"response.new\"}\n\ndata: [DONE]\n\n",
    );
    let call = client.responses().create(ask());
    let mut events = now(call.send_stream()).unwrap().into_inner();
    let mut next = || now(events.try_next()).unwrap().map(|one| one.into_data());
    assert!(matches!(next(), Some(ResponseEvent::ResponseDelta(one)) if one.delta == "a"));
    assert!(matches!(next(), Some(ResponseEvent::Unknown(one)) if one.tag() == "response.new"));
    assert!(next().is_none());
}

#[test]
fn events_alone_are_what_a_call_gives() {
    let (client, service) = before_3_2("data: {\"title\": \"A\"}\n\n");
    let mut events = now(client.changes().listen()).unwrap();
    let event = now(events.try_next()).unwrap().unwrap();
    assert_eq!(event.data().title, "A");
    assert_eq!(
        service.requests()[0].headers()["accept"],
        "text/event-stream"
    );
    let (client, _) = before_3_2("event: ping\nid: 7\ndata: {\"id\": \"x\"}\n\n");
    let mut events = now(client.changes().listen_to_pings()).unwrap();
    let event = now(events.try_next()).unwrap().unwrap();
    assert_eq!((event.name(), event.data().id.as_str()), ("ping", "x"));
    let (client, _) = before_3_2("data: {not json\n\n");
    let mut events = now(client.changes().listen_to_log()).unwrap();
    let event = now(events.try_next()).unwrap().unwrap();
    assert_eq!(event.data(), "{not json");
}

#[test]
fn a_repeatable_request_says_which_it_is_and_since_when() {
    let service = Mock::new().answer(503, "").answer(204, "").answer(204, "");
    let fast = clientwright_runtime::RetryPolicy::new()
        .backoff(std::time::Duration::ZERO, std::time::Duration::ZERO);
    let builder = idempotency::Client::builder().transport(service.clone());
    let client = builder.retry(fast).build().unwrap();
    let call = || client.widgets().make();
    now(call()).unwrap();
    let then: HttpDate = "Fri, 26 Aug 2022 14:38:00 GMT".parse().unwrap();
    now(call().repeatability_first_sent(then)).unwrap();
    let sent: Vec<_> = service
        .requests()
        .iter()
        .map(|request| {
            let text = |name: &str| request.headers()[name].to_str().unwrap().to_owned();
            (
                text("repeatability-request-id"),
                text("repeatability-first-sent"),
            )
        })
        .collect();
    assert_eq!(sent[0], sent[1], "the same for all attempts");
    assert!(sent[0].1.parse::<HttpDate>().is_ok(), "{}", sent[0].1);
    assert_ne!(sent[1].0, sent[2].0);
    assert_eq!(sent[2].1, "Fri, 26 Aug 2022 14:38:00 GMT");
}

#[test]
fn integers_in_texts_are_given_as_integers() {
    use formats::types::Formats;
    let text = r#"{"i64-in-text":"-5","u64-in-text":"007","u8s-in-text":["1",null,"x"]}"#;
    let service = Mock::new().answer(200, text);
    let builder = formats::Client::builder().base_url("https://api.test");
    let client = builder.transport(service.clone()).build().unwrap();
    let mut body = Formats::new();
    body.i64_in_text = Some(7_i64.into());
    let call = client.put_formats([], body).after_id(u64::MAX);
    let answer = now(call).unwrap();
    let request = &service.requests()[0];
    assert_eq!(request.uri().query(), Some("after-id=18446744073709551615"));
    assert_eq!(request.body(), r#"{"i64-in-text":"7"}"#);
    assert_eq!(answer.i64_in_text.as_ref().unwrap().get(), Ok(-5));
    assert_eq!(answer.u64_in_text.as_ref().unwrap().get(), Ok(7));
    assert_eq!(serde_json::to_string(&answer).unwrap(), text);
}

#[test]
fn a_type_of_ones_own_may_be_read_from_its_text() {
    use std::net::Ipv4Addr;
    let text = r#"{"address":"127.0.0.1","others":["::1","0:0:0:0:0:0:0:1","fe80::1%eth0"]}"#;
    let service = Mock::new().answer(200, text);
    let builder = own_formats::Client::builder().base_url("https://api.test");
    let client = builder.transport(service.clone()).build().unwrap();
    let address = Ipv4Addr::LOCALHOST;
    let host = own_formats::types::Host::new(address.into());
    let answer = now(client.hosts().put(address.into(), host)).unwrap();
    assert_eq!(service.requests()[0].uri().path(), "/hosts/127.0.0.1");
    assert_eq!(answer.address.get(), Ok(address));
    let others = answer.others.as_ref().unwrap();
    assert_eq!(others[0].get(), others[1].get());
    assert!(others[2].get().is_err());
    assert_eq!(serde_json::to_string(&answer).unwrap(), text);
}

#[test]
fn headers_of_parts_are_arguments() {
    use forms::types::{UploadAbout, UploadForm};
    let service = Mock::new().answer(204, "").answer(204, "");
    let builder = forms::Client::builder().base_url("https://api.test");
    let client = builder.transport(service.clone()).build().unwrap();
    let named = File::from("b").header("x-order", "7");
    let form = || {
        let form = UploadForm::new("T", "picture").more([File::from("a"), named.clone()]);
        form.about(UploadAbout::new())
    };
    let call = client.upload("en", form());
    now(call.about_x_part("p").more_x_order(1)).unwrap();
    let requests = service.requests();
    let body = std::str::from_utf8(requests[0].body()).unwrap();
    let parts: Vec<&str> = body.split("Content-Disposition: ").skip(1).collect();
    let headers = |name: &str| -> Vec<Vec<&str>> {
        let named = parts
            .iter()
            .filter(|part| part.contains(&format!("name=\"{name}\"")));
        let heads = named.map(|part| part.split("\r\n\r\n").next().unwrap());
        heads
            .map(|head| {
                head.lines()
                    .filter(|line| line.to_lowercase().starts_with("x-"))
                    .collect()
            })
            .collect()
    };
    assert_eq!(headers("title"), [["X-Lang: en"]]);
    assert_eq!(
        headers("about"),
        [["X-Kind: about", "X-Level: 3", "X-Part: p"]]
    );
    assert_eq!(
        headers("more"),
        [["X-Order: 1"], ["x-order: 7"]],
        "a file may have its own"
    );
    assert!(headers("image")[0].is_empty());

    let refused = now(client.upload("en-US-x", form())).unwrap_err();
    assert_eq!(refused.argument(), Some("X-Lang"));
    let smuggled = client.upload("a\r\nX: 1", form());
    assert!(now(smuggled).is_err());
    assert_eq!(service.requests().len(), 1);
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
