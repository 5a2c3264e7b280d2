//! `cargo xtask interop`: generated clients against servers that others wrote. What is needed comes
//! from npm by its name, and lies in `target/interop`; the servers listen on 127.0.0.1 and end with
//! the run.

mod document;
mod driver;
mod exceptions;
mod express;
pub mod npm;
mod prism;
mod server;
mod signatures;
mod spector;
mod verdicts;
mod workspace;

use clap::{Args, ValueEnum};
use std::process::ExitCode;

/// The exit code of a run for which something was not there: neither passed nor failed.
pub const SKIPPED: u8 = 77;

/// Which suites to run.
#[derive(Args, Debug)]
pub struct Options {
    /// The suite; all of them if none is named.
    suite: Option<Suite>,
    /// Print also what passed.
    #[arg(long)]
    all: bool,
}

/// A suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Suite {
    /// HTTP scenarios with a server that judges requests.
    Spector,
    /// A stand-in for the service of the generated client, on Express.
    Express,
    /// Real documents against a server that mocks them and checks every request.
    Prism,
}

/// Why a run ended early.
#[derive(Debug)]
pub enum Stop {
    /// npm cannot be reached.
    Skipped(String),
    /// Something failed.
    Failed(String),
}

impl Stop {
    /// The exit code of a run, after saying why it ended.
    pub fn code(done: Result<(), Self>) -> ExitCode {
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(Self::Skipped(message)) => {
                eprint!("{message}");
                ExitCode::from(SKIPPED)
            }
            Err(Self::Failed(message)) => {
                eprintln!("{}", message.trim_end());
                ExitCode::FAILURE
            }
        }
    }
}

impl From<String> for Stop {
    fn from(message: String) -> Self {
        Self::Failed(message)
    }
}

/// Runs the suites, one after the other.
pub fn run(options: &Options) -> ExitCode {
    let suites = options
        .suite
        .as_ref()
        .map_or(Suite::value_variants(), std::slice::from_ref);
    let mut code = ExitCode::SUCCESS;
    for suite in suites {
        let done = match suite {
            Suite::Spector => spector::run(options.all),
            Suite::Express => express::run(),
            Suite::Prism => prism::run(options.all),
        };
        match done {
            Ok(()) => {}
            Err(Stop::Skipped(message)) => {
                eprint!("{message}");
                return ExitCode::from(SKIPPED);
            }
            Err(Stop::Failed(message)) => {
                eprint!("{message}");
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}
