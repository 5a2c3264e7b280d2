//! Responses, and what a success carries.

use super::Context;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::ir::{
    Codec, Docs, Header, Operation, Output, Place, Response, Responses, Scalar, StatusMatch,
    TypeRef,
};
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// Reads all responses of an operation, and its envelope.
    pub(super) fn responses(&mut self, operation: &mut Operation, label: &str) {
        let all = operation.origin.pointer.child("responses");
        for status in self.keys(&all) {
            if status.starts_with("x-") {
                continue;
            }
            self.api.coverage.responses.declared += 1;
            let at = self.resolve(&all.child(status));
            let Some(matched) = matched(status) else {
                self.no_status(&all.child(status), status);
                continue;
            };
            let success = matched.is_some_and(StatusMatch::is_success);
            let envelope = if success && operation.envelope.is_none() {
                self.envelope(&at)
            } else {
                None
            };
            let response = match envelope {
                Some(envelope) => self.enveloped(operation, &at, envelope, label, status),
                None => self.response(&at, label, status),
            };
            let Some(response) = response else {
                let dropped = self.dropped(&at);
                self.api.coverage.responses.dropped.push(dropped);
                continue;
            };
            self.api.coverage.responses.generated += 1;
            put(&mut operation.responses, matched, response);
        }
        operation
            .responses
            .by_status
            .sort_by_key(|(status, _)| *status);
        if operation.envelope.is_none() {
            operation.output = output(operation);
        }
        self.error_codes(operation);
    }

    fn no_status(&mut self, at: &Pointer, status: &str) {
        let message = format!("`{status}` is no status; the response is left out");
        let help = "write a status such as 200, a range such as 4XX, or default";
        let wrong = Diagnostic::warning(Code::InvalidDocument, message);
        let span = self.span(at);
        let wrong = wrong.at(span, "").help(help);
        self.diagnostics.push(wrong.mend(span, Change::Remove));
        let dropped = self.dropped(at);
        self.api.coverage.responses.dropped.push(dropped);
    }

    fn response(&mut self, at: &Pointer, label: &str, status: &str) -> Option<Response> {
        let node = self.node(at)?;
        let response = model::response(node, at, self.diagnostics)?;
        let place = Place::Response(label.to_owned(), status.to_owned());
        Some(Response {
            contents: self.contents(&at.child("content"), &place),
            headers: self.headers(&at.child("headers"), label),
            links: self.links(at),
            docs: Docs {
                summary: response.summary,
                description: response.description,
                deprecated: false,
            },
            origin: self.origin(at),
        })
    }

    /// The headers listed at a place; `Content-Type` is none of them (OpenAPI 3.0.4, "Response
    /// Object").
    pub(super) fn headers(&mut self, all: &Pointer, label: &str) -> Vec<Header> {
        let mut headers = Vec::new();
        for name in self.keys(all) {
            let at = self.resolve(&all.child(name));
            let Some(node) = self.node(&at) else { continue };
            let Some(found) = model::header(node, &at, self.diagnostics) else {
                continue;
            };
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let content = at.child("content");
            let media = self.keys(&content).next();
            let schema = match media {
                Some(media) => content.child(media).child("schema"),
                None => at.child("schema"),
            };
            let place = Place::Header(label.to_owned(), name.clone());
            let member = self.node(&schema).map(|_| self.member(&schema, place));
            let (ty, docs) = match member {
                Some(member) => (member.ty, member.docs),
                None => (TypeRef::Scalar(Scalar::String), Docs::default()),
            };
            headers.push(Header {
                wire_name: name.clone(),
                ty,
                json: media.is_some_and(|media| super::media::is_json(media)),
                docs: Docs {
                    summary: None,
                    description: found.description.or(docs.description),
                    deprecated: found.deprecated,
                },
                origin: self.origin(&at),
            });
        }
        headers
    }
}

/// What a success carries.
fn output(operation: &Operation) -> Output {
    if operation.method == "HEAD" {
        return Output::Nothing;
    }
    let successes = operation.responses.successes().into_iter();
    let mut bodies = successes.map(|(status, response)| {
        let carried = carried(status, response);
        let content = response.contents.first();
        let stream = content.and_then(|content| content.stream.as_ref());
        let stream = stream.filter(|_| carried == Output::Stream);
        (carried, stream)
    });
    let Some(first) = bodies.next() else {
        return Output::Nothing;
    };
    if bodies.all(|other| other == first) {
        first.0
    } else {
        Output::ByStatus
    }
}

/// What one response carries: its preferred representation.
fn carried(status: Option<StatusMatch>, response: &Response) -> Output {
    match response.content(status) {
        None => Output::Nothing,
        Some(content) if content.is_stream() => Output::Stream,
        Some(content) => match content.codec {
            Codec::Json => Output::Json(content.ty.clone()),
            Codec::Text => Output::Text,
            Codec::JsonSequence | Codec::Form | Codec::Multipart | Codec::Bytes => Output::Bytes,
        },
    }
}

/// The statuses that a key names: `None` for no status, `Some(None)` for `default`.
fn matched(status: &str) -> Option<Option<StatusMatch>> {
    let status = status.trim();
    if status.eq_ignore_ascii_case("default") {
        return Some(None);
    }
    let digit = |character: char| {
        character
            .to_digit(10)
            .filter(|digit| (1..=9).contains(digit))
    };
    let mut characters = status.chars();
    let class = digit(characters.next()?)?;
    let rest = characters.as_str();
    if rest.len() == 2 && rest.chars().all(|c| matches!(c, 'x' | 'X' | '*')) {
        return Some(Some(StatusMatch::Class(u8::try_from(class).ok()?)));
    }
    // Codes beyond 599 are no statuses of HTTP, but there are services that answer with them.
    let code = status
        .parse()
        .ok()
        .filter(|code| (100..=999).contains(code))?;
    Some(Some(StatusMatch::Exact(code)))
}

fn put(responses: &mut Responses, matched: Option<StatusMatch>, response: Response) {
    match matched {
        Some(status) => responses.by_status.push((status, response)),
        None => responses.default = Some(response),
    }
}
