//! What a watch sees in answers, by a table of what the document says.

#![cfg(feature = "watch")]
#![allow(clippy::unwrap_used, clippy::panic)]

use clientwright_runtime::transport::Mock;
use clientwright_runtime::watch::*;
use clientwright_runtime::{ClientBuilder, Error, RequestBuilder, RetryPolicy, Value, http};
use serde_json::json;

static GET: clientwright_runtime::Operation =
    clientwright_runtime::Operation::new("get", "GET", "/it");

static TABLE: Table = Table {
    title: "Things",
    version: "2",
    types: &[
        Shape::Record {
            at: "#/T",
            fields: &[
                Field::new("id", Use::Number, true),
                Field::new("kind", Use::Type(1), false),
                Field::new("all/of", Use::List(&Use::Type(0)), false),
                Field::new("by", Use::Map(&Use::Text), false),
                Field::new("may", Use::Nullable(&Use::Bool), false),
                Field::new("shape", Use::Type(2), false).at("#/Base/properties/shape"),
                Field::new("either", Use::Type(3), false),
            ],
            rest: None,
        },
        Shape::Values {
            at: "#/K",
            values: &["\"a\"", "1"],
        },
        Shape::Tagged {
            tag: "is",
            variants: &[("thing", Use::Type(0)), ("nothing", Use::Any)],
        },
        Shape::Either(&[
            (&[JsonKind::String], Use::Text),
            (&[JsonKind::Object], Use::Type(0)),
        ]),
    ],
    operations: &[Operation {
        method: "GET",
        path: "/it",
        at: "#/paths/~1it/get",
        answers: &[
            Answer {
                statuses: (200, 200),
                at: "#/answer",
                ty: Some(Use::Type(0)),
            },
            Answer {
                statuses: (500, 599),
                at: "#/failure",
                ty: None,
            },
        ],
        codes: &[],
    }],
};

/// What is seen in these answers.
async fn watched(watch: &Watch, answers: &[(u16, String)]) -> Vec<(Kind, String, String)> {
    let mut service = Mock::new();
    for (status, body) in answers {
        service = service.answer(*status, body.clone());
    }
    let builder = ClientBuilder::new("https://api.test", &[])
        .attempt_middleware(watch.clone())
        .retry(RetryPolicy::never())
        .transport(service);
    let client = builder.build::<i64>().unwrap();
    for _ in answers {
        let mut request = RequestBuilder::new(&GET);
        request.path_literal("/it");
        let call = client.send_json(&GET, request.finish()).into_value();
        let _: Result<Value, Error> = call.await;
    }
    let seen = watch.observations().into_iter();
    seen.map(|one| (one.kind, one.pointer, one.name)).collect()
}

async fn seen(body: Value) -> Vec<(Kind, String, String)> {
    watched(&Watch::new(&TABLE), &[(200, body.to_string())]).await
}

fn one(kind: Kind, pointer: &str, name: &str) -> Vec<(Kind, String, String)> {
    vec![(kind, pointer.to_owned(), name.to_owned())]
}

#[tokio::test]
async fn what_is_declared_is_no_observation() {
    let all = json!({
        "id": 1, "kind": "a", "all/of": [{"id": 2, "kind": 1}], "by": {"x": "y"}, "may": null,
        "shape": {"is": "thing", "id": 3}, "either": "text",
    });
    assert_eq!(seen(all).await, []);
    let answers = [(503, "<html>".to_owned()), (200, "no JSON".to_owned())];
    assert_eq!(watched(&Watch::new(&TABLE), &answers).await, []);
}

#[tokio::test]
async fn each_difference_has_its_place() {
    use Kind::{MissingMember, Null, OtherType, UnknownMember, UnknownTag, UnknownValue};
    for (body, expected) in [
        (json!({"id": 1, "new": 2}), one(UnknownMember, "#/T", "new")),
        (json!({"id": 1, "kind": 2}), one(UnknownValue, "#/K", "2")),
        (json!({"id": null}), one(Null, "#/T/properties/id", "id")),
        (json!({}), one(MissingMember, "#/T", "id")),
        (
            json!({"id": "1"}),
            one(OtherType, "#/T/properties/id", "id"),
        ),
        (
            json!({"id": 1, "all/of": [null]}),
            one(Null, "#/T/properties/all~1of/items", "all/of"),
        ),
        (
            json!({"id": 1, "all/of": [{}]}),
            one(MissingMember, "#/T", "id"),
        ),
        (
            json!({"id": 1, "by": {"x": 1}}),
            one(OtherType, "#/T/properties/by/additionalProperties", "x"),
        ),
        (
            json!({"id": 1, "shape": {"is": "new"}}),
            one(UnknownTag, "#/Base/properties/shape", "new"),
        ),
        (
            json!({"id": 1, "shape": {"is": "thing", "id": 1, "x": 1}}),
            one(UnknownMember, "#/T", "x"),
        ),
        (
            json!({"id": 1, "shape": null}),
            one(Null, "#/Base/properties/shape", "shape"),
        ),
        (
            json!({"id": 1, "either": 1}),
            one(OtherType, "#/T/properties/either", "either"),
        ),
        (
            json!({"id": 1, "either": {"id": 1, "x": 1}}),
            one(UnknownMember, "#/T", "x"),
        ),
        (json!([1]), one(OtherType, "#/answer", "")),
    ] {
        assert_eq!(seen(body.clone()).await, expected, "{body}");
    }
    let status = watched(&Watch::new(&TABLE), &[(404, "{}".to_owned())]).await;
    assert_eq!(
        status,
        one(Kind::UndeclaredStatus, "#/paths/~1it/get", "404")
    );
}

#[tokio::test]
async fn observations_are_counted_and_bounded() {
    let watch = Watch::new(&TABLE);
    let body = |index: usize| {
        (
            200,
            json!({"id": 1, "kind": format!("k{index}")}).to_string(),
        )
    };
    let answers: Vec<_> = (0..1100).chain([5]).map(body).collect();
    let kept = watched(&watch, &answers).await;
    assert_eq!(kept.len(), 1000);
    assert_eq!(watch.observations()[5].count, 2);
    let json: Value = serde_json::from_str(&watch.to_json()).unwrap();
    assert_eq!(json["dropped"], 100);
    assert_eq!(json["title"], "Things");
    let first = &json["observations"][0];
    assert_eq!(first["kind"], "unknown-value");
    assert_eq!(first["operation"], "GET /it");
    assert_eq!(first["types"], json!(["string"]));
    let time = first["first_seen"].as_str().unwrap();
    assert!(time.starts_with("20") && time.ends_with('Z'), "{time}");
}

#[tokio::test]
async fn values_are_kept_only_where_that_is_wanted() {
    let body = json!({"id": 1, "note": "seen", "api_key": "k-1"}).to_string();
    let watch = Watch::new(&TABLE);
    watched(&watch, &[(200, body.clone())]).await;
    let text = watch.to_json();
    assert!(text.contains("\"seen\"") && !text.contains("k-1"), "{text}");
    let watch = Watch::new(&TABLE).without_examples();
    watched(&watch, &[(200, body)]).await;
    let text = watch.to_json();
    assert!(!text.contains("\"seen\""), "{text}");
    assert_eq!(watch.observations().len(), 2);
}

#[tokio::test]
async fn other_bodies_than_json_are_not_looked_into() {
    let answer = http::Response::builder().header("content-type", "text/csv");
    let service = Mock::new().respond(answer.body("{\"x\": 1}").unwrap());
    let watch = Watch::new(&TABLE);
    let builder = ClientBuilder::new("https://api.test", &[]).attempt_middleware(watch.clone());
    let client = builder.transport(service).build::<i64>().unwrap();
    let mut request = RequestBuilder::new(&GET);
    request.path_literal("/it");
    let answer: Result<String, Error> = client.send_text(&GET, request.finish()).into_value().await;
    answer.unwrap();
    assert_eq!(watch.observations(), []);
}
