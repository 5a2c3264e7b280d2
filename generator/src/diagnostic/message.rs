//! Diagnostics as machines read them: the fields of `--message-format json` and of the report's findings.

use super::{Diagnostic, Severity};
use crate::source::{SourceMap, Span};
use serde::Serialize;

/// A diagnostic with its places resolved. Fields may be added, none is renamed or taken away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// `error`, `warning` or `note`.
    pub severity: &'static str,
    /// The slug that `clientwright explain` and `allow` take.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// Where: the main place first, if there is one.
    pub places: Vec<Place>,
    /// What to write instead; may have several lines.
    pub help: Option<String>,
}

/// A stretch of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Whether it is the main place.
    pub primary: bool,
    /// The file, as the user named it.
    pub file: String,
    /// The line of its first character, from 1.
    pub line: usize,
    /// The column of its first character, in characters from 1.
    pub column: usize,
    /// Its first byte, from 0.
    pub start: u32,
    /// The byte after its last one.
    pub end: u32,
    /// What is there; may be empty.
    pub text: String,
}

impl Message {
    /// The diagnostic, with the places in `sources`.
    pub fn new(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let primary = diagnostic.primary.iter().map(|label| (true, label));
        let secondary = diagnostic.secondary.iter().map(|label| (false, label));
        let places = primary.chain(secondary).filter_map(|(primary, label)| {
            let place = place(sources, label.span)?;
            let text = label.text.clone();
            Some(Place {
                primary,
                text,
                ..place
            })
        });
        Self {
            severity: diagnostic.severity.as_str(),
            code: diagnostic.code.slug(),
            message: diagnostic.message.clone(),
            places: places.collect(),
            help: diagnostic.help.as_deref().map(str::to_owned),
        }
    }
}

fn place(sources: &SourceMap, span: Span) -> Option<Place> {
    let file = sources.get(span.file)?;
    let at = file.location(span.start);
    Some(Place {
        primary: false,
        file: file.name.clone(),
        line: at.line,
        column: at.column,
        start: span.start,
        end: span.end,
        text: String::new(),
    })
}

impl Severity {
    /// The severity in one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}
