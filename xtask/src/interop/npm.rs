//! Packages from npm, by name and version.

use super::Stop;
use crate::corpus::failed;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What npm says where it cannot be reached.
const UNREACHABLE: &[&str] = &[
    "EAI_AGAIN",
    "ECONNREFUSED",
    "ECONNRESET",
    "ENETUNREACH",
    "ENOTFOUND",
    "ERR_SOCKET_TIMEOUT",
    "ETIMEDOUT",
];

/// Installs what a `package.json` names into a folder, unless that is done; the folder as a path
/// that any process understands.
pub fn install(folder: &str, manifest: &Value) -> Result<PathBuf, Stop> {
    let folder = PathBuf::from(folder);
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let folder = fs::canonicalize(&folder).map_err(failed(&folder))?;
    let (file, text) = (folder.join("package.json"), format!("{manifest:#}\n"));
    // Written by npm when it is done.
    let done = folder.join("node_modules/.package-lock.json").is_file();
    if done && fs::read_to_string(&file).ok().as_deref() == Some(&text) {
        return Ok(folder);
    }
    fs::write(&file, text).map_err(failed(&file))?;
    let Err(message) = npm(&folder) else {
        return Ok(folder);
    };
    // Else the next run would take half of it for the whole.
    fs::remove_file(&file).map_err(failed(&file))?;
    if UNREACHABLE.iter().any(|word| message.contains(word)) {
        let text = format!("skipped: npm cannot be reached\n{message}\n");
        return Err(Stop::Skipped(text));
    }
    Err(Stop::Failed(format!("error: npm install:\n{message}\n")))
}

fn npm(folder: &Path) -> Result<(), String> {
    let done = Command::new("npm")
        .args(["install", "--no-audit", "--no-fund", "--loglevel=error"])
        .args(["--fetch-retries=1"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .output();
    match done {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(format!("ENOTFOUND: npm: {error}")),
    }
}
