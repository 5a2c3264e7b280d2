//! Spans by OpenTelemetry's names, one for each attempt, without secrets.

#![cfg(feature = "tracing")]
#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod common;

use clientwright_runtime::middleware::Propagate;
use clientwright_runtime::transport::{Mock, TransportErrorKind};
use clientwright_runtime::{
    ClientBuilder, Credential, KeyLocation, Operation, RequestBuilder, Secret, SecurityScheme,
    Style,
};
use common::{FakeTimer, block_on};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

static SCHEMES: &[SecurityScheme] = &[SecurityScheme::api_key("key", KeyLocation::Query, "key")];

static GET_PET: Operation = Operation {
    security: &[&[(0, &[])]],
    ..Operation::new("getPet", "GET", "/pets/{id}")
};

type Fields = BTreeMap<String, String>;

/// Keeps all spans with their fields.
#[derive(Clone, Default)]
struct Spans(Arc<Mutex<Vec<Fields>>>, Arc<Mutex<Vec<u64>>>);

struct Into<'a>(&'a mut Fields);

impl Visit for Into<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let value = format!("{value:?}").trim_matches('"').to_owned();
        self.0.insert(field.name().to_owned(), value);
    }
}

impl Subscriber for Spans {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "clientwright"
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut spans = self.0.lock().unwrap();
        let mut fields = Fields::new();
        span.record(&mut Into(&mut fields));
        spans.push(fields);
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut spans = self.0.lock().unwrap();
        let at = usize::try_from(span.into_u64()).unwrap() - 1;
        values.record(&mut Into(&mut spans[at]));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {}

    fn enter(&self, span: &Id) {
        self.1.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.1.lock().unwrap().pop();
    }
}

#[test]
fn each_attempt_has_a_span() {
    let spans = Spans::default();
    let inside = spans.1.clone();
    let service = Mock::new()
        .fail(TransportErrorKind::Connect)
        .answer(503, "")
        .answer(200, "");
    let client = ClientBuilder::new("https://api.test:8443/v1", SCHEMES)
        .credential(0, Credential::Token(Secret::from("s3cret")))
        .transport(service.clone())
        .timer(FakeTimer::new())
        .attempt_middleware(Propagate::new(move |headers| {
            let span = inside.lock().unwrap().last().copied().unwrap();
            headers.insert("traceparent", span.into());
        }));
    let client = client.build::<i64>().unwrap();
    let mut request = RequestBuilder::new(&GET_PET);
    request.path_literal("/pets/7");
    request.query("q", "private", Style::FORM.explode());
    tracing::subscriber::with_default(spans.clone(), || {
        block_on(client.send_empty::<i64>(&GET_PET, request.finish())).unwrap();
    });

    let spans = spans.0.lock().unwrap();
    assert_eq!(spans.len(), 3);
    let same = [
        ("http.request.method", "GET"),
        ("otel.kind", "client"),
        ("otel.name", "GET /pets/{id}"),
        ("server.address", "api.test"),
        ("server.port", "8443"),
        (
            "url.full",
            "https://api.test:8443/v1/pets/7?q=REDACTED&key=REDACTED",
        ),
        ("url.template", "/pets/{id}"),
    ];
    let own: [&[(&str, &str)]; 3] = [
        &[("error.type", "connect"), ("otel.status_code", "ERROR")],
        &[
            ("error.type", "503"),
            ("http.request.resend_count", "1"),
            ("http.response.status_code", "503"),
            ("otel.status_code", "ERROR"),
        ],
        &[
            ("http.request.resend_count", "2"),
            ("http.response.status_code", "200"),
        ],
    ];
    for (span, own) in spans.iter().zip(own) {
        let text = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let expected: Fields = same.iter().chain(own).map(text).collect();
        assert_eq!(*span, expected);
    }
    // Each attempt tells the service of its own span.
    let requests = service.requests();
    let told = requests
        .iter()
        .map(|request| &request.headers()["traceparent"]);
    assert_eq!(told.collect::<Vec<_>>(), ["1", "2", "3"]);
}
