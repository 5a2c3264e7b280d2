//! `clientwright explain`: the catalogue of diagnostics.

use super::{Exit, Failure, Printer, settings, usage};
use clientwright::diagnostic::Code;

pub(super) fn run(code: Option<&str>, printer: &Printer) -> Result<Exit, Failure> {
    let Some(slug) = code else {
        for code in Code::ALL {
            let explanation = code.explanation();
            let first = explanation.lines().next().unwrap_or_default();
            let told = format!("{:<32} {first}\n", code.slug());
            printer.code(code.slug(), explanation, told);
        }
        return Ok(Exit::Done);
    };
    let code = settings::parse_code(slug)
        .map_err(|help| usage(format_args!("no diagnostic is called `{slug}`: {help}")))?;
    let explanation = code.explanation();
    printer.code(code.slug(), explanation, format!("{code}\n\n{explanation}"));
    Ok(Exit::Done)
}
