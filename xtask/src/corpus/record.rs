//! What became of one document.

use super::manifest::{Expect, Item};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::time::Duration;

/// How the generator ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It wrote a crate.
    Generated,
    /// It said what is wrong with the document.
    Refused,
    /// It did not understand how it was called, or could not read or write.
    Usage,
    /// It panicked.
    Panic,
    /// It was ended by a signal, such as after a stack overflow.
    Abort,
    /// It took too long.
    Hang,
    /// It took too much memory.
    Memory,
}

impl State {
    /// The state in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Generated => "generated",
            Self::Refused => "refused",
            Self::Usage => "not run",
            Self::Panic => "PANIC",
            Self::Abort => "ABORT",
            Self::Hang => "HANG",
            Self::Memory => "MEMORY",
        }
    }

    /// Whether the generator itself failed.
    pub fn is_crash(self) -> bool {
        !matches!(self, Self::Generated | Self::Refused)
    }
}

/// Time and memory of a compiler.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
pub struct Measure {
    /// The time from start to end.
    pub millis: u64,
    /// The most memory it had.
    pub memory_kb: u64,
}

/// What a compiler, clippy or rustdoc said about one crate.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Built {
    /// Whether it got to its end without errors and warnings.
    pub clean: bool,
    /// How many errors.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// The first message, errors before warnings.
    pub first: Option<String>,
    /// Whether cargo found it up to date.
    pub fresh: bool,
    /// When it was last compiled.
    pub measure: Option<Measure>,
}

/// Something that was left out.
#[derive(Clone, Debug, Serialize)]
pub struct Dropped {
    /// `operations`, `parameters`, …
    pub kind: String,
    /// The place in the document.
    pub pointer: String,
    /// The diagnostic's code.
    pub code: String,
    /// Why.
    pub reason: String,
}

/// What became of one document.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// The document's path.
    pub name: String,
    /// The package it was generated as.
    pub package: String,
    /// `2.0`, `3.0`, `3.1` or `3.2`.
    pub dialect: String,
    /// The size of the document.
    pub bytes: u64,
    /// Whether a neutral validator accepts it.
    pub valid: bool,
    /// What was expected.
    pub expect: Expect,
    /// How the generator ended.
    pub state: State,
    /// The first error, with its place.
    pub first: Option<String>,
    /// Whether that error has a place.
    pub located: bool,
    /// How often each code was reported, `error[…]` and `warning[…]`.
    pub findings: BTreeMap<String, usize>,
    /// What the generator took.
    pub measure: Measure,
    /// How many files were written.
    pub files: usize,
    /// How many lines they have.
    pub lines: usize,
    /// How large they are.
    pub size: u64,
    /// What was left out.
    pub dropped: Vec<Dropped>,
    /// The places without a type.
    pub untyped: Vec<String>,
    /// How much was concluded rather than read.
    pub inferred: usize,
    /// What each step of cargo said, by the step's name.
    pub built: BTreeMap<&'static str, Built>,
    /// Why it did not fare as expected.
    pub failure: Option<String>,
}

impl Record {
    /// The record of a document before anything is known.
    pub fn new(item: &Item, state: State, measure: Measure) -> Self {
        Self {
            name: item.name.clone(),
            package: item.package.clone(),
            dialect: item.dialect.clone(),
            bytes: item.bytes,
            valid: item.valid,
            expect: item.expect,
            state,
            first: None,
            located: false,
            findings: BTreeMap::new(),
            measure,
            files: 0,
            lines: 0,
            size: 0,
            dropped: Vec::new(),
            untyped: Vec::new(),
            inferred: 0,
            built: BTreeMap::new(),
            failure: None,
        }
    }

    /// Whether a crate was written.
    pub fn is_generated(&self) -> bool {
        self.state == State::Generated
    }

    /// What to call the document's kind in a table.
    pub fn kind(&self) -> (String, &'static str, &'static str) {
        let valid = if self.valid { "valid" } else { "invalid" };
        (self.dialect.clone(), valid, self.expect.word())
    }
}

/// All of a run, for programs.
pub fn json(
    records: &[Record],
    breaches: &[String],
    generated: Duration,
) -> Result<String, String> {
    let all = serde_json::json!({
        "generating_millis": generated.as_millis() as u64,
        "not_as_expected": breaches,
        "documents": records,
    });
    serde_json::to_string_pretty(&all).map_err(|error| format!("error: {error}\n"))
}
