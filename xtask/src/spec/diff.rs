//! `cargo xtask spec diff`: what changed between two versions of the vendor's document.

use super::CONFIG;
use clap::ValueEnum;
use clientwright::diagnostic::render;
use clientwright::diff::{self, Level};
use clientwright::{choose, compare};
use std::path::Path;
use std::process::ExitCode;

/// What to compare, and how to say it.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// The old document: a file, a git revision or a file of one as `REV:FILE` [default: HEAD].
    old: Option<String>,
    /// The new document [default: the working tree].
    new: Option<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Exit with 1 if anything is of this level, or of a heavier one.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Text,
    Markdown,
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FailOn {
    Major,
    Minor,
    Patch,
}

/// Says what changed.
pub fn run(options: &Options) -> ExitCode {
    match said(options) {
        Ok((text, verdict)) => {
            print!("{text}");
            let limit = options.fail_on.map(|level| match level {
                FailOn::Major => Level::Major,
                FailOn::Minor => Level::Minor,
                FailOn::Patch => Level::Patch,
            });
            ExitCode::from(u8::from(limit.is_some_and(|limit| verdict >= Some(limit))))
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn said(options: &Options) -> Result<(String, Option<Level>), String> {
    let (old, new) = (options.old.as_deref(), options.new.as_deref());
    let (old, new) = choose(old, new, Some(Path::new(CONFIG)))?;
    let compared = compare(old.side(), new.side());
    let Some(found) = compared.diff else {
        for (diagnostics, sources) in &compared.found {
            for diagnostic in diagnostics.sorted() {
                eprint!("{}", render(diagnostic, sources));
            }
        }
        return Err("nothing was compared".to_owned());
    };
    let text = match options.format {
        Format::Text => diff::text(&found),
        Format::Markdown => diff::markdown(&found),
        Format::Json => diff::json(&found),
    };
    Ok((text, found.verdict()))
}
