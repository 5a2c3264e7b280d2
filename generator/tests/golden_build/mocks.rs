//! Generated stand-ins for services, for answers of every kind, and the calls that they answer.

use crate::calls::now;
use crate::{answers, security, streams};
use clientwright_runtime::{ErrorKind, http, serde_json};
use serde_json::json;

#[test]
fn successes_and_failures_by_status() {
    use answers::api::operations::{DifferentError, DifferentResponse};
    let server = answers::testing::MockServer::new();
    let client = server.client();
    let csv = http::Response::builder().status(202).body("later");
    server
        .expect()
        .different()
        .returns(200, json!({"id": 7}))
        .responds(csv.unwrap())
        .fails(404, answers::types::Problem::new("gone"))
        .fails(422, [answers::types::Problem::new("odd")]);
    let answer = now(client.different());
    assert!(matches!(answer, Ok(DifferentResponse::Ok(thing)) if thing.id == 7));
    let answer = now(client.different());
    assert!(matches!(answer, Ok(DifferentResponse::Accepted(text)) if text == "later"));
    let read = || {
        let error = now(client.different()).unwrap_err();
        error.answer::<DifferentError>().unwrap()
    };
    assert!(matches!(read(), DifferentError::NotFound(problem) if problem.title == "gone"));
    assert!(matches!(read(), DifferentError::UnprocessableContent(all) if all.len() == 1));
}

#[test]
fn failures_of_one_type() {
    let server = answers::testing::MockServer::new();
    server
        .expect()
        .same()
        .fails(503, answers::types::Problem::new("busy"))
        .returns(answers::types::Thing::new(1));
    let client = server.client();
    let error = now(client.same()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    let problem: answers::types::Problem = error.json().unwrap();
    assert_eq!(problem.title, "busy");
    assert_eq!(now(client.same()).unwrap().id, 1);
}

#[test]
fn streams_of_events_and_lines() {
    let server = streams::testing::MockServer::new();
    let client = server.client();
    let things = || [1, 2].map(streams::types::Thing::new);
    let expect = server.expect();
    expect.events().unnamed().returns(things());
    expect.rows().lines().returns(things());
    expect.events().text().returns("data: as it is\n\n");
    let mut events = now(client.events().unnamed()).unwrap();
    let mut ids = Vec::new();
    while let Some(event) = now(events.try_next()).unwrap() {
        ids.push(event.data().id);
    }
    let mut lines = now(client.rows().lines()).unwrap();
    while let Some(thing) = now(lines.try_next()).unwrap() {
        ids.push(thing.id);
    }
    assert_eq!(ids, [1, 2, 1, 2]);
    let mut events = now(client.events().text()).unwrap();
    assert_eq!(now(events.try_next()).unwrap().unwrap().data(), "as it is");
}

#[test]
fn credentials_of_every_kind_are_given() {
    // A call that lacks one would not be sent.
    let server = security::testing::MockServer::new();
    let expect = server.expect();
    expect.closed().responds(http::Response::new(""));
    expect.any().responds(http::Response::new(""));
    let client = server.client();
    let _ = (
        now(client.closed().send_raw()).unwrap(),
        now(client.any().send_raw()).unwrap(),
    );
    assert_eq!(server.requests().len(), 2);
}
