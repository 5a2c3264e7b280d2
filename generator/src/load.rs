//! The input files as text in the source map.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Node};
use crate::limits::Limits;
use crate::source::{Files, SourceMap, display};
use std::path::Path;

/// The tree of the file at `path`; `None` after reporting why there is none.
pub(crate) fn tree(
    path: &Path,
    limits: &Limits,
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
    match document::text(&name, bytes, limits) {
        Ok(text) => {
            let file = sources.add(name, text);
            document::read(sources, file, limits, diagnostics)
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    }
}
