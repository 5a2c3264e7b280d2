//! The documents of the services in one version of OpenAPI, generated.

use crate::corpus::failed;
use crate::interop::document::Document;
use clientwright::source::MemoryFiles;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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
    // The same path in every version, so that what is generated can be the same.
    let files = MemoryFiles(BTreeMap::from([(PathBuf::from(path), text)]));
    Ok(Document::generate(path, package(path), &files))
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
