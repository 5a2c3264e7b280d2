//! `clientwright overlay from-observations`: what answers showed, as an overlay.

use super::input::Inputs;
use super::overlay::put;
use super::{Exit, Failure, Input, Printer, settings, usage};
use clap::Args;
use clientwright::source::Files;
use clientwright::{from_observations, overlaid};
use std::path::{Path, PathBuf};

#[derive(Args, Debug)]
pub(super) struct FromObservations {
    /// What a generated client's `watch` wrote: `watch.to_json()`.
    #[arg(value_name = "OBSERVATIONS")]
    observations: PathBuf,
    #[command(flatten)]
    input: Input,
    /// The file to write; `-` is standard output [default: -].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(super) fn run(arguments: &FromObservations, printer: &Printer) -> Result<Exit, Failure> {
    let name = arguments.observations.display();
    let inputs = Inputs::default();
    let bytes = inputs.read(&arguments.observations);
    let bytes = bytes.map_err(|error| usage(format_args!("cannot read {name}: {error}")))?;
    let text = String::from_utf8_lossy(&bytes);
    let config = settings::input(&arguments.input, printer)?;
    let overlaid = overlaid(&config, &inputs);
    printer.diagnostics(&overlaid.diagnostics, &overlaid.sources);
    let document = overlaid.document.ok_or(Failure::Fault)?;
    let observed = from_observations(&text, &document)
        .map_err(|error| usage(format_args!("{name}: {error}")))?;
    match observed.text {
        Some(text) => {
            let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
            put(output, &text, printer)
        }
        None => {
            let left = observed.left.iter().map(|line| format!("\n  {line}"));
            let left: String = left.collect();
            Err(usage(format_args!("an overlay would change nothing{left}")))
        }
    }
}
