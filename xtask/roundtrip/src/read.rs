//! The files: the plan of a run, documents, reports.

use clientwright::config::Config;
use clientwright::diagnostic::render;
use clientwright::document::Format;
use clientwright::source::DiskFiles;
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
    let mut config = Config::default();
    config.input.document = path.to_owned();
    let bundled = clientwright::bundle(&config, &DiskFiles, Format::Json);
    let Some(text) = bundled.text else {
        let said = bundled.diagnostics.sorted().into_iter();
        return Err(said.map(|one| render(one, &bundled.sources)).collect());
    };
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
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
