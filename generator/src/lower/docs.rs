//! Texts that describe something, put together.

use crate::ir::Docs;
use openapiv3::ExternalDocumentation;

/// A description alone.
pub(super) fn described(description: Option<String>) -> Docs {
    Docs {
        description,
        ..Docs::default()
    }
}

/// What an operation says of itself.
pub(super) fn of(
    summary: Option<String>,
    description: Option<String>,
    more: Option<&ExternalDocumentation>,
    deprecated: bool,
) -> Docs {
    Docs {
        summary,
        description: paragraphs([description, more.map(see)]),
        deprecated,
    }
}

/// The texts that there are, a paragraph each.
pub(super) fn paragraphs<const N: usize>(texts: [Option<String>; N]) -> Option<String> {
    let texts: Vec<String> = texts
        .into_iter()
        .flatten()
        .filter(|text| !text.trim().is_empty())
        .collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

/// Where there is more to read.
pub(super) fn see(docs: &ExternalDocumentation) -> String {
    let text = docs.description.as_deref().unwrap_or_default();
    match text.trim().trim_end_matches(['.', ':']) {
        "" => format!("See <{}>.", docs.url),
        text => format!("{text}: <{}>", docs.url),
    }
}
