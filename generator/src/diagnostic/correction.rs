//! What a change of the document would mend what was found.

use crate::source::Span;

/// A change of one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Where the value stands, or its key.
    pub at: Span,
    /// What becomes of it.
    pub change: Change,
    /// The actions of an overlay that make it, as a list in YAML; `None` before they were looked for, and
    /// where none can.
    pub actions: Option<String>,
}

/// What becomes of a value. New ones are YAML on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is taken out.
    Remove,
    /// It stands under this key.
    Rename(String),
    /// It is this one instead.
    Replace(String),
    /// It has these members as well.
    Add(String),
}
