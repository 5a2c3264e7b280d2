//! The input files as text in the source map.

use crate::config::display;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Node};
use crate::source::{Files, SourceMap};
use std::path::Path;

/// The tree of the file at `path`; `None` after reporting why there is none.
pub(crate) fn tree(
    path: &Path,
    files: &dyn Files,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let name = display(path);
    let bytes = match files.read(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let message = format!("cannot read {name}: {error}");
            diagnostics.push(Diagnostic::error(Code::Io, message));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => {
            let file = sources.add(name, text);
            document::read(sources, file, diagnostics)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let message = format!("{name} is not UTF-8 text: byte {at} begins no character");
            diagnostics.push(Diagnostic::error(Code::InvalidSyntax, message));
            None
        }
    }
}
