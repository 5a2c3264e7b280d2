//! `clientwright inspect`: what a document is at each stage.

use super::input::Inputs;
use super::{Exit, Failure, Input, Printer, settings, usage};
use clap::{Args, ValueEnum};
use clientwright::View;
use similar::TextDiff;

#[derive(Args, Debug)]
pub(super) struct Inspect {
    #[command(flatten)]
    input: Input,
    /// The stage after which to look.
    #[arg(long, value_enum, value_name = "STAGE")]
    stage: Stage,
    /// Show only what differs from what the document was after this stage.
    #[arg(long, value_enum, value_name = "STAGE")]
    diff: Option<Stage>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// The document's file as it was read, as YAML.
    Read,
    /// The same with its overlays applied.
    Overlay,
    /// One tree with all that it refers to.
    Resolve,
    /// That tree in the shape of OpenAPI 3.0.
    Dialect,
    /// What is generated of it: types, operations.
    Ir,
    /// The Rust names of all that.
    Names,
}

impl Stage {
    fn view(self) -> View {
        match self {
            Self::Read => View::Read,
            Self::Overlay => View::Overlay,
            Self::Resolve => View::Resolve,
            Self::Dialect => View::Dialect,
            Self::Ir => View::Ir,
            Self::Names => View::Names,
        }
    }
}

pub(super) fn run(arguments: &Inspect, printer: &Printer) -> Result<Exit, Failure> {
    let config = settings::input(&arguments.input, printer)?;
    let inputs = Inputs::default();
    let shown = |stage: Stage| {
        let inspected = clientwright::inspect(&config, &inputs, stage.view());
        if inspected.text.is_none() {
            printer.diagnostics(&inspected.diagnostics, &inspected.sources);
        }
        inspected.text.ok_or(Failure::Fault)
    };
    let (new, old) = (arguments.stage, arguments.diff);
    if old.is_some_and(|old| !(old.view().is_tree() && new.view().is_tree())) {
        return Err(usage(
            "only documents can be compared: those after read, overlay, resolve and dialect",
        ));
    }
    let text = shown(new)?;
    match old {
        None => printer.text(&text),
        Some(stage) => {
            let old = shown(stage)?;
            let name = |stage: Stage| {
                stage
                    .to_possible_value()
                    .map(|one| one.get_name().to_owned())
            };
            let names = (
                name(stage).unwrap_or_default(),
                name(new).unwrap_or_default(),
            );
            let diff = TextDiff::from_lines(&old, &text);
            printer.text(&diff.unified_diff().header(&names.0, &names.1).to_string());
        }
    }
    Ok(Exit::Done)
}
