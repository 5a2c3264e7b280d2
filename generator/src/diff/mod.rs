//! What changed between two documents, in terms of the crates that are generated from them.
//!
//! The surfaces of both crates are compared item by item, which says what programs notice; the documents are
//! compared thing by thing (operations, parameters, types, members), which says why. What only the wire
//! sees is found in the second comparison alone.

mod change;
mod compare;
mod delta;
mod facts;
mod format;
mod former;
mod json;
mod markdown;
mod operation;
mod pair;
mod rename;
mod rule;
mod subject;
mod text;
mod told;
mod wire;
mod words;

pub use change::{Change, Difference, Place, Told};
pub use format::Format;
pub use json::json;
pub use markdown::markdown;
pub use rule::{Level, Rule};
pub use text::text;

use crate::ir::Api;
use crate::names::Names;
use crate::output::File;
use crate::source::SourceMap;
use crate::surface::Surface;

/// A document, and the crate that is generated from it.
#[derive(Clone, Debug, Default)]
pub struct Version {
    /// The API.
    pub api: Api,
    /// Its names.
    pub names: Names,
    /// The files of the crate.
    pub files: Vec<File>,
    /// What users of the crate can name.
    pub surface: Surface,
    /// The files that were read.
    pub sources: SourceMap,
}

/// Everything that changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The heaviest first, then by Rust path.
    pub changes: Vec<Change>,
}

impl Diff {
    /// What changed from `old` to `new`.
    pub fn of(old: &Version, new: &Version) -> Self {
        let mut changes = compare::compare(old, new);
        changes.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.path.cmp(&b.path)));
        Self { changes }
    }

    /// What the next version of the crate has to be: the level of the heaviest change; `None` where nothing changed.
    pub fn verdict(&self) -> Option<Level> {
        self.changes.iter().map(|change| change.level).max()
    }

    /// Whether every program that compiled against the old crate compiles against the new one.
    pub fn compiles(&self) -> bool {
        self.changes.iter().all(Change::compiles)
    }

    fn of_level(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes
            .iter()
            .filter(move |change| change.level == level)
    }
}

/// A verdict in a word.
pub fn word(verdict: Option<Level>) -> &'static str {
    verdict.map_or("none", Level::as_str)
}
