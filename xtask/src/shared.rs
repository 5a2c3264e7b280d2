//! What several chores need: the test data beside the project, which is not part of it, and the programs that judge.

use std::path::{Path, PathBuf};
use std::process::Command;

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

/// One of the programs beside `xtask`, optimised. They are built together, for what they stand on is the same only if
/// it has the features that all of them ask for.
pub fn judge(name: &str) -> Result<PathBuf, String> {
    let status = Command::new(crate::cargo_program())
        .args(
            "build --quiet --release --manifest-path xtask/Cargo.toml -p roundtrip -p trust"
                .split(' '),
        )
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    if !status.success() {
        return Err(format!("error: the package `{name}` does not build\n"));
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}
