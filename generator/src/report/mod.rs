//! The generation report: what was inferred, degraded, dropped or left untyped, and the public names.

mod json;
mod names;
mod text;

use crate::ir::{Api, Tally};
use crate::source::{SourceMap, Span};
pub use json::json;
pub use names::{Kind, PublicName, public};
pub use text::text;

/// The tallies with what they count, in the order they are reported.
fn tallies(api: &Api) -> [(&'static str, &Tally); 6] {
    let coverage = &api.coverage;
    [
        ("operations", &coverage.operations),
        ("parameters", &coverage.parameters),
        ("responses", &coverage.responses),
        ("schemas", &coverage.schemas),
        ("security", &coverage.security),
        ("references", &coverage.references),
    ]
}

/// `file:line:column`, or nothing where there is no place.
pub(crate) fn place(sources: &SourceMap, span: Span) -> Option<String> {
    let file = sources.get(span.file).filter(|_| span != Span::default())?;
    let at = file.location(span.start);
    Some(format!("{}:{}:{}", file.name, at.line, at.column))
}
