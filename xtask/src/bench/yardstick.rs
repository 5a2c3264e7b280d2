//! The program that the suites measure with.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds it, and says where it is.
pub fn build() -> Result<PathBuf, String> {
    let done = Command::new(crate::cargo_program())
        .args([
            "build",
            "--release",
            "--quiet",
            "--manifest-path",
            "xtask/Cargo.toml",
        ])
        .args(["-p", "yardstick"])
        .status();
    match done {
        Ok(status) if status.success() => {}
        _ => return Err("error: the yardstick does not build\n".to_owned()),
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("yardstick{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}
