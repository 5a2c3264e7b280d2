//! Brings every dialect to the shape of OpenAPI 3.0, one rewrite per file.
//!
//! What 3.0 has no words for stays as it is: the keywords of JSON Schema 2020-12 that say something of
//! their own, the methods, parameters and media types of 3.2.

mod form;
mod identify;
mod items;
mod loose;
mod nothing;
mod order;
mod paths;
mod schema;
mod swagger;
mod targets;
#[cfg(test)]
mod tests;
mod version;

pub use identify::identify;
pub use version::{Version, version};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Member, Node, Object, Value};
use crate::source::Span;
use std::collections::HashSet;

/// A rewrite of the whole document. It may move pieces: references find them again.
type Rule = fn(&mut Node, Version, &mut Diagnostics);

/// The rewrites, in the order they apply.
const RULES: &[Rule] = &[
    targets::mark,
    paths::rewrite,
    nothing::rewrite,
    form::rewrite,
    items::rewrite,
    swagger::rewrite,
    loose::rewrite,
    schema::rewrite,
    targets::follow,
    order::rewrite,
];

/// The document in the shape of OpenAPI 3.0.
pub fn normalize(mut document: Node, version: Version, diagnostics: &mut Diagnostics) -> Node {
    let mut found = Diagnostics::default();
    for rule in RULES {
        rule(&mut document, version, &mut found);
    }
    // Of what stands in several places, everything would be said in each of them.
    let mut said = HashSet::new();
    for one in found.into_items() {
        let place = one.primary.as_ref().map(|label| label.span);
        if said.insert((place, one.message.clone())) {
            diagnostics.push(one);
        }
    }
    document
}

/// A finding that a rewrite has mended: what is there, and what it is read as.
fn mended(span: Span, message: impl Into<String>, help: impl Into<String>) -> Diagnostic {
    Diagnostic::warning(Code::InvalidDocument, message)
        .at(span, "")
        .help(help)
}

/// A text where a rewrite puts one.
fn text(span: Span, text: impl Into<String>) -> Node {
    Node {
        span,
        value: Value::String(text.into()),
    }
}

/// Puts a member in, standing where what it replaces stands.
fn put(members: &mut Object, key: &str, span: Span, value: Value) {
    let node = Node { span, value };
    let key_span = span;
    members.insert(key.to_owned(), Member { key_span, node });
}
