//! `clientwright check`: diagnostics only, or what mends them.

use super::input::Inputs;
use super::progress::Progress;
use super::{Check, Exit, Failure, Printer, settings, usage};
use clientwright::output::{Mode, sync_file};
use std::path::Path;

pub(super) fn run(arguments: &Check, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::input(&arguments.input, printer)?;
    let progress = Progress::new();
    let tell = |stage| progress.show(stage);
    let outcome = match &arguments.fix {
        None => clientwright::check_telling(&config, &Inputs::default(), &tell),
        Some(path) => {
            tell(clientwright::Stage::Read);
            let fixed = clientwright::fix(&config, path, &Inputs::default());
            drop(progress);
            return fix(arguments, path, fixed.map_err(usage)?, printer);
        }
    };
    drop(progress);
    printer.outcome(&outcome, &arguments.input)?;
    Ok(Exit::Done)
}

/// Writes the overlay, and says what is found with it.
fn fix(
    arguments: &Check,
    path: &Path,
    fixed: clientwright::Fixed,
    printer: &Printer,
) -> Result<Exit, Failure> {
    let change = fixed.text.as_deref();
    let change = change.map(|text| sync_file(path, text, Mode::Write));
    let change = change.transpose().map_err(usage)?.flatten();
    let name = path.display();
    let told = match fixed.mended {
        0 => format!("{name}: nothing to add\n"),
        1 => format!("{name}: mends one finding more\n"),
        count => format!("{name}: mends {count} findings more\n"),
    };
    let folder = path.parent().unwrap_or(Path::new("")).display().to_string();
    let changes: Vec<_> = change.into_iter().collect();
    printer.output(&folder, 1, &changes, told);
    printer.outcome(&fixed.outcome, &arguments.input)?;
    Ok(Exit::Done)
}
