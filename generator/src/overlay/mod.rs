//! OpenAPI Overlay 1.0: actions that change the document before anything reads it.

mod action;
mod apply;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;

/// The document with the overlay's actions applied in order (Overlay Specification 1.0.0).
pub fn apply(mut document: Node, overlay: &Node, diagnostics: &mut Diagnostics) -> Node {
    for action in action::read(overlay, diagnostics) {
        apply::apply(&mut document, &action, diagnostics);
    }
    document
}

/// A finding about the overlay itself.
fn wrong(node: &Node, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error(Code::Overlay, message)
        .at(node.span, "")
        .help(help)
}
