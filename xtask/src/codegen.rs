//! `cargo xtask codegen`: the generated client, written or compared.

use clientwright::config::load;
use clientwright::diagnostic::{Diagnostics, render};
use clientwright::output::{Change, Mode, describe, sync, sync_file, under};
use clientwright::source::{DiskFiles, SourceMap};
use std::path::Path;

/// The command named in generated files and in what mends them.
pub const COMMAND: &str = "cargo xtask codegen";

/// Brings `generated-client` up to date, or tells how it differs.
pub fn run(check: bool, relock: bool) -> Result<(), String> {
    let loaded = load(Path::new("spec/clientwright.toml"), &DiskFiles);
    show(&loaded.diagnostics, &loaded.sources)?;
    let mut config = loaded.config.ok_or("error: no configuration\n")?;
    config.output.command = COMMAND.to_owned();
    config.relock = relock;
    let outcome = clientwright::generate(&config, &DiskFiles);
    show(&outcome.diagnostics, &outcome.sources)?;
    let mode = if check { Mode::Check } else { Mode::Write };
    let directory = &config.output.directory;
    let changes =
        sync(directory, &outcome.files, mode).map_err(|error| format!("error: {error}\n"))?;
    let lock = outcome.lock.as_ref();
    let lock = lock.map(|lock| sync_file(&lock.path, &lock.text, mode));
    let lock = lock
        .transpose()
        .map_err(|error| format!("error: {error}\n"))?;
    let folder = directory.display().to_string();
    let all: Vec<Change> = under(&folder, &changes).chain(lock.flatten()).collect();
    if check && !all.is_empty() {
        return Err(describe(&all, "", COMMAND));
    }
    let count = outcome.files.len();
    println!("{folder}: {count} files, {} changed", changes.len());
    Ok(())
}

fn show(diagnostics: &Diagnostics, sources: &SourceMap) -> Result<(), String> {
    for diagnostic in diagnostics.sorted() {
        eprint!("{}", render(diagnostic, sources));
    }
    if diagnostics.has_errors() {
        return Err("error: nothing was generated\n".to_owned());
    }
    Ok(())
}
