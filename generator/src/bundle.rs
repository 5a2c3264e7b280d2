//! One document out of one of many files.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Format, write};
use crate::source::{Files, SourceMap};
use crate::{read, resolve, stack, suggest};

/// A document that is one.
#[derive(Clone, Debug, Default)]
pub struct Bundled {
    /// The text; `None` if an error forbids writing it.
    pub text: Option<String>,
    /// What was found.
    pub diagnostics: Diagnostics,
    /// The files that were read, for rendering the diagnostics.
    pub sources: SourceMap,
}

/// Makes one document out of the one that `config` names, its overlays and all files that it refers to. It
/// generates the same crate. Writes nothing.
pub fn bundle(config: &Config, files: &dyn Files, format: Format) -> Bundled {
    stack::with(|| bundled(config, files, format))
}

fn bundled(config: &Config, files: &dyn Files, format: Format) -> Bundled {
    let mut bundled = Bundled {
        diagnostics: Diagnostics::allowing(config.allow.clone()),
        ..Bundled::default()
    };
    let (sources, diagnostics) = (&mut bundled.sources, &mut bundled.diagnostics);
    let resolved = read(config, files, sources, diagnostics)
        .and_then(|entry| resolve(entry, config, files, sources, diagnostics));
    suggest(config, files, diagnostics);
    match resolved.map(|resolved| write(&resolved.document, format)) {
        Some(Ok(text)) => bundled.text = Some(text),
        Some(Err(error)) => {
            let message = format!("the document cannot be written: {error}");
            diagnostics.push(Diagnostic::error(Code::InvalidDocument, message));
        }
        None => {}
    }
    bundled
}
