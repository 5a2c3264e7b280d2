//! `clientwright bundle`: one document out of many files.

use super::input::{self, Inputs};
use super::{Bundle, BundleFormat, Exit, Failure, Printer, settings, usage};
use clientwright::document::Format;
use clientwright::output::write_report;
use std::path::Path;

pub(super) fn run(arguments: &Bundle, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::input(&arguments.input, printer)?;
    let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
    let bundled = clientwright::bundle(
        &config,
        &Inputs::default(),
        format(arguments.format, output),
    );
    printer.diagnostics(&bundled.diagnostics, &bundled.sources);
    let Some(text) = bundled.text else {
        return Err(Failure::Fault);
    };
    if input::is_standard(output) {
        printer.text(&text);
    } else {
        write_report(output, &text).map_err(usage)?;
    }
    Ok(Exit::Done)
}

/// The format that was asked for, else the one that the file's ending asks for.
pub(super) fn format(asked: Option<BundleFormat>, output: &Path) -> Format {
    let json = output
        .extension()
        .is_some_and(|kind| kind.eq_ignore_ascii_case("json"));
    match asked {
        Some(BundleFormat::Json) => Format::Json,
        Some(BundleFormat::Yaml) => Format::Yaml,
        None if json => Format::Json,
        None => Format::Yaml,
    }
}
