//! What was measured: declarations only. This is also what the JSON files hold.

use super::machine::Machine;
use serde::{Deserialize, Serialize};

/// Several ways to do one thing, measured in turns.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Table {
    /// Its suite and what was done: `generate/github`.
    pub name: String,
    /// What was done, for people.
    pub title: String,
    /// How it was measured, in Markdown.
    pub note: String,
    /// Where and when.
    pub machine: Machine,
    /// What was measured of each.
    pub columns: Vec<Column>,
    /// Who was measured.
    pub rows: Vec<Row>,
    /// What ours has to reach.
    pub targets: Vec<Target>,
}

/// Something that is measured.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What its numbers count.
    pub unit: Unit,
    /// Which numbers are the better ones.
    pub better: Better,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Unit {
    /// Time, in seconds.
    Seconds,
    /// Size, in bytes.
    Bytes,
    /// Speed, in bytes a second.
    BytesPerSecond,
    /// How often in a second.
    PerSecond,
    /// Something that is counted.
    Count,
    /// A ratio.
    Ratio,
}

/// Which numbers are the better ones.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Better {
    /// The smaller ones.
    Lower,
    /// The greater ones.
    Higher,
}

/// Who is measured.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Kind {
    /// This project.
    Ours,
    /// Another generator.
    Peer,
    /// Something to compare with: a floor, hand-written code.
    Reference,
}

/// One way to do it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Row {
    /// Its name, with its version where it has one.
    pub name: String,
    /// Whose it is.
    pub kind: Kind,
    /// For each round, a value for each column. The rounds of all rows were run in turns, so the same
    /// round of two rows saw the same load.
    pub rounds: Vec<Vec<f64>>,
    /// Why there are none.
    pub failure: Option<String>,
}

/// What ours has to reach, as a ratio to something that was measured beside it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Target {
    /// The row that has to reach it; ours if none is named.
    pub row: Option<String>,
    /// The bound of ours divided by the other's.
    pub bound: f64,
    /// Whether it must be at most that, else at least.
    pub at_most: bool,
    /// What is compared, by its column's name.
    pub column: String,
    /// With whom.
    pub against: Against,
}

/// Whom ours is compared with.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Against {
    /// The best of the peers in this column.
    BestPeer,
    /// The row of this name.
    Row(String),
    /// Nobody: the bound is the number itself.
    Itself,
}

impl Column {
    /// A column.
    pub fn new(name: &str, unit: Unit, better: Better) -> Self {
        let name = name.to_owned();
        Self { name, unit, better }
    }

    /// A column for a time.
    pub fn time(name: &str) -> Self {
        Self::new(name, Unit::Seconds, Better::Lower)
    }

    /// A column for a size.
    pub fn size(name: &str) -> Self {
        Self::new(name, Unit::Bytes, Better::Lower)
    }

    /// A column for what is counted.
    pub fn count(name: &str) -> Self {
        Self::new(name, Unit::Count, Better::Lower)
    }
}

impl Target {
    /// Ours must be at most so many times the other's.
    pub fn at_most(bound: f64, column: &str, against: Against) -> Self {
        Self {
            row: None,
            bound,
            at_most: true,
            column: column.to_owned(),
            against,
        }
    }

    /// The same for another row than ours.
    pub fn of(mut self, row: &str) -> Self {
        self.row = Some(row.to_owned());
        self
    }

    /// Ours must be at least so many times the other's.
    pub fn at_least(bound: f64, column: &str, against: Against) -> Self {
        Self {
            at_most: false,
            ..Self::at_most(bound, column, against)
        }
    }
}
