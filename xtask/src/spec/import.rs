//! `cargo xtask spec import`: documentation pages to the committed document.

use super::show;
use clientwright::diagnostic::Diagnostics;
use clientwright::output::{Mode, sync_file};
use clientwright::source::{FileId, SourceMap};
use std::path::{Path, PathBuf};

/// Takes the document out of the pages and writes it, or tells whether it differs.
pub fn run(pages: &[PathBuf], output: &Path, check: bool) -> Result<(), String> {
    let mut read = Vec::with_capacity(pages.len());
    for page in pages {
        let text = std::fs::read_to_string(page).map_err(|error| failure(page, &error))?;
        read.push((page.display().to_string(), text));
    }
    let document = document(read.into_iter())?;
    let mode = if check { Mode::Check } else { Mode::Write };
    let shown = output.display();
    let changed =
        sync_file(output, &document, mode).map_err(|error| format!("error: {error}\n"))?;
    if changed.is_none() {
        println!("{shown}: unchanged");
        return Ok(());
    }
    if check {
        let help = "run `cargo xtask spec import` with the same pages";
        return Err(format!(
            "error: {shown} is not what the pages say\nhelp: {help}\n"
        ));
    }
    println!("{shown}: written");
    println!("next: look at the difference, then run `cargo xtask codegen`");
    Ok(())
}

/// The document of some pages or documents, by name and text.
pub fn document(pages: impl Iterator<Item = (String, String)>) -> Result<String, String> {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let files: Vec<FileId> = pages.map(|(name, text)| sources.add(name, text)).collect();
    let document = clientwright::page::import(&files, &mut sources, &mut diagnostics);
    show(&diagnostics, &sources);
    document.ok_or_else(|| "error: nothing was imported\n".to_owned())
}

fn failure(path: &Path, error: &std::io::Error) -> String {
    format!("error: {}: {error}\n", path.display())
}
