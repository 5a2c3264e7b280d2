//! References: that each leads somewhere, and that none leads only to itself.

use crate::diagnostic::Diagnostics;
use crate::document::Node;

/// Reports references that lead nowhere, to other files, or back to themselves.
pub fn check(document: &Node, diagnostics: &mut Diagnostics) {
    let _ = (document, diagnostics);
}
