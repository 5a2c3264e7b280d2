//! Text to a tree in which every key and value knows its place.

mod builder;
mod encoding;
mod events;
mod json;
mod node;
mod places;
mod scalar;
mod surrogates;
#[cfg(test)]
mod tests;

pub use encoding::text;
pub use node::{Member, Node, Number, Object, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};

/// How deep a document may nest.
pub const MAX_DEPTH: usize = 256;
/// How many nodes aliases may add to a document.
pub const MAX_COPIES: usize = 2_000_000;

/// Reads a JSON or YAML file into a tree; `None` after reporting why it cannot be read.
pub fn read(sources: &SourceMap, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let Some(source) = sources.get(file) else {
        diagnostics.push(Diagnostic::error(Code::Internal, "a file without a text"));
        return None;
    };
    events::read(&source.text, file, diagnostics)
}
