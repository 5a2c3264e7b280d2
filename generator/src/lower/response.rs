//! Responses, and what a success carries.

use super::Context;
use super::document::described;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{Codec, Operation, Output, Place, Response, Responses, StatusMatch};
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// Reads all responses of an operation, and its envelope.
    pub(super) fn responses(&mut self, operation: &mut Operation, label: &str) -> Option<()> {
        let all = operation.origin.pointer.child("responses");
        let statuses = self.node(&all).and_then(Node::as_object);
        for status in statuses.into_iter().flat_map(|statuses| statuses.keys()) {
            if status.starts_with("x-") {
                continue;
            }
            self.api.coverage.responses.declared += 1;
            let at = self.resolve(&all.child(status));
            let Some(matched) = matched(status) else {
                let message = format!("`{status}` is no status");
                let help = "write a status such as 200, a range such as 4XX, or default";
                let span = self.span(&all.child(status));
                let wrong = Diagnostic::error(Code::InvalidDocument, message).at(span, "");
                self.once(&at, wrong.help(help));
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
            let Some(response) = response else { continue };
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
        Some(())
    }

    fn response(&mut self, at: &Pointer, label: &str, status: &str) -> Option<Response> {
        let node = self.node(at)?;
        let response = model::response(node, at, self.diagnostics)?;
        let place = Place::Response(label.to_owned(), status.to_owned());
        Some(Response {
            contents: self.contents(&at.child("content"), &place),
            docs: described(Some(response.description)),
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
        Codec::Form | Codec::Bytes => Output::Bytes,
    })
}

/// The statuses that a key names: `None` for no status, `Some(None)` for `default`.
fn matched(status: &str) -> Option<Option<StatusMatch>> {
    if status == "default" {
        return Some(None);
    }
    let class = status
        .strip_suffix("XX")
        .or_else(|| status.strip_suffix("xx"));
    let matched = match class {
        Some(class) => {
            StatusMatch::Class(class.parse().ok().filter(|class| (1..=5).contains(class))?)
        }
        None => StatusMatch::Exact(
            status
                .parse()
                .ok()
                .filter(|code| (100..=599).contains(code))?,
        ),
    };
    Some(Some(matched))
}

fn put(responses: &mut Responses, matched: Option<StatusMatch>, response: Response) {
    match matched {
        Some(status) => responses.by_status.push((status, response)),
        None => responses.default = Some(response),
    }
}
