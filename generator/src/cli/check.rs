//! `clientwright check`: diagnostics only.

use super::{Check, Exit, print, settings};
use clientwright::source::DiskFiles;

pub(super) fn run(arguments: &Check) -> Result<Exit, Exit> {
    let config = settings::input(&arguments.input)?;
    let outcome = clientwright::check(&config, &DiskFiles);
    print::outcome(&outcome, arguments.input.report)?;
    Ok(Exit::Done)
}
