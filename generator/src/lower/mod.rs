//! The model to the IR: the last stage that sees `openapiv3`.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::ir::Api;

/// Everything that the generated crate is made of.
pub fn lower(document: &Node, config: &Config, diagnostics: &mut Diagnostics) -> Api {
    let _ = (document, config, diagnostics);
    Api::default()
}
