//! The generation report: what was inferred, degraded, dropped or left untyped, and the public names.

mod html;
mod json;
mod names;
mod text;

use crate::ir::{Api, Openness, Tally};
use crate::source::{SourceMap, Span};
pub use html::{SCRIPT, STYLE, html, snippet};
pub use json::json;
pub use names::{Kind, PublicName, public};
pub use text::text;

/// How a report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// As text, for people.
    Text,
    /// As JSON, for programs.
    Json,
    /// As a page that needs nothing but a browser.
    Html,
}

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

/// Why a position is typed as any JSON, as the end of a sentence about it.
fn openness(reason: Openness) -> &'static str {
    match reason {
        Openness::NoSchema => "the media type has no schema",
        Openness::NoType => "the schema says no type",
        Openness::NoItems => "the array has no `items`",
        Openness::NoMembers => "the object has no `properties`, and no schema for other members",
        Openness::NoProperty => "a member is required that no property describes",
        Openness::NoAlternative => "none of the alternatives says anything",
        Openness::NoValue => "no value fits the schema",
        Openness::OnlyItself => "the type consists of nothing but itself",
    }
}

/// `file:line:column`, or nothing where there is no place.
pub(crate) fn place(sources: &SourceMap, span: Span) -> Option<String> {
    let file = sources.get(span.file).filter(|_| span != Span::default())?;
    let at = file.location(span.start);
    Some(format!("{}:{}:{}", file.name, at.line, at.column))
}
