//! What the benchmarks measure with, in a process of its own: it must be built for release, and the
//! program that measures must stay small.
//!
//! - `yardstick floor DOCUMENT SIZES FOLDER` does the least that a generator could: it parses the JSON
//!   and writes files of the sizes that are listed (`SIZE PATH`, a line each).
//! - `yardstick repeat DOCUMENT TIMES OUTPUT` writes a document so many times as large.

mod floor;
mod repeat;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["floor", document, sizes, folder] => floor::run(document, sizes, folder),
        ["repeat", document, times, output] => repeat::run(document, times, output),
        _ => Err("usage: yardstick floor|repeat …".to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The text of a file.
fn read(path: &str) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))
}

/// A document as JSON.
fn parse(path: &str) -> Result<serde_json::Value, String> {
    serde_json::from_str(&read(path)?).map_err(|error| format!("{path}: {error}"))
}
