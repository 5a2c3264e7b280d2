//! The command `diff`, whichever program has it.

use super::{choose, compare};
use crate::diagnostic::{Code, Diagnostics};
use crate::diff::{Format, Level};
use crate::source::SourceMap;
use std::path::Path;

/// What to compare, and how to say it.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiffCommand<'a> {
    /// The old document, as [`choose`] takes it.
    pub old: Option<&'a str>,
    /// The new one.
    pub new: Option<&'a str>,
    /// The configuration.
    pub config: Option<&'a Path>,
    /// Findings that leave something out instead of failing.
    pub allow: &'a [Code],
    /// How to write it.
    pub format: Format,
    /// The least level that fails.
    pub fail_on: Option<Level>,
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// What changed, for standard output; `None` if a document is at fault.
    pub text: Option<String>,
    /// What was found in each of the documents, for standard error.
    pub found: Vec<(Diagnostics, SourceMap)>,
    /// A document is at fault, or something changed that must not: the exit code is 1, else 0.
    pub fails: bool,
}

impl DiffCommand<'_> {
    /// Compares.
    ///
    /// # Errors
    /// If it cannot be carried out as it is called: the exit code is 2.
    pub fn run(&self) -> Result<Answer, String> {
        let (mut old, mut new) = choose(self.old, self.new, self.config)?;
        for side in [&mut old, &mut new] {
            side.config.allow.extend(self.allow);
        }
        let compared = compare(old.side(), new.side());
        let fails = compared.diff.as_ref().is_none_or(|diff| {
            let least = self.fail_on;
            least.is_some_and(|least| diff.verdict() >= Some(least))
        });
        Ok(Answer {
            text: compared.diff.map(|diff| self.format.write(&diff)),
            found: compared.found,
            fails,
        })
    }
}
