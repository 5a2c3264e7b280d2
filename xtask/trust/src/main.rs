//! One of the long checks of `cargo xtask trust`: it ends with a line of JSON that says what was found.
//!
//! `trust pipeline SECONDS FOLDER SEED`, `trust target NAME SECONDS FOLDER SEED`, `trust kill SECONDS SEED`, `trust soak
//! SECONDS SEED`; the other words are for the processes that these start, for what prepares the fuzzer (`targets`,
//! `seeds`), and to look at what led to a
//! finding (`mutant`, `input`).

mod killed;
mod process;
mod soak;
mod watched;
mod worker;

use serde_json::json;
use std::process::ExitCode;
use std::time::Duration;
use trust_targets::{TARGETS, Target};

/// What a check came to.
#[derive(Debug, Default)]
pub struct Tally {
    /// How many cases were tried.
    pub count: u64,
    /// What is wrong, a line each.
    pub findings: Vec<String>,
    /// The time that the slowest case took.
    pub worst: Duration,
    /// The most memory that a process had, in kilobytes.
    pub peak: u64,
    /// The number to go on from another time.
    pub next: u64,
    /// What else there is to say.
    pub note: String,
}

impl Tally {
    /// The line that `cargo xtask trust` reads.
    fn print(&self) {
        let line = json!({
            "count": self.count,
            "findings": self.findings,
            "worst_millis": self.worst.as_millis() as u64,
            "peak_kb": self.peak,
            "next": self.next,
            "note": self.note,
        });
        println!("{line}");
    }
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["pipeline", seconds, folder, seed] => both(seconds, seed).and_then(|(time, seed)| {
            watched::run(time, &["mutants".as_ref(), folder.as_ref()], seed)
        }),
        ["target", name, seconds, folder, seed] => {
            both(seconds, seed).and_then(|(time, seed)| {
                let words = ["inputs".as_ref(), name.as_ref(), folder.as_ref()];
                watched::run(time, &words, seed)
            })
        }
        ["kill", seconds, seed] => {
            both(seconds, seed).and_then(|(time, seed)| killed::run(time, seed))
        }
        ["soak", seconds, seed] => {
            both(seconds, seed).and_then(|(time, seed)| soak::run(time, seed))
        }
        ["targets"] => {
            for target in TARGETS {
                println!("{}", target.name);
            }
            return ExitCode::SUCCESS;
        }
        ["seeds", name, folder, out] => {
            let done = target(name).and_then(|target| worker::seeds(target, folder.as_ref(), out.as_ref()));
            return ended(done);
        }
        ["inputs", name, folder, seed] => {
            let done = number(seed).and_then(|seed| worker::inputs(target(name)?, folder.as_ref(), seed));
            return ended(done);
        }
        ["input", name, folder, seed] => {
            let done = number(seed).and_then(|seed| worker::show_input(target(name)?, folder.as_ref(), seed));
            return ended(done);
        }
        ["mutants", folder, seed] => {
            return ended(number(seed).and_then(|seed| worker::mutants(folder.as_ref(), seed)));
        }
        ["mutant", folder, seed] => {
            return ended(number(seed).and_then(|seed| worker::show(folder.as_ref(), seed)));
        }
        ["write", files, folder] => return ended(killed::write(files.as_ref(), folder.as_ref())),
        _ => Err(
            "usage: trust pipeline SECONDS FOLDER SEED | target NAME SECONDS FOLDER SEED | kill SECONDS SEED | soak SECONDS SEED"
                .to_owned(),
        ),
    };
    match done {
        Ok(tally) => {
            tally.print();
            ExitCode::SUCCESS
        }
        Err(error) => ended(Err(error)),
    }
}

fn ended(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn both(seconds: &str, seed: &str) -> Result<(Duration, u64), String> {
    Ok((Duration::from_secs(number(seconds)?), number(seed)?))
}

fn target(name: &str) -> Result<&'static Target, String> {
    Target::named(name).ok_or_else(|| format!("there is no target `{name}`"))
}

fn number(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| format!("`{text}` is no number"))
}

/// An error with what it is about.
pub fn about(what: impl std::fmt::Display) -> impl FnOnce(std::io::Error) -> String {
    move |error| format!("{what}: {error}")
}
