//! `clientwright generate`: the whole way from the document to the folder.

use super::{Exit, Generate, print, settings};
use clientwright::output::{Mode, describe, sync};
use clientwright::source::DiskFiles;

pub(super) fn run(arguments: &Generate) -> Result<Exit, Exit> {
    let config = settings::settle(arguments)?;
    let outcome = clientwright::generate(&config, &DiskFiles);
    print::outcome(&outcome, arguments.input.report)?;
    let mode = if arguments.check {
        Mode::Check
    } else {
        Mode::Write
    };
    let directory = &config.output.directory;
    let changes = sync(directory, &outcome.files, mode).map_err(print::usage)?;
    let folder = directory.display().to_string();
    if arguments.check && !changes.is_empty() {
        print::remark(describe(&changes, &folder, &mending_command()));
        return Ok(Exit::Fault);
    }
    let count = outcome.files.len();
    print::remark(match changes.len() {
        0 => format!("{folder}: {count} files, all up to date\n"),
        changed => format!("{folder}: {count} files, {changed} changed\n"),
    });
    Ok(Exit::Done)
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
