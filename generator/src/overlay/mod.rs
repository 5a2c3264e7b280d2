//! OpenAPI Overlay 1.0 and 1.1: actions that change the document before anything reads it.

mod action;
mod append;
mod apply;
mod moved;
#[cfg(test)]
mod tests;

pub use append::{Suggestion, actions, append, skeleton};
pub use moved::{Move, moved};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;
use crate::limits::Limits;
use crate::source::Span;

/// An action on a file that the document refers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// The file, as a reference in the document would name it.
    pub file: String,
    /// Where the overlay names it.
    pub span: Span,
    action: Node,
    edition: Edition,
}

/// A version of the specification, as far as versions differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edition {
    /// 1.0: what happens where values of different kinds meet is left open.
    V1_0,
    /// 1.1: `copy`; values of different kinds are no match.
    V1_1,
}

impl Patch {
    /// Changes the file's tree.
    pub fn apply(&self, tree: &mut Node, limits: &Limits, diagnostics: &mut Diagnostics) {
        if let Some(action) = action::read_one(&self.action, self.edition, diagnostics) {
            apply::apply(tree, &action, limits, diagnostics);
        }
    }
}

/// The document with the overlay's actions applied in order (Overlay Specification 1.0 or 1.1, as it says); actions on other
/// files are left to whoever reads those.
pub fn apply(
    mut document: Node,
    overlay: &Node,
    limits: &Limits,
    patches: &mut Vec<Patch>,
    diagnostics: &mut Diagnostics,
) -> Node {
    for action in action::read(overlay, diagnostics) {
        match action.file.and_then(|file| Some((file, file.as_str()?))) {
            Some((node, file)) => patches.push(Patch {
                file: file.to_owned(),
                span: node.span,
                action: action.node.clone(),
                edition: action.edition,
            }),
            None if apply::apply(&mut document, &action, limits, diagnostics) => {}
            None => break,
        }
    }
    document
}

/// A finding about the overlay itself.
fn wrong(node: &Node, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error(Code::Overlay, message)
        .at(node.span, "")
        .help(help)
}
