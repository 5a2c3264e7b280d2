//! `clientwright diff`: what changed between two documents, for users of the generated crate.

use super::{Diff, Exit, Failure, Printer, usage};
use clientwright::DiffCommand;

pub(super) fn run(arguments: &Diff, printer: &Printer) -> Result<Exit, Failure> {
    let command = DiffCommand {
        old: arguments.old.as_deref(),
        new: arguments.new.as_deref(),
        config: arguments.config.as_deref(),
        allow: &arguments.allow,
        format: arguments.format,
        fail_on: arguments.fail_on,
    };
    let answer = command.run().map_err(usage)?;
    for (diagnostics, sources) in &answer.found {
        printer.diagnostics(diagnostics, sources);
    }
    if let Some(text) = &answer.text {
        printer.text(text);
    }
    Ok(if answer.fails {
        Exit::Fault
    } else {
        Exit::Done
    })
}
