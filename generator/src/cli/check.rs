//! `clientwright check`: diagnostics only.

use super::input::Inputs;
use super::progress::Progress;
use super::{Check, Exit, Failure, Printer, settings};

pub(super) fn run(arguments: &Check, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::input(&arguments.input, printer)?;
    let progress = Progress::new();
    let tell = |stage| progress.show(stage);
    let outcome = clientwright::check_telling(&config, &Inputs::default(), &tell);
    drop(progress);
    printer.outcome(&outcome, &arguments.input)?;
    Ok(Exit::Done)
}
