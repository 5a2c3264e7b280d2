//! `clientwright explain`: the catalogue of diagnostics.

use super::{Exit, Failure, Printer, settings, usage};
use clientwright::diagnostic::Code;

pub(super) fn run(code: Option<&str>, printer: &Printer) -> Result<Exit, Failure> {
    let Some(slug) = code else {
        for code in Code::ALL {
            let explanation = plain(code);
            let first = explanation.lines().next().unwrap_or_default();
            let told = format!("{:<32} {first}\n", code.slug());
            printer.code(code.slug(), &explanation, told);
        }
        return Ok(Exit::Done);
    };
    let code = settings::parse_code(slug)
        .map_err(|help| usage(format_args!("no diagnostic is called `{slug}`: {help}")))?;
    let explanation = plain(&code);
    printer.code(
        code.slug(),
        &explanation,
        format!("{code}\n\n{explanation}\n"),
    );
    Ok(Exit::Done)
}

/// The explanation without the indentation of the catalogue.
fn plain(code: &Code) -> String {
    let lines: Vec<_> = code.explanation().trim().lines().map(str::trim).collect();
    lines.join("\n")
}
