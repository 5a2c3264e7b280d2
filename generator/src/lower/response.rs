//! Responses, and what a success carries.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Codec, Docs, Operation, Output, Place, Response, Responses, StatusMatch};
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
            let success = matches!(
                matched,
                Some(StatusMatch::Exact(200..=299) | StatusMatch::Class(2))
            );
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
            operation.output = self.output(operation);
        }
        self.error_codes(operation);
    }

    fn no_status(&mut self, at: &Pointer, status: &str) {
        let message = format!("`{status}` is no status; the response is left out");
        let help = "write a status such as 200, a range such as 4XX, or default";
        let wrong = Diagnostic::warning(Code::InvalidDocument, message);
        let wrong = wrong.at(self.span(at), "").help(help);
        self.diagnostics.push(wrong);
        let dropped = self.dropped(at);
        self.api.coverage.responses.dropped.push(dropped);
    }

    fn response(&mut self, at: &Pointer, label: &str, status: &str) -> Option<Response> {
        let node = self.node(at)?;
        let response = model::response(node, at, self.diagnostics)?;
        let place = Place::Response(label.to_owned(), status.to_owned());
        Some(Response {
            contents: self.contents(&at.child("content"), &place),
            docs: Docs {
                summary: response.summary,
                description: response.description,
                deprecated: false,
            },
            origin: self.origin(at),
        })
    }

    /// What the first success with a body carries.
    fn output(&mut self, operation: &Operation) -> Output {
        let success = |status: &StatusMatch| {
            matches!(
                status,
                StatusMatch::Exact(200..=299) | StatusMatch::Class(2)
            )
        };
        let responses = &operation.responses;
        let declared = responses.by_status.iter();
        let successes: Vec<&Response> = declared
            .filter(|(status, _)| success(status))
            .map(|(_, response)| response)
            .collect();
        let bodies: Vec<Output> = if successes.is_empty() {
            responses.default.iter().filter_map(carried).collect()
        } else {
            successes
                .iter()
                .filter_map(|response| carried(response))
                .collect()
        };
        let Some(first) = bodies.first() else {
            return Output::Nothing;
        };
        if bodies.iter().any(|other| other != first) {
            let message = "the successes carry different things; only the first is typed";
            let help = "what the others carry is reached by `send_raw`";
            let several = Diagnostic::warning(Code::UnsupportedResponse, message);
            let span = self.span(&operation.origin.pointer.child("responses"));
            self.diagnostics.push(several.at(span, "").help(help));
        }
        first.clone()
    }
}

fn carried(response: &Response) -> Option<Output> {
    let content = response.contents.first()?;
    Some(match content.codec {
        Codec::Json => Output::Json(content.ty.clone()),
        Codec::Text => Output::Text,
        Codec::Form | Codec::Multipart | Codec::Bytes => Output::Bytes,
    })
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
