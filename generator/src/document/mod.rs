//! Text to a tree in which every key and value knows its place.

mod builder;
mod events;
mod node;
mod places;
mod scalar;
mod surrogates;
#[cfg(test)]
mod tests;

pub use node::{Member, Node, Number, Object, Value};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{FileId, SourceMap};

/// How deep a document may nest.
pub const MAX_DEPTH: usize = 256;
/// How many nodes a document may have, with every alias written out.
pub const MAX_NODES: usize = 2_000_000;

/// Reads a JSON or YAML file into a tree; `None` after reporting why it cannot be read.
pub fn read(sources: &SourceMap, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let Some(source) = sources.get(file) else {
        diagnostics.push(Diagnostic::error(Code::Internal, "a file without a text"));
        return None;
    };
    events::read(&source.text, file, diagnostics)
}
