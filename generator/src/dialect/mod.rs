//! Brings every dialect to the shape of OpenAPI 3.0, one rewrite per file.

mod order;
mod siblings;
#[cfg(test)]
mod tests;
mod version;

use crate::diagnostic::Diagnostics;
use crate::document::Node;

/// A rewrite of the whole document.
type Rule = fn(&mut Node, &mut Diagnostics);

/// The rewrites, in the order they apply.
const RULES: &[Rule] = &[siblings::rewrite, version::rewrite, order::rewrite];

/// The document in the shape of OpenAPI 3.0.
pub fn normalize(mut document: Node, diagnostics: &mut Diagnostics) -> Node {
    for rule in RULES {
        rule(&mut document, diagnostics);
    }
    document
}
