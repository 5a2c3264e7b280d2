//! What a program prints: a row for each figure of each contender, as a line of JSON.

use serde::Serialize;

/// One figure of one contender, measured several times.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The suite, such as `decode`.
    pub suite: &'static str,
    /// What was read, written or called.
    pub case: String,
    /// Who did it; the generated code is `clientwright`.
    pub peer: String,
    /// What was measured.
    pub figure: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// The values, one a round. Those of one round were measured next to each other, so it is their
    /// ratios that can be trusted on a busy machine.
    pub values: Vec<f64>,
}

impl Row {
    /// Prints it.
    pub fn print(&self) {
        println!("{}", serde_json::json!(self));
    }
}
