//! What a document is at each stage on its way to a crate, as text.

use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{self, Format, Node};
use crate::source::{Files, SourceMap};
use crate::{Outcome, analysed, dialect, load, lower, normal, read, report, resolve, stack};
use std::fmt::Write as _;

/// A state of the document, in the order of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum View {
    /// The document's file as it was read.
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

impl View {
    /// Whether it is a document, as others are.
    pub fn is_tree(self) -> bool {
        self < Self::Ir
    }
}

/// A state of a document.
#[derive(Clone, Debug, Default)]
pub struct Inspected {
    /// Trees are YAML, the rest is for people; `None` if an error stopped the run before.
    pub text: Option<String>,
    /// What was found on the way.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Runs the stages up to one of them, and shows what the document is then.
pub fn inspect(config: &Config, files: &dyn Files, view: View) -> Inspected {
    let mut outcome = Outcome::of(config);
    let text = stack::with(|| shown(config, files, view, &mut outcome));
    Inspected {
        text,
        diagnostics: outcome.diagnostics,
        sources: outcome.sources,
    }
}

fn shown(config: &Config, files: &dyn Files, view: View, outcome: &mut Outcome) -> Option<String> {
    let (sources, diagnostics) = (&mut outcome.sources, &mut outcome.diagnostics);
    match view {
        View::Read => {
            let limits = &config.limits;
            load::tree(&config.input.document, limits, files, sources, diagnostics).map(text)
        }
        View::Overlay => read(config, files, sources, diagnostics).map(|(tree, _)| text(tree)),
        View::Resolve => {
            let (entry, patches) = read(config, files, sources, diagnostics)?;
            let entry = (dialect::identify(entry), patches);
            resolve(entry, config, files, sources, diagnostics).map(|all| text(all.document))
        }
        View::Dialect => normal(config, files, &|_| {}, outcome).map(|(tree, _)| text(tree)),
        View::Ir => {
            let (tree, _) = normal(config, files, &|_| {}, outcome)?;
            let api = lower::lower(&tree, config, &mut outcome.diagnostics);
            Some(format!("{api:#?}\n"))
        }
        View::Names => {
            let (api, names) = analysed(config, files, &|_| {}, outcome)?;
            let mut text = String::new();
            for name in report::public(&api, &names) {
                // Writing into a text cannot fail.
                let _ = writeln!(
                    text,
                    "{} {} {}",
                    name.pointer,
                    name.kind.as_str(),
                    name.path
                );
            }
            Some(text)
        }
    }
}

/// YAML, or JSON where YAML has no words for it.
fn text(tree: Node) -> String {
    let yaml = document::write(&tree, Format::Yaml);
    yaml.or_else(|_| document::write(&tree, Format::Json))
        .unwrap_or_default()
}
