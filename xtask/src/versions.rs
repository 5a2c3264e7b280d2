//! `cargo xtask versions`: the runtime and the generated crate compile with the oldest versions of their dependencies
//! that their manifests allow.
//!
//! That is done in a copy without tests, whose dependencies concern no user.

use crate::cargo_program;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml_edit::{DocumentMut, value};

/// What users build.
const MEMBERS: [&str; 2] = ["runtime", "generated-client"];

/// All that adds something to the default features and needs nothing of the system.
const FEATURES: &str = "clientwright-runtime/blocking,clientwright-runtime/brotli,clientwright-runtime/gzip,\
                        clientwright-runtime/testing,clientwright-runtime/tower,clientwright-runtime/tracing,\
                        clientwright-runtime/watch,clientwright-runtime/xml,clientwright-runtime/zstd";

/// Looks for the oldest versions, and compiles with them.
pub fn run() -> Result<(), String> {
    let tree = PathBuf::from("target/versions");
    crate::copy::project(&tree)?;
    change(&tree.join("Cargo.toml"), |manifest| {
        manifest["workspace"]["members"] = value(MEMBERS.into_iter().collect::<toml_edit::Array>());
    })?;
    for member in MEMBERS {
        change(&tree.join(member).join("Cargo.toml"), |manifest| {
            manifest.remove("dev-dependencies");
            manifest.remove("test");
        })?;
        for folder in ["tests", "examples"] {
            // It may not be there.
            let _ = fs::remove_dir_all(tree.join(member).join(folder));
        }
    }
    cargo(&tree, &["update", "--quiet", "-Zdirect-minimal-versions"])?;
    cargo(&tree, &["check", "--workspace", "--features", FEATURES])
}

fn change(path: &Path, work: impl FnOnce(&mut DocumentMut)) -> Result<(), String> {
    let about = |error: &dyn std::fmt::Display| format!("error: {}: {error}\n", path.display());
    let text = fs::read_to_string(path).map_err(|error| about(&error))?;
    let mut manifest: DocumentMut = text.parse().map_err(|error| about(&error))?;
    work(&mut manifest);
    fs::write(path, manifest.to_string()).map_err(|error| about(&error))
}

fn cargo(tree: &Path, arguments: &[&str]) -> Result<(), String> {
    let status = Command::new(cargo_program())
        .args(arguments)
        .current_dir(tree)
        // The choice of the oldest versions is not stable.
        .env("RUSTC_BOOTSTRAP", "1")
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    match status.success() {
        true => Ok(()),
        false => Err(format!(
            "error: `cargo {}` failed with the oldest versions\n",
            arguments.join(" ")
        )),
    }
}
