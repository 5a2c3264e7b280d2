//! `clientwright explain`: the catalogue of diagnostics, and why something in a crate is what it is.

use super::input::Inputs;
use super::{Exit, Failure, Input, Printer, settings, usage};
use clap::Args;
use clientwright::diagnostic::Code;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// A diagnostic: the word between the brackets, such as `unresolved-reference`; all are listed without it.
    /// Or, with a document, an item of its crate: a Rust path or the end of one (`Works::list`), or a JSON
    /// pointer.
    #[arg(value_name = "CODE|ITEM")]
    what: Option<String>,
    /// The OpenAPI document whose crate the item is of.
    #[arg(value_name = "INPUT", requires = "what")]
    document: Option<PathBuf>,
    /// An OpenAPI Overlay to apply; may be given several times, and applies in that order.
    #[arg(long, value_name = "FILE", requires = "document")]
    overlay: Vec<PathBuf>,
    /// A `clientwright.toml`, instead of a document or with it.
    #[arg(long, value_name = "FILE", requires = "what")]
    config: Option<PathBuf>,
}

pub(super) fn run(arguments: &Explain, printer: &Printer) -> Result<Exit, Failure> {
    let Some(what) = arguments.what.as_deref() else {
        for code in Code::ALL {
            let explanation = code.explanation();
            let first = explanation.lines().next().unwrap_or_default();
            let told = format!("{:<32} {first}\n", code.slug());
            printer.code(code.slug(), explanation, told);
        }
        return Ok(Exit::Done);
    };
    if arguments.document.is_some() || arguments.config.is_some() {
        return item(what, arguments, printer);
    }
    let code = settings::parse_code(what).map_err(|help| {
        usage(format_args!(
            "no diagnostic is called `{what}`: {help}; for an item of a crate, name its document: \
             `clientwright explain {what} INPUT`"
        ))
    })?;
    let explanation = code.explanation();
    printer.code(code.slug(), explanation, format!("{code}\n\n{explanation}"));
    Ok(Exit::Done)
}

fn item(item: &str, arguments: &Explain, printer: &Printer) -> Result<Exit, Failure> {
    let input = Input {
        document: arguments.document.clone(),
        overlay: arguments.overlay.clone(),
        config: arguments.config.clone(),
        ..Input::default()
    };
    let config = settings::input(&input, printer)?;
    let found = clientwright::explain(&config, &Inputs::default(), item);
    let Some(items) = found.items else {
        printer.diagnostics(&found.diagnostics, &found.sources);
        return Err(Failure::Fault);
    };
    if items.is_empty() {
        let near = match found.near.as_slice() {
            [] => "`clientwright check INPUT --report -` lists what there is".to_owned(),
            some => format!("did you mean `{}`?", some.join("` or `")),
        };
        return Err(usage(format_args!(
            "nothing in the crate is called `{item}`: {near}"
        )));
    }
    for (index, one) in items.iter().enumerate() {
        let gap = if index == 0 { "" } else { "\n" };
        printer.item(one, format!("{gap}{}", one.text()));
    }
    Ok(Exit::Done)
}
