//! The command line: what can be asked, and the exit codes.

mod bundle;
mod check;
mod diff;
mod explain;
mod generate;
mod init;
mod input;
mod inspect;
mod observed;
mod overlay;
mod print;
mod progress;
mod settings;
mod shell;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clientwright::config::Selector;
use print::Printer;
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

/// Why a command did not end well; said before it is returned, but for [`Failure::Usage`].
#[derive(Debug)]
enum Failure {
    /// Errors in what was read, already printed.
    Fault,
    /// Errors in the configuration, already printed.
    Config,
    /// The command cannot be carried out as called.
    Usage(String),
}

/// A command cannot be carried out as called.
fn usage(message: impl std::fmt::Display) -> Failure {
    Failure::Usage(message.to_string())
}

/// Generates a typed Rust client crate from an OpenAPI document.
///
/// Results go to standard output, everything else to standard error.
/// Exit codes: 0 done, 1 the document is at fault (or `--check` found differences), 2 wrong usage.
#[derive(Debug, Parser)]
#[command(name = "clientwright", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// How to say what was found: as text, or as one JSON object a line.
    #[arg(
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "human",
        global = true
    )]
    message_format: MessageFormat,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate a client crate, or check that it is up to date.
    Generate(Generate),
    /// Report what is wrong with a document, or not supported, and generate nothing.
    Check(Check),
    /// Write one document out of one of many files, with its overlays applied.
    Bundle(Bundle),
    /// Say what changed between two documents for users of the generated crate, and whether its next version
    /// is a major, a minor or a patch one.
    Diff(Diff),
    /// Make a workspace around a document: the client, the commands that keep it true, CI.
    Init(init::Init),
    /// Begin, check or apply an OpenAPI Overlay: corrections beside the document.
    #[command(subcommand)]
    Overlay(overlay::Overlay),
    /// Say what a diagnostic means and what to do about it; or of an item of a crate, why it is called so, where it
    /// comes from, and what was concluded about it.
    Explain(explain::Explain),
    /// Show what the document is after a stage, or what stages between two of them changed.
    Inspect(inspect::Inspect),
    /// Write a script that completes this command in a shell.
    Completions(shell::Completions),
    /// Write the manual as a man page, or a page for each command.
    Man(shell::ManPages),
}

/// What to read, the same for every command that reads a document.
#[derive(Args, Debug, Default)]
struct Input {
    /// The OpenAPI document, JSON or YAML; `-` is standard input, whose references are relative to
    /// the current folder.
    #[arg(value_name = "INPUT", required_unless_present = "config")]
    document: Option<PathBuf>,
    /// An OpenAPI Overlay to apply; may be given several times, and applies in that order.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
    /// A folder from which references may take files, beside the one above the document's; may be given
    /// several times.
    #[arg(long, value_name = "DIR")]
    root: Vec<PathBuf>,
    /// A copy of a file on the network that references name; may be given several times.
    #[arg(long, value_name = "URL=FILE#sha256:HASH", value_parser = settings::parse_remote)]
    allow_remote: Vec<(String, clientwright::config::Vendored)>,
    /// A `clientwright.toml`; what is given on the command line goes before it.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Generate only these operations: `tag:NAME`, `path:/v1/*`, `operation:ID` or `GET /path`, where
    /// `*` is any text; may be given several times. Only the schemas that they reach are generated.
    #[arg(long, value_name = "PATTERN", value_parser = Selector::parse)]
    include: Vec<Selector>,
    /// Generate all operations but these; goes before `--include`.
    #[arg(long, value_name = "PATTERN", value_parser = Selector::parse)]
    exclude: Vec<Selector>,
    /// Leave out the schemas that no operation reaches.
    #[arg(long)]
    prune: bool,
    /// Leave out what has this diagnostic instead of failing; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = settings::parse_code)]
    allow: Vec<clientwright::diagnostic::Code>,
    /// Let the document ask for more, or for less: `depth`, `nodes`, `files` and others, which the
    /// diagnostics name; may be given several times.
    #[arg(long, value_name = "NAME=NUMBER")]
    limit: Vec<clientwright::limits::Allowed>,
    /// Write the report to this file (`-` is standard output): what was generated, left out,
    /// inferred or left untyped.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The report's format [default: text where the file ends in `.txt`, html in `.html`, else json].
    #[arg(long, value_enum, value_name = "FORMAT", requires = "report")]
    report_format: Option<ReportFormat>,
}

#[derive(Args, Debug)]
struct Generate {
    #[command(flatten)]
    input: Input,
    /// The folder of the generated crate.
    #[arg(long, value_name = "DIR", required_unless_present = "config")]
    output: Option<PathBuf>,
    /// The name of the generated package.
    #[arg(long, value_name = "CRATE", required_unless_present = "config")]
    name: Option<String>,
    /// The version of the generated package [default: 0.1.0].
    #[arg(long, value_name = "VERSION")]
    crate_version: Option<String>,
    /// Where the crate finds the runtime: `copy` (its sources, in DIR/runtime), `embedded` (its sources, as a
    /// module of the crate), `path:DIR` or `version:X` [default: copy].
    #[arg(long, value_name = "WHERE")]
    runtime: Option<String>,
    /// Generate only the types, and how they are read and written: no client, and no HTTP.
    #[arg(long)]
    types_only: bool,
    /// Write nothing; exit with 1 if a file differs, is missing or is left over.
    #[arg(long)]
    check: bool,
    /// Give all names anew, whatever `clientwright.lock` says.
    #[arg(long)]
    relock: bool,
}

#[derive(Args, Debug)]
struct Check {
    #[command(flatten)]
    input: Input,
    /// Write what mends the findings into this overlay, or add to it what it lacks; what stands there stays.
    #[arg(long, value_name = "OVERLAY")]
    fix: Option<PathBuf>,
}

#[derive(Args, Debug)]
struct Bundle {
    #[command(flatten)]
    input: Input,
    /// The file to write; `-` is standard output [default: -].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The document's format [default: json where the file ends in `.json`, else yaml].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<BundleFormat>,
}

#[derive(Args, Debug)]
struct Diff {
    /// The old document: a file, a git revision (`HEAD~1`) or a file of one (`v1.0:spec/api.yaml`, relative to
    /// the current folder) [default: what the configuration names, as it was committed last].
    #[arg(required_unless_present = "config")]
    old: Option<String>,
    /// The new document, named in the same way [default: what the configuration names, as it is].
    #[arg(required_unless_present = "config")]
    new: Option<String>,
    /// A `clientwright.toml`; that of a revision is the revision's own.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Leave out what has this diagnostic instead of failing; may be given several times.
    #[arg(long, value_name = "CODE", value_parser = settings::parse_code)]
    allow: Vec<clientwright::diagnostic::Code>,
    /// How to write it: as `text`, whose last line is the verdict, as `markdown` for a pull request, or as
    /// `json` for programs.
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: clientwright::diff::Format,
    /// Exit with 1 if anything is of this level, or of a heavier one: `major`, `minor` or `patch`.
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<clientwright::diff::Level>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BundleFormat {
    /// YAML.
    Yaml,
    /// JSON, indented.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For people, in a browser.
    Html,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum MessageFormat {
    /// For people.
    Human,
    /// For programs: JSON lines on standard error.
    Json,
}

/// Runs the command that the process was started with.
pub(crate) fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let printer = Printer::new(cli.message_format);
    let ended = match cli.command {
        Command::Generate(arguments) => generate::run(&arguments, &printer),
        Command::Check(arguments) => check::run(&arguments, &printer),
        Command::Bundle(arguments) => bundle::run(&arguments, &printer),
        Command::Diff(arguments) => diff::run(&arguments, &printer),
        Command::Init(arguments) => init::run(&arguments, &printer),
        Command::Overlay(arguments) => overlay::run(&arguments, &printer),
        Command::Explain(arguments) => explain::run(&arguments, &printer),
        Command::Inspect(arguments) => inspect::run(&arguments, &printer),
        Command::Completions(arguments) => shell::completions(&arguments, &printer),
        Command::Man(arguments) => shell::man(&arguments, &printer),
    };
    let exit = match ended {
        Ok(exit) => exit,
        Err(Failure::Fault) => Exit::Fault,
        Err(Failure::Config) => Exit::Usage,
        Err(Failure::Usage(message)) => {
            printer.failure(&message);
            Exit::Usage
        }
    };
    ExitCode::from(exit as u8)
}

/// Arguments that make no command, and `--help`, which is an error to clap.
fn refuse(error: &clap::Error) -> ExitCode {
    let json = ["--message-format=json", "json"];
    let asked = std::env::args().any(|argument| json.contains(&argument.as_str()));
    if error.use_stderr() && asked {
        Printer::new(MessageFormat::Json).failure(error.to_string().trim_end());
    } else {
        // A reader that has gone away is no reason to fail.
        let _ = error.print();
    }
    ExitCode::from(if error.use_stderr() {
        Exit::Usage
    } else {
        Exit::Done
    } as u8)
}
