//! `clientwright explain`: the catalogue of diagnostics.

use super::{Exit, print, settings};
use clientwright::diagnostic::Code;

pub(super) fn run(code: Option<&str>) -> Result<Exit, Exit> {
    let Some(slug) = code else {
        for code in Code::ALL {
            let explanation = code.explanation().trim();
            let first = explanation.lines().next().unwrap_or_default().trim();
            print::result(format_args!("{:<32} {first}\n", code.slug()));
        }
        return Ok(Exit::Done);
    };
    let code = settings::parse_code(slug)
        .map_err(|help| print::usage(format_args!("no diagnostic is called `{slug}`: {help}")))?;
    print::result(format_args!("{code}\n\n"));
    for line in code.explanation().trim().lines() {
        print::result(format_args!("{}\n", line.trim()));
    }
    Ok(Exit::Done)
}
