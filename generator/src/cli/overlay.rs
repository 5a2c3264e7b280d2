//! `clientwright overlay`: corrections of a document, begun, checked and applied.

use super::input::{self, Inputs};
use super::{BundleFormat, Exit, Failure, Input, Printer, bundle, settings, usage};
use clap::{Args, Subcommand};
use clientwright::output::write_report;
use clientwright::{overlaid, overlay_template};
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Overlay {
    /// Begin an overlay: what mends the document's findings stands in it in comments.
    New(New),
    /// Say which actions find nothing to change, or are none; exit with 1 if there is one.
    Check(Overlaid),
    /// Write the document with the overlays applied.
    Apply(Apply),
    /// Make an overlay of what a client's `watch` saw in answers.
    FromObservations(super::observed::FromObservations),
}

#[derive(Args, Debug)]
pub(super) struct New {
    #[command(flatten)]
    input: Input,
    /// The file to write, which must not be there; `-` is standard output [default: -].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// A document and what is applied to it.
#[derive(Args, Debug)]
pub(super) struct Overlaid {
    /// The OpenAPI document, JSON or YAML; `-` is standard input.
    #[arg(value_name = "INPUT", required_unless_present = "config")]
    document: Option<PathBuf>,
    /// The overlays, in the order they apply.
    #[arg(value_name = "OVERLAY", required_unless_present = "config")]
    overlays: Vec<PathBuf>,
    /// A folder from which references may take files, beside the one above the document's; may be given
    /// several times.
    #[arg(long, value_name = "DIR")]
    root: Vec<PathBuf>,
    /// A copy of a file on the network that references name; may be given several times.
    #[arg(long, value_name = "URL=FILE#sha256:HASH", value_parser = settings::parse_remote)]
    allow_remote: Vec<(String, clientwright::config::Vendored)>,
    /// A `clientwright.toml`, whose overlays apply before those that are named.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub(super) struct Apply {
    #[command(flatten)]
    input: Overlaid,
    /// The file to write; `-` is standard output [default: -].
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The document's format [default: that of the file that is written, else of the one that is read].
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<BundleFormat>,
}

impl Overlaid {
    fn input(&self) -> Input {
        Input {
            document: self.document.clone(),
            overlay: self.overlays.clone(),
            root: self.root.clone(),
            allow_remote: self.allow_remote.clone(),
            config: self.config.clone(),
            ..Input::default()
        }
    }
}

pub(super) fn run(arguments: &Overlay, printer: &Printer) -> Result<Exit, Failure> {
    match arguments {
        Overlay::New(arguments) => new(arguments, printer),
        Overlay::Check(arguments) => apply(arguments, printer).map(|_| Exit::Done),
        Overlay::Apply(arguments) => {
            let document = apply(&arguments.input, printer)?;
            let read = arguments.input.document.as_deref();
            let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
            let named = match input::is_standard(output) {
                true => read.unwrap_or(output),
                false => output,
            };
            let format = bundle::format(arguments.format, named);
            let text = clientwright::document::write(&document, format).map_err(usage)?;
            put(output, &text, printer)
        }
        Overlay::FromObservations(arguments) => super::observed::run(arguments, printer),
    }
}

fn new(arguments: &New, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::input(&arguments.input, printer)?;
    let output = arguments.output.as_deref().unwrap_or(Path::new("-"));
    if !input::is_standard(output) && output.exists() {
        let name = output.display();
        return Err(usage(format_args!(
            "{name} is there already: `clientwright check --fix {name}` adds to it"
        )));
    }
    let (text, outcome) = overlay_template(&config, &Inputs::default());
    printer.diagnostics(&outcome.diagnostics, &outcome.sources);
    put(output, &text, printer)
}

/// The document with everything applied, after saying what cannot be.
fn apply(arguments: &Overlaid, printer: &Printer) -> Result<clientwright::document::Node, Failure> {
    let config = settings::input(&arguments.input(), printer)?;
    let overlaid = overlaid(&config, &Inputs::default());
    printer.diagnostics(&overlaid.diagnostics, &overlaid.sources);
    overlaid.document.ok_or(Failure::Fault)
}

pub(super) fn put(output: &Path, text: &str, printer: &Printer) -> Result<Exit, Failure> {
    match input::is_standard(output) {
        true => printer.text(text),
        false => write_report(output, text).map_err(usage)?,
    }
    Ok(Exit::Done)
}
