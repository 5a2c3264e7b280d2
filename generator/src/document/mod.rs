//! Text to a tree in which every key and value knows its place.

mod builder;
mod comment;
mod encoding;
mod events;
mod json;
mod node;
mod places;
mod scalar;
mod surrogates;
#[cfg(test)]
mod tests;
mod trail;
mod write;

pub use encoding::text;
pub use node::{Member, Node, Number, Object, Value};
pub(crate) use trail::Trail;
pub use write::{Format, write};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::limits::Limits;
use crate::source::{FileId, SourceMap};

/// Reads a JSON or YAML file into a tree; `None` after reporting why it cannot be read.
pub fn read(
    sources: &SourceMap,
    file: FileId,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    let Some(source) = sources.get(file) else {
        diagnostics.push(Diagnostic::error(Code::Internal, "a file without a text"));
        return None;
    };
    let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
    let skipped = source.text.len() - text.len();
    json::read(text, file, skipped, limits, diagnostics)
        .unwrap_or_else(|| events::read(text, file, skipped, limits, diagnostics))
}
