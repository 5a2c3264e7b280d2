//! `clientwright diff`: what changed between two documents, for users of the generated crate.

use super::{Diff, DiffFormat, Exit, FailOn, Failure, Printer, usage};
use clientwright::diff::{self, Level};
use clientwright::{choose, compare};

pub(super) fn run(arguments: &Diff, printer: &Printer) -> Result<Exit, Failure> {
    let (old, new) = (arguments.old.as_deref(), arguments.new.as_deref());
    let chosen = choose(old, new, arguments.config.as_deref());
    let (mut old, mut new) = chosen.map_err(usage)?;
    for side in [&mut old, &mut new] {
        side.config.allow.extend(&arguments.allow);
    }
    let compared = compare(old.side(), new.side());
    let Some(found) = compared.diff else {
        for (diagnostics, sources) in &compared.found {
            printer.diagnostics(diagnostics, sources);
        }
        return Err(Failure::Fault);
    };
    printer.text(&match arguments.format {
        DiffFormat::Text => diff::text(&found),
        DiffFormat::Markdown => diff::markdown(&found),
        DiffFormat::Json => diff::json(&found),
    });
    let limit = arguments.fail_on.map(|level| match level {
        FailOn::Major => Level::Major,
        FailOn::Minor => Level::Minor,
        FailOn::Patch => Level::Patch,
    });
    let fails = limit.is_some_and(|limit| found.verdict() >= Some(limit));
    Ok(if fails { Exit::Fault } else { Exit::Done })
}
