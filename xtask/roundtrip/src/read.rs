//! The files: the plan of a run, documents, reports.

use clientwright::config::Input;
use clientwright::diagnostic::{Diagnostics, render};
use clientwright::resolve::{Limits, resolve};
use clientwright::source::{DiskFiles, SourceMap};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A document of the run, as `cargo xtask roundtrip` describes it.
#[derive(Debug, Deserialize)]
pub struct Document {
    /// The path as the manifest writes it.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// `2.0`, `3.0`, `3.1` or `3.2`.
    pub dialect: String,
    /// The generator's report.
    pub report: PathBuf,
    /// The program that decodes and encodes; none if it could not be built.
    pub program: Option<PathBuf>,
    /// Ready instances by schema.
    pub cases: Option<PathBuf>,
    /// Why there is no program.
    pub reason: Option<String>,
}

/// A ready instance of a suite.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// The instance.
    pub data: Value,
    /// Whether the schema allows it.
    pub valid: bool,
}

/// Reads a JSON file.
pub fn json<T: DeserializeOwned>(path: &Path) -> Result<T, String> {
    serde_json::from_str(&text(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// Reads a document as it is written, in one piece: what other files hold is where the generator's
/// report says that it is.
pub fn document(path: &Path) -> Result<Value, String> {
    let (mut sources, mut diagnostics) = (SourceMap::new(), Diagnostics::default());
    let file = sources.add(path.display().to_string(), text(path)?);
    let entry = clientwright::document::read(&sources, file, &mut diagnostics);
    let input = Input {
        document: path.to_owned(),
        ..Input::default()
    };
    let resolved = entry.and_then(|entry| {
        let limits = Limits::default();
        resolve(entry, &input, &limits, &DiskFiles, &mut sources, &mut diagnostics)
    });
    resolved
        .map(|resolved| clientwright::model::json(&resolved.document))
        .ok_or_else(|| {
            let said = diagnostics.sorted().into_iter();
            said.map(|one| render(one, &sources)).collect()
        })
}

/// The generated types by the place in the document.
pub fn types(report: &Path) -> Result<BTreeMap<String, String>, String> {
    #[derive(Deserialize)]
    struct Report {
        names: BTreeMap<String, String>,
    }
    let mut names = json::<Report>(report)?.names;
    names.retain(|_, path| path.starts_with("types::"));
    Ok(names)
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
