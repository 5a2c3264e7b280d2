//! The chores of this workspace.

use clientwright::Codegen;
use clientwright::output::Mode;
use std::process::{Command, ExitCode};

const USAGE: &str = "usage: cargo xtask codegen [--check] [--relock]
       cargo xtask test";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["codegen"] => codegen(Mode::Write, false),
        ["codegen", "--check"] => codegen(Mode::Check, false),
        ["codegen", "--relock"] => codegen(Mode::Write, true),
        ["test"] => codegen(Mode::Check, false).and_then(|()| test()),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{}", message.trim_end());
            ExitCode::FAILURE
        }
    }
}

/// Writes the client, or tells how it differs from what the document gives.
fn codegen(mode: Mode, relock: bool) -> Result<(), String> {
    let codegen = Codegen {
        config: "spec/clientwright.toml".into(),
        command: "cargo xtask codegen".to_owned(),
        mode,
        relock,
    };
    let generated = codegen.run().map_err(|error| error.to_string())?;
    for warning in &generated.warnings {
        eprint!("{warning}");
    }
    match &generated.difference {
        Some(difference) => Err(difference.clone()),
        None => {
            println!("{}", generated.summary);
            Ok(())
        }
    }
}

/// Compiles and tests the client, its documentation too.
fn test() -> Result<(), String> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let status = Command::new(cargo).args(["test", "--workspace"]).status();
    match status.map_err(|error| error.to_string())?.success() {
        true => Ok(()),
        false => Err("a test failed".to_owned()),
    }
}
