//! Work that goes on after its call was answered, on a service without a network.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::poll::{Final, PollDefect, Poller};
use clientwright_runtime::timer::Timer;
use clientwright_runtime::transport::from_fn;
use clientwright_runtime::{
    Body, CallOptions, Client, ClientBuilder, Credential, Error, ErrorKind, KeyLocation, Operation,
    RequestBuilder, Secret, SecurityScheme, http,
};
use common::{FakeTimer, block_on, response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};
use std::time::Duration;

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::api_key("key", KeyLocation::Header, "x-key")];

const fn operation(method: &'static str) -> Operation {
    Operation {
        security: &[&[(0, &[])]],
        accept: "application/json",
        ..Operation::new("work", method, "/work")
    }
}

static POST: Operation = operation("POST");
static PUT: Operation = operation("PUT");

type Log = Arc<Mutex<Vec<String>>>;

/// An answer: status, headers, body.
type Told = (u16, &'static [(&'static str, &'static str)], Value);

/// A client whose service gives these answers; what was asked; and the time.
fn service(answers: Vec<Told>) -> (Client, Log, FakeTimer) {
    let log = Log::default();
    let asked = log.clone();
    let transport = from_fn(move |request: http::Request<Body>| {
        let mut asked = asked.lock().unwrap();
        let key = request
            .headers()
            .get("x-key")
            .map_or("-", |key| key.to_str().unwrap());
        asked.push(format!("{} {} {key}", request.method(), request.uri()));
        let (status, headers, body) = answers[asked.len() - 1].clone();
        let body = if body.is_null() {
            String::new()
        } else {
            body.to_string()
        };
        let mut answer = response(status, body);
        for (name, value) in headers {
            answer.headers_mut().insert(*name, value.parse().unwrap());
        }
        Ok(answer)
    });
    let timer = FakeTimer::new();
    let client = ClientBuilder::new("http://api.test", SCHEMES)
        .credential(0, Credential::Token(Secret::from("k")))
        .transport(transport)
        .timer(timer.clone());
    (client.build::<i64>().unwrap(), log, timer)
}

fn poller(client: &Client, operation: &'static Operation) -> Poller<Value> {
    let mut request = RequestBuilder::new(operation);
    request.path_literal("/work");
    Poller::json(client, operation, request.finish())
}

fn run(operation: &'static Operation, answers: Vec<Told>) -> (Result<Value, Error>, Vec<String>) {
    let (client, log, _) = service(answers);
    let result = block_on(poller(&client, operation).until_done());
    let log = log.lock().unwrap().clone();
    (result, log)
}

const LOCATION: &[(&str, &str)] = &[("location", "/jobs/1")];

#[test]
fn a_location_is_asked_until_it_has_the_result() {
    let (result, log) = run(
        &POST,
        vec![
            (202, LOCATION, Value::Null),
            (202, &[("location", "/jobs/2")], Value::Null),
            (202, &[], json!({"status": "whatever"})),
            (200, &[], json!({"id": 7, "status": "pending"})),
        ],
    );
    assert_eq!(result.unwrap()["id"], 7);
    assert_eq!(
        log,
        [
            "POST http://api.test/work k",
            "GET http://api.test/jobs/1 k",
            "GET http://api.test/jobs/2 k",
            "GET http://api.test/jobs/2 k",
        ]
    );
}

#[test]
fn what_is_done_at_once_is_not_asked_for() {
    let done = vec![(200, &[] as &[_], json!({"id": 1}))];
    assert_eq!(run(&PUT, done).1.len(), 1);
    let created = vec![(201, LOCATION, json!({"id": 1}))];
    assert_eq!(run(&POST, created).1.len(), 1);
}

#[test]
fn a_monitor_tells_how_the_work_stands_and_what_was_put_is_the_result() {
    let monitor: &[_] = &[("azure-asyncoperation", "http://api.test/operations/1?v=2")];
    let (result, log) = run(
        &PUT,
        vec![
            (201, monitor, json!({"id": 0})),
            (200, &[], json!({"status": "InProgress"})),
            (200, &[], json!({"status": "Succeeded"})),
            (200, &[], json!({"id": 5})),
        ],
    );
    assert_eq!(result.unwrap(), json!({"id": 5}));
    assert_eq!(log[2], "GET http://api.test/operations/1?v=2 k");
    assert_eq!(log[3], "GET http://api.test/work k");
}

#[test]
fn the_result_is_where_the_answers_say() {
    let both: &[_] = &[
        ("operation-location", "/operations/1"),
        ("location", "/things/1"),
    ];
    let ends = |body: Value, place: Final| {
        let answers = vec![
            (202, both, Value::Null),
            (200, &[] as &[_], body),
            (200, &[], json!("there")),
        ];
        let (client, log, _) = service(answers);
        let result = block_on(poller(&client, &POST).ends(place).until_done());
        let last = log.lock().unwrap().last().unwrap().clone();
        (
            result.unwrap(),
            last.split(' ')
                .nth(1)
                .unwrap()
                .replace("http://api.test", ""),
        )
    };
    let place = |path: &str| (json!("there"), path.to_owned());
    let done = json!({"status": "Succeeded"});
    assert_eq!(ends(done.clone(), Final::Anywhere), place("/things/1"));
    assert_eq!(ends(done.clone(), Final::Original), place("/work"));
    assert_eq!(
        ends(done.clone(), Final::Monitor),
        (done, "/operations/1".to_owned())
    );
    let within = json!({"status": "succeeded", "result": {"a": 1}});
    let here = (json!({"a": 1}), "/operations/1".to_owned());
    assert_eq!(ends(within.clone(), Final::Anywhere), here);
    assert_eq!(ends(within, Final::Location), place("/things/1"));
    let named = json!({"status": "succeeded", "resourceLocation": "/made/9"});
    assert_eq!(ends(named, Final::Anywhere), place("/made/9"));
}

#[test]
fn what_is_made_may_have_its_own_state() {
    let state = |state: &str| json!({"id": 3, "properties": {"provisioningState": state}});
    let (result, log) = run(
        &PUT,
        vec![
            (201, &[], state("Creating")),
            (200, &[], state("Updating")),
            (200, &[], state("Succeeded")),
        ],
    );
    assert_eq!(result.unwrap()["id"], 3);
    assert_eq!(log[1], "GET http://api.test/work k");
    let (result, _) = run(
        &PUT,
        vec![(201, &[], state("Creating")), (200, &[], state("Failed"))],
    );
    assert_eq!(result.unwrap_err().kind(), ErrorKind::Polling);
}

#[test]
fn a_failure_says_why() {
    let monitor: &[_] = &[("operation-location", "/operations/1")];
    let body = json!({"status": "Canceled", "error": {"code": "Stopped", "message": "by hand"}});
    let (result, _) = run(&POST, vec![(202, monitor, Value::Null), (200, &[], body)]);
    let error = result.unwrap_err();
    assert_eq!(
        error.to_string(),
        r#"the work ended as "Canceled", code "Stopped": by hand"#
    );
    assert!(
        matches!(error.poll_defect(), Some(PollDefect::Failed { state, .. }) if state == "Canceled")
    );
    assert_eq!(error.response().unwrap().status(), 200);

    let defect = |answers| run(&POST, answers).0.unwrap_err().poll_defect().cloned();
    let lost = vec![(202, &[] as &[_], Value::Null)];
    assert_eq!(defect(lost), Some(PollDefect::NoLink));
    let odd: &[_] = &[("operation-location", "mailto:a@b")];
    assert_eq!(
        defect(vec![(202, odd, Value::Null)]),
        Some(PollDefect::BadLink)
    );
    let silent = vec![(202, monitor, Value::Null), (200, &[], json!({"id": 1}))];
    assert_eq!(defect(silent), Some(PollDefect::NoState));
    let gone = run(
        &POST,
        vec![(202, monitor, Value::Null), (404, &[], Value::Null)],
    );
    assert_eq!(gone.0.unwrap_err().kind(), ErrorKind::Status);
}

#[test]
fn another_origin_gets_no_credential() {
    let away: &[_] = &[("operation-location", "http://other.test/operations/1")];
    let done = json!({"status": "done", "result": 1});
    let (result, log) = run(&POST, vec![(202, away, Value::Null), (200, &[], done)]);
    assert_eq!(result.unwrap(), 1);
    assert_eq!(log[1], "GET http://other.test/operations/1 -");
}

#[test]
fn waits_as_long_as_is_asked_and_else_longer_each_time() {
    let accepted = |headers| (202, headers, Value::Null);
    let (client, _, timer) = service(vec![
        accepted(LOCATION),
        accepted(&[]),
        accepted(&[("retry-after", "7")]),
        accepted(&[]),
        (200, &[], json!(1)),
    ]);
    let (first, most) = (Duration::from_secs(2), Duration::from_secs(4));
    block_on(poller(&client, &POST).interval(first, most).until_done()).unwrap();
    assert_eq!(timer.waits(), [2000, 3000, 7000, 4000]);
}

#[test]
fn a_deadline_holds_for_all_of_it() {
    let accepted = vec![(202, LOCATION, Value::Null); 20];
    let (client, log, timer) = service(accepted);
    let deadline = timer.now() + Duration::from_secs(5);
    let client = client.with(CallOptions::new().deadline(deadline));
    let error = block_on(poller(&client, &POST).until_done()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert!(log.lock().unwrap().len() < 6);
}

#[test]
fn one_question_at_a_time() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let monitor: &[_] = &[("operation-location", "/operations/1")];
    let (client, _, _) = service(vec![
        (202, monitor, Value::Null),
        (200, &[], json!({"status": "half"})),
        (200, &[], json!({"status": "done", "result": 1})),
    ]);
    block_on(is_send(async {
        let mut work = poller(&client, &POST);
        assert_eq!(work.advance().await.unwrap(), None);
        assert_eq!(work.state(), None);
        assert_eq!(work.advance().await.unwrap(), None);
        assert_eq!(work.state(), Some("half"));
        assert_eq!(work.advance().await.unwrap(), Some(json!(1)));
    }));
}

#[test]
fn work_may_have_no_result() {
    let (client, log, _) = service(vec![(202, LOCATION, Value::Null), (204, &[], Value::Null)]);
    let mut request = RequestBuilder::new(&POST);
    request.path_literal("/work");
    let work: Poller<()> = Poller::empty(&client, &POST, request.finish());
    block_on(work.until_done()).unwrap();
    assert_eq!(log.lock().unwrap().len(), 2);
}
