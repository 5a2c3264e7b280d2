//! The codes of the business envelope, and their names.

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{Docs, ErrorCode, Operation};
use crate::source::Pointer;
use heck::ToUpperCamelCase;

impl Context<'_> {
    /// Collects the codes that an operation with an envelope may answer with.
    pub(super) fn error_codes(&mut self, operation: &mut Operation) {
        let Some(envelope) = operation.envelope.clone() else {
            return;
        };
        let at = operation.origin.pointer.clone();
        let mut found = self.pinned_codes(&at.child("x-clientwright-error-codes"));
        for (_, response) in &operation.responses.by_status {
            let content = response.origin.pointer.child("content");
            let listed = self.node(&content).and_then(Node::as_object);
            for media in listed.into_iter().flat_map(|listed| listed.keys()) {
                let media = content.child(media);
                for value in self.failures(&media, &envelope.code, envelope.success) {
                    if let Some(code) = self.exemplified(&value, &envelope.code, &envelope.message)
                    {
                        if found.iter().all(|known| known.code != code.code) {
                            found.push(code);
                        }
                    }
                }
            }
        }
        operation.error_codes = found.iter().map(|code| code.code).collect();
        operation.error_codes.sort_unstable();
        for code in found {
            self.add_code(code);
        }
    }

    /// The codes that the document names by `x-clientwright-error-codes: {15088: Name}`.
    fn pinned_codes(&mut self, at: &Pointer) -> Vec<ErrorCode> {
        let mut codes = Vec::new();
        let listed = self.node(at).and_then(Node::as_object);
        for (key, member) in listed.into_iter().flatten() {
            match (key.parse(), member.node.as_str()) {
                (Ok(code), Some(name)) => codes.push(ErrorCode {
                    code,
                    wire_name: Some(name.to_owned()),
                    docs: Docs::default(),
                    origin: self.origin(&at.child(key)),
                }),
                _ => {
                    let message = "an error code is a number with a name";
                    let help = "write it like `15088: PaginationModeNotSupported`";
                    let wrong = Diagnostic::error(Code::InvalidDocument, message);
                    self.diagnostics
                        .push(wrong.at(member.key_span, "").help(help));
                }
            }
        }
        codes
    }

    /// The code of a named example.
    fn exemplified(&self, value: &Pointer, code: &str, message: &str) -> Option<ErrorCode> {
        let node = self.node(value)?;
        let example = value.parent()?;
        let summary = self.text(&example, "summary").unwrap_or_default();
        let code = super::integer(node.get(code)?)?;
        let text = node.get(message).and_then(Node::as_str);
        Some(ErrorCode {
            code,
            wire_name: named(summary).or_else(|| named(&stem(&example.last()?, code))),
            docs: Docs {
                description: text.map(str::to_owned),
                ..Docs::default()
            },
            origin: self.origin(&example),
        })
    }

    fn add_code(&mut self, code: ErrorCode) {
        let known = self
            .api
            .error_codes
            .binary_search_by_key(&code.code, |known| known.code);
        match known {
            Err(at) => self.api.error_codes.insert(at, code),
            Ok(at) => {
                let Some(known) = self.api.error_codes.get_mut(at) else {
                    return;
                };
                if known.wire_name.is_none() {
                    known.wire_name = code.wire_name;
                } else if code.wire_name.is_some() && code.wire_name != known.wire_name {
                    let message =
                        format!("the code {} has two names; the first is used", code.code);
                    let first = known.origin.span;
                    let two = Diagnostic::warning(Code::InvalidName, message)
                        .at(code.origin.span, "here another")
                        .also(first, "first here")
                        .help("give it the same name everywhere");
                    self.diagnostics.push(two);
                }
            }
        }
    }
}

/// The name that a text begins with, such as that of `AccountNotFound (12600)`.
fn named(text: &str) -> Option<String> {
    let word = text.split([' ', '(', ':', '-']).next().unwrap_or_default();
    let plain = word
        .chars()
        .all(|character| character.is_ascii_alphanumeric() || character == '_');
    let starts = word.starts_with(|first: char| first.is_ascii_alphabetic());
    (plain && starts).then(|| word.to_upper_camel_case())
}

/// An example's key without the code at its end.
fn stem(key: &str, code: i64) -> String {
    key.strip_suffix(&code.to_string())
        .unwrap_or(key)
        .to_owned()
}
