//! What goes wrong, where, and what to do about it.
//!
//! Stages push [`Diagnostic`]s into [`Diagnostics`]; nothing is thrown.

mod code;
mod correction;
mod message;
mod quote;
mod render;

use crate::source::Span;
pub use code::Code;
pub use correction::{Change, Correction};
pub use message::{Message, Place};
pub use quote::{code_span, is_visible, longest_run, one_line, quoted};
pub use render::{render, render_styled};

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is generated, but not as the document may have meant it.
    Warning,
    /// Worth knowing.
    Note,
}

/// A place and what is to be seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What was found, in the document's words: lower case, no final full stop.
    pub message: String,
    /// Where; `None` only where there is no file, such as a missing input.
    pub primary: Option<Label>,
    /// Other places that matter.
    pub secondary: Vec<Label>,
    /// What to write instead; several lines are allowed.
    pub help: Option<Box<str>>,
    /// What would mend it; the help shows it as an action of an overlay.
    pub correction: Option<Box<Correction>>,
}

impl Diagnostic {
    /// An error without a place.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            help: None,
            correction: None,
        }
    }

    /// A warning without a place.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, message)
        }
    }

    /// A note without a place.
    pub fn note(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Note,
            ..Self::error(code, message)
        }
    }

    /// Sets the main place.
    #[must_use]
    pub fn at(mut self, span: Span, text: impl Into<String>) -> Self {
        self.primary = Some(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    /// Says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into().into_boxed_str());
        self
    }

    /// Says what change of the value at a place, or of that whose key stands there, mends it.
    #[must_use]
    pub fn mend(mut self, at: Span, change: Change) -> Self {
        self.correction = Some(Box::new(Correction {
            at,
            change,
            actions: None,
        }));
        self
    }
}

/// Everything that was found, in the order it was found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    items: Vec<Diagnostic>,
    allowed: Vec<Code>,
}

impl Diagnostics {
    /// Collects, turning errors with these codes into warnings.
    pub fn allowing(allowed: Vec<Code>) -> Self {
        Self {
            items: Vec::new(),
            allowed,
        }
    }

    /// Adds a finding. An error whose code is allowed becomes a warning.
    pub fn push(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error && self.is_allowed(diagnostic.code) {
            diagnostic.severity = Severity::Warning;
        }
        self.items.push(diagnostic);
    }

    /// Adds what was found elsewhere.
    pub(crate) fn append(&mut self, other: Self) {
        self.items.extend(other.items);
    }

    /// Whether the configuration allows leaving out what has this finding.
    pub fn is_allowed(&self, code: Code) -> bool {
        self.allowed.contains(&code)
    }

    /// Whether anything forbids going on.
    pub fn has_errors(&self) -> bool {
        self.items
            .iter()
            .any(|item| item.severity == Severity::Error)
    }

    /// All findings, to change what they say.
    pub(crate) fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.items.iter_mut()
    }

    /// The finding that was added last.
    pub fn last(&self) -> Option<&Diagnostic> {
        self.items.last()
    }

    /// All findings, in the order they were found.
    pub fn into_items(self) -> Vec<Diagnostic> {
        self.items
    }

    /// All findings, by file and place; those without a place first.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut sorted: Vec<_> = self.items.iter().collect();
        sorted.sort_by_key(|item| item.primary.as_ref().map(|label| label.span));
        sorted
    }
}
