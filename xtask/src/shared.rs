//! The test data beside the project: real documents and conformance suites, which are not part of it.

use std::path::PathBuf;

/// The variable that names the folder where it is not beside the project.
const VARIABLE: &str = "CLIENTWRIGHT_SHARED";

/// The folder, which must be there.
pub fn folder() -> Result<PathBuf, String> {
    let folder =
        std::env::var_os(VARIABLE).map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    if folder.join("corpus/manifest.json").is_file() {
        return Ok(folder);
    }
    let shown = folder.display();
    Err(format!(
        "error: there is no {shown}/corpus/manifest.json\n\
         help: the documents stand beside the project as `../shared`, or where {VARIABLE} says\n"
    ))
}
