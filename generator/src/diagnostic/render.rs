//! Diagnostics as text: `file:line:column`, the snippet, help.

use super::Diagnostic;
use crate::source::SourceMap;

/// One diagnostic as people read it, ending in a newline.
pub fn render(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    let place = diagnostic.primary.as_ref().and_then(|label| {
        let file = sources.get(label.span.file)?;
        let at = file.location(label.span.start);
        Some(format!("{}:{}:{}: ", file.name, at.line, at.column))
    });
    format!(
        "{}{:?}[{}]: {}\n",
        place.unwrap_or_default(),
        diagnostic.severity,
        diagnostic.code,
        diagnostic.message
    )
}
