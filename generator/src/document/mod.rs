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

/// The text of a file's bytes.
///
/// # Errors
/// The finding, if the bytes are no text.
pub fn text(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let message = format!("{name} is not UTF-8 text: byte {at} begins no character");
        Diagnostic::error(Code::InvalidSyntax, message)
    })
}

/// Reads a JSON or YAML file into a tree; `None` after reporting why it cannot be read.
pub fn read(sources: &SourceMap, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let Some(source) = sources.get(file) else {
        diagnostics.push(Diagnostic::error(Code::Internal, "a file without a text"));
        return None;
    };
    events::read(&source.text, file, diagnostics)
}
