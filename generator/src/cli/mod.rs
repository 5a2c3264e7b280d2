//! The command line: what can be asked, and the exit codes.

mod check;
mod explain;
mod generate;
mod print;
mod settings;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done = 0,
    /// The document is at fault, or the generated files are not what they should be.
    Fault = 1,
    /// The command was called wrongly: arguments, configuration, files that are not there.
    Usage = 2,
}

/// Generates a typed Rust client crate from an OpenAPI document.
///
/// Exit codes: 0 done, 1 the document is at fault (or `--check` found differences), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "clientwright", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client crate, or check that it is up to date.
    Generate(Generate),
    /// Report what is wrong with a document, or not supported, and generate nothing.
    Check(Check),
    /// Say what a diagnostic means and what to do about it.
    Explain {
        /// The word between the brackets, such as `unresolved-reference`; all are listed without it.
        code: Option<String>,
    },
}

/// What to read, the same for every command that reads a document.
#[derive(Args, Debug)]
struct Input {
    /// The OpenAPI document, JSON or YAML.
    #[arg(required_unless_present = "config")]
    document: Option<PathBuf>,
    /// An OpenAPI Overlay to apply; may be given several times, and applies in that order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// A `clientwright.toml`; what is given on the command line goes before it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Leave out what has this diagnostic instead of failing; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = settings::parse_code)]
    allow: Vec<clientwright::diagnostic::Code>,
    /// Print the generation report: what was inferred, left out or left untyped.
    #[arg(long, value_enum, value_name = "FORMAT")]
    report: Option<ReportFormat>,
}

#[derive(Args, Debug)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The folder of the generated crate.
    #[arg(long, value_name = "DIR", required_unless_present = "config")]
    output: Option<PathBuf>,
    /// The name of the generated package.
    #[arg(long, required_unless_present = "config")]
    name: Option<String>,
    /// The version of the generated package [default: 0.1.0].
    #[arg(long, value_name = "VERSION")]
    crate_version: Option<String>,
    /// Where the crate finds the runtime: `copy` (its sources, in DIR/runtime), `path:DIR` or
    /// `version:X` [default: copy].
    #[arg(long, value_name = "WHERE")]
    runtime: Option<String>,
    /// Write nothing; exit with 1 if a file differs, is missing or is left over.
    #[arg(long)]
    check: bool,
}

#[derive(Args, Debug)]
struct Check {
    #[command(flatten)]
    input: Input,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let exit = match Cli::parse().command {
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain { code } => explain::run(code.as_deref()),
    };
    ExitCode::from(exit.unwrap_or_else(|exit| exit) as u8)
}
