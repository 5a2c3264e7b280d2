//! `cargo xtask spec import`: documentation pages to the committed document.

use clientwright::diagnostic::{Diagnostics, render};
use clientwright::source::SourceMap;
use std::path::{Path, PathBuf};

/// Takes the document out of the pages and writes it, or tells whether it differs.
pub fn run(pages: &[PathBuf], output: &Path, check: bool) -> Result<(), String> {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let mut files = Vec::with_capacity(pages.len());
    for page in pages {
        let text = std::fs::read_to_string(page).map_err(|error| failure(page, &error))?;
        files.push(sources.add(page.display().to_string(), text));
    }
    let document = clientwright::page::import(&files, &mut sources, &mut diagnostics);
    for diagnostic in diagnostics.sorted() {
        eprint!("{}", render(diagnostic, &sources));
    }
    let document = document.ok_or("error: nothing was imported\n")?;
    let shown = output.display();
    if std::fs::read_to_string(output).is_ok_and(|known| known == document) {
        println!("{shown}: unchanged");
        return Ok(());
    }
    if check {
        let help = "run `cargo xtask spec import` with the same pages";
        return Err(format!(
            "error: {shown} is not what the pages say\nhelp: {help}\n"
        ));
    }
    // Written beside and renamed: whoever reads meanwhile sees the old or the new one.
    let whole = output.with_extension("new");
    std::fs::write(&whole, document).map_err(|error| failure(&whole, &error))?;
    std::fs::rename(&whole, output).map_err(|error| failure(output, &error))?;
    println!("{shown}: written");
    println!("next: look at the difference, then run `cargo xtask codegen`");
    Ok(())
}

fn failure(path: &Path, error: &std::io::Error) -> String {
    format!("error: {}: {error}\n", path.display())
}
