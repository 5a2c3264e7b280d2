//! A document of a suite, read and generated.

use clientwright::Outcome;
use clientwright::config::{Config, Runtime};
use clientwright::document::Node;
use clientwright::ir::Api;
use clientwright::names::Names;
use clientwright::output::File;
use clientwright::source::Files;
use std::path::PathBuf;

/// Where the runtime is, seen from a crate's folder in the folder of a suite.
const RUNTIME: &str = "../../../../../runtime";

/// A document, and what is generated from it.
#[derive(Debug)]
pub struct Document {
    /// Its path in the suite.
    pub path: String,
    /// The package.
    pub package: String,
    /// What the document says.
    pub api: Api,
    /// What everything is called.
    pub names: Names,
    /// The document as the generator understands it: the origins in `api` are its places.
    pub normal: Option<Node>,
    /// The files of the package.
    pub files: Vec<File>,
    /// Why there are none.
    pub refused: Option<String>,
}

impl Document {
    /// Reads and generates the document at a path of `files`.
    pub fn generate(path: &str, package: String, files: &dyn Files) -> Self {
        let mut config = Config::default();
        config.input.document = PathBuf::from(path);
        config.output.crate_name = package.clone();
        config.output.runtime = Runtime::Path(RUNTIME.to_owned());
        let outcome = clientwright::generate(&config, files);
        let refused = outcome.files.is_empty().then(|| first_error(&outcome));
        let analysis = clientwright::analyse(&config, files);
        let (api, names) = analysis.api.unwrap_or_default();
        Self {
            path: path.to_owned(),
            package,
            api,
            names,
            normal: analysis.document,
            files: outcome.files,
            refused,
        }
    }
}

fn first_error(outcome: &Outcome) -> String {
    let sorted = outcome.diagnostics.sorted();
    let first = sorted.first().map(|first| first.message.clone());
    format!("not generated: {}", first.unwrap_or_default())
}
