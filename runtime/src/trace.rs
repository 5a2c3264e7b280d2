//! Spans: one for each attempt, by OpenTelemetry's conventions for HTTP clients.
//!
//! The names are those of <https://opentelemetry.io/docs/specs/semconv/http/http-spans/>; those
//! that begin with `otel.` are how `tracing-opentelemetry` learns the name, kind and status of a
//! span. No credential, header or body is part of a span, and no value of a query.

use crate::middleware::Answered;
use crate::{ErrorKind, Operation};
use http::Uri;
use http::request::Parts;
use tracing::field::{Empty, display};
use tracing::instrument::{Instrument, Instrumented};

/// The span of an attempt.
#[derive(Clone)]
pub(crate) struct Span(tracing::Span);

impl Span {
    /// A span that begins now.
    pub(crate) fn new(operation: &Operation, head: &Parts, attempt: u32) -> Self {
        let uri = &head.uri;
        let span = tracing::info_span!(
            target: "clientwright",
            "HTTP request",
            otel.name = format_args!("{} {}", head.method, operation.path),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = head.method.as_str(),
            http.request.resend_count = Empty,
            http.response.status_code = Empty,
            url.full = masked(uri),
            url.template = operation.path,
            server.address = uri.host(),
            server.port = port(uri),
            error.type = Empty,
        );
        if attempt > 1 {
            span.record("http.request.resend_count", attempt - 1);
        }
        Self(span)
    }

    /// The work that is done in it.
    pub(crate) fn around<F: Future>(&self, work: F) -> Instrumented<F> {
        work.instrument(self.0.clone())
    }

    /// What came of it.
    pub(crate) fn end(&self, answer: &Answered) {
        match answer {
            Ok(answer) => {
                let status = answer.status().as_u16();
                self.0.record("http.response.status_code", status);
                if status >= 400 {
                    self.failed(&display(status));
                }
            }
            Err(error) => {
                if let Some(status) = error.status() {
                    self.0.record("http.response.status_code", status.as_u16());
                }
                self.failed(&kind(error.kind()));
            }
        }
    }

    fn failed(&self, kind: &dyn tracing::Value) {
        self.0.record("error.type", kind);
        self.0.record("otel.status_code", "ERROR");
    }
}

fn kind(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::Connect => "connect",
        ErrorKind::Certificate => "certificate",
        ErrorKind::Timeout => "timeout",
        ErrorKind::Interrupted => "interrupted",
        ErrorKind::TooLarge => "too_large",
        // What the conventions have for all else.
        _ => "_OTHER",
    }
}

/// A URL without the values of its query, which may be credentials.
fn masked(uri: &Uri) -> String {
    let text = uri.to_string();
    let Some((path, query)) = text.split_once('?') else {
        return text;
    };
    let mask = |pair: &str| match pair.split_once('=') {
        Some((name, _)) => format!("{name}=REDACTED"),
        // Without a name there is no telling what it is.
        None => "REDACTED".to_owned(),
    };
    let pairs: Vec<String> = query.split('&').map(mask).collect();
    format!("{path}?{}", pairs.join("&"))
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str() {
        Some("https") => Some(443),
        Some("http") => Some(80),
        _ => None,
    })
}
