//! Embeds the runtime's sources, so that the installed command can copy them beside a crate.
//!
//! In the workspace they are in `../runtime`; a published package carries them in `runtime-sources`
//! (links that packaging turns into files). The command remembers the workspace that it was built in.

use std::error::Error;
use std::ffi::OsStr;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let workspace = here.join("../runtime");
    let packaged = here.join("runtime-sources");
    let (manifest, sources) = if workspace.join("Cargo.toml").is_file() {
        // No package of a registry: who has the command has this folder, as a rule, and no published version. What
        // Cargo itself has checked out, it removes when it likes.
        let folders: Vec<&OsStr> = here.iter().collect();
        if !folders.windows(2).any(|two| two == ["git", "checkouts"]) {
            println!("cargo::rustc-env=CLIENTWRIGHT_CHECKOUT={}", here.display());
        }
        (workspace.join("Cargo.toml"), workspace.join("src"))
    } else {
        (packaged.join("manifest.toml"), packaged.join("src"))
    };
    let mut files = Vec::new();
    walk(&sources, "src", &mut files)?;
    files.sort();
    let mut code = String::from("pub(super) const FILES: &[(&str, &str)] = &[\n");
    for (name, path) in &files {
        writeln!(
            code,
            "    ({name:?}, include_str!({:?})),",
            path.canonicalize()?
        )?;
    }
    code.push_str("];\n");
    let path = manifest.canonicalize()?;
    writeln!(
        code,
        "pub(super) const MANIFEST: &str = include_str!({path:?});"
    )?;
    fs::write(
        Path::new(&env::var("OUT_DIR")?).join("runtime_sources.rs"),
        code,
    )?;
    println!("cargo::rerun-if-changed={}", sources.display());
    println!("cargo::rerun-if-changed={}", manifest.display());
    Ok(())
}

fn walk(
    folder: &Path,
    prefix: &str,
    files: &mut Vec<(String, PathBuf)>,
) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = format!("{prefix}/{name}");
        if path.is_dir() {
            walk(&path, &name, files)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push((name, path));
        }
    }
    Ok(())
}
