//! The documents of the services in one version of OpenAPI, generated.

use crate::corpus::failed;
use clientwright::Outcome;
use clientwright::config::{Config, Runtime};
use clientwright::ir::Api;
use clientwright::names::Names;
use clientwright::output::File;
use clientwright::source::MemoryFiles;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A document.
#[derive(Debug)]
pub struct Document {
    /// Its path in the suite, as of OpenAPI 3.0.
    pub path: String,
    /// The package that is generated from it.
    pub package: String,
    /// What it says.
    pub api: Api,
    /// What everything is called.
    pub names: Names,
    /// The package.
    pub files: Vec<File>,
    /// Why there is none.
    pub refused: Option<String>,
}

/// Reads and generates all documents of a version of OpenAPI.
pub fn generate(shared: &Path, version: &str) -> Result<Vec<Document>, String> {
    let mut paths = BTreeSet::new();
    collect(shared, shared, &mut paths)?;
    paths
        .into_iter()
        .map(|path| one(shared, &path, version))
        .collect()
}

/// All documents as of OpenAPI 3.0, whose names say no version of OpenAPI.
fn collect(top: &Path, folder: &Path, found: &mut BTreeSet<String>) -> Result<(), String> {
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.is_dir() {
            collect(top, &path, found)?;
            continue;
        }
        let own = path.strip_prefix(top).unwrap_or(&path);
        let own = own.to_string_lossy().replace('\\', "/");
        let later = [".3.1.yaml", ".3.2.yaml"];
        if own.ends_with(".yaml") && !later.iter().any(|end| own.ends_with(end)) {
            found.insert(own);
        }
    }
    Ok(())
}

fn one(shared: &Path, path: &str, version: &str) -> Result<Document, String> {
    let own = match version {
        "3.0" => path.to_owned(),
        later => path.replace(".yaml", &format!(".{later}.yaml")),
    };
    let own = shared.join(own);
    let text = fs::read(&own).map_err(failed(&own))?;
    let mut config = Config::default();
    // The same in every version, so that what is generated can be the same.
    config.input.document = PathBuf::from(path);
    config.output.crate_name = package(path);
    config.output.runtime = Runtime::Path("../../../../../runtime".to_owned());
    let files = MemoryFiles(BTreeMap::from([(PathBuf::from(path), text)]));
    let outcome = clientwright::generate(&config, &files);
    let refused = outcome.files.is_empty().then(|| first_error(&outcome));
    let analysis = clientwright::analyse(&config, &files);
    let (api, names) = analysis.api.unwrap_or_default();
    Ok(Document {
        path: path.to_owned(),
        package: package(path),
        api,
        names,
        files: outcome.files,
        refused,
    })
}

fn first_error(outcome: &Outcome) -> String {
    let sorted = outcome.diagnostics.sorted();
    let first = sorted.first().map(|first| first.message.clone());
    format!("not generated: {}", first.unwrap_or_default())
}

/// `versioning/added/openapi.v1.yaml` is `versioning-added-v1`.
fn package(path: &str) -> String {
    let path = path.replace("/openapi", "").replace(".yaml", "");
    let mut name = String::new();
    for letter in path.chars() {
        match letter {
            letter if letter.is_ascii_uppercase() => {
                name.push('-');
                name.push(letter.to_ascii_lowercase());
            }
            letter if letter.is_ascii_alphanumeric() => name.push(letter),
            _ => name.push('-'),
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::package;

    #[test]
    fn packages_are_called_after_their_documents() {
        assert_eq!(package("type/array/openapi.yaml"), "type-array");
        let path = "versioning/madeOptional/openapi.v1.yaml";
        assert_eq!(package(path), "versioning-made-optional-v1");
    }
}
