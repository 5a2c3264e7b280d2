//! `clientwright generate`: the whole way from the document to the folder.

use super::input::Inputs;
use super::progress::Progress;
use super::{Exit, Failure, Generate, Printer, settings, usage};
use clientwright::Stage;
use clientwright::output::{self, Mode, describe, sync, sync_file};

pub(super) fn run(arguments: &Generate, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::settle(arguments, printer)?;
    let progress = Progress::new();
    let tell = |stage| progress.show(stage);
    let outcome = clientwright::generate_telling(&config, &Inputs::default(), &tell);
    drop(progress);
    printer.outcome(&outcome, &arguments.input)?;
    let mode = if arguments.check {
        Mode::Check
    } else {
        Mode::Write
    };
    let directory = &config.output.directory;
    let progress = Progress::new();
    progress.show(Stage::Write);
    let synced = sync(directory, &outcome.files, mode);
    drop(progress);
    let changes = synced.map_err(usage)?;
    let lock = outcome.lock.as_ref();
    let lock = lock.filter(|_| settings::is_whole(arguments));
    let lock = lock.map(|lock| sync_file(&lock.path, &lock.text, mode));
    let lock = lock.transpose().map_err(usage)?.flatten();
    let folder = directory.display().to_string();
    let count = outcome.files.len();
    let differs = arguments.check && !(changes.is_empty() && lock.is_none());
    let told = match changes.len() {
        _ if differs => {
            let all = output::under(&folder, &changes).chain(lock.clone());
            describe(&all.collect::<Vec<_>>(), "", &mending_command())
        }
        0 => format!("{folder}: {count} files, all up to date\n"),
        changed => format!("{folder}: {count} files, {changed} changed\n"),
    };
    printer.output(&folder, count, &changes, told);
    Ok(if differs { Exit::Fault } else { Exit::Done })
}

/// This command without `--check`.
fn mending_command() -> String {
    let quoted = |word: String| {
        let plain = |c: char| c.is_alphanumeric() || "-_./:=@%+,".contains(c);
        if !word.is_empty() && word.chars().all(plain) {
            word
        } else {
            format!("'{}'", word.replace('\'', r"'\''"))
        }
    };
    let arguments = std::env::args()
        .skip(1)
        .filter(|word| word != "--check")
        .map(quoted);
    std::iter::once("clientwright".to_owned())
        .chain(arguments)
        .collect::<Vec<_>>()
        .join(" ")
}
