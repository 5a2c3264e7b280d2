//! What a program prints: a row for each figure of each contender, as a line of JSON.

use serde::Serialize;

/// One figure of one contender, measured several times.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The suite, such as `decode`.
    pub suite: &'static str,
    /// What was read, written or called, as the table's name has it.
    pub case: String,
    /// The same, for people.
    pub title: String,
    /// Who did it; the generated code is `clientwright`.
    pub peer: String,
    /// What was measured, in bytes, seconds or their like.
    pub figure: &'static str,
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
