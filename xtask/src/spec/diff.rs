//! `cargo xtask spec diff`: what changed between two versions of the vendor's document.

use super::{CONFIG, show};
use clientwright::DiffCommand;
use clientwright::diff::{Format, Level};
use std::path::Path;
use std::process::ExitCode;

/// What to compare, and how to say it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The old document: a file, a git revision or a file of one as `REV:FILE` [default: HEAD].
    old: Option<String>,
    /// The new document [default: the working tree].
    new: Option<String>,
    /// How to write it: as `text`, `markdown` or `json`.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Exit with 1 if anything is of this level, or of a heavier one: `major`, `minor` or `patch`.
    #[arg(long, value_name = "LEVEL")]
    fail_on: Option<Level>,
}

/// Says what changed.
pub fn run(options: &Options) -> ExitCode {
    let command = DiffCommand {
        old: options.old.as_deref(),
        new: options.new.as_deref(),
        config: Some(Path::new(CONFIG)),
        format: options.format,
        fail_on: options.fail_on,
        ..DiffCommand::default()
    };
    match command.run() {
        Ok(answer) => {
            for (diagnostics, sources) in &answer.found {
                show(diagnostics, sources);
            }
            print!("{}", answer.text.unwrap_or_default());
            ExitCode::from(u8::from(answer.fails))
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}
