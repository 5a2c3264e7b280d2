//! `cargo xtask browser`: the report and the playground in a browser without a screen. The browser is Chromium,
//! driven by `playwright-core` from npm; nothing else is reached.

use crate::corpus::failed;
use crate::interop::{Stop, npm};
use crate::{playground, shared};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Where all of it lies.
const FOLDER: &str = "target/browser";
/// What the browser's program may be called.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "chrome"];
/// Where the largest document of the tests is, beside the project.
const LARGE: &str = "corpus/oxidecomputer-progenitor";

/// Builds what is tried, and tries it.
pub fn run() -> ExitCode {
    Stop::code(tried())
}

fn tried() -> Result<(), Stop> {
    let browser = browser()?;
    let manifest = json!({"private": true, "dependencies": {"playwright-core": "1.56.1"}});
    let folder = npm::install(FOLDER, &manifest)?;
    let page = playground::build()?;
    succeed(Command::new(crate::cargo_program()).args(["build", "--quiet", "-p", "clientwright"]))?;
    let given = ["aitoearn.openapi.yaml", "aitoearn.overlay.yaml"];
    let mut documents = vec![document("aitoearn-client", Path::new("spec"), &given)?];
    match shared::folder() {
        Ok(shared) => documents.push(document(
            "github-client",
            &shared.join(LARGE),
            &["api.github.com.json"],
        )?),
        Err(message) => print!("without a large document:\n{message}"),
    }
    let hostile = folder.join("hostile.html");
    let page_of = [Path::new("--report"), &hostile];
    clientwright(
        "check",
        Path::new("generator/test_data/report"),
        &["hostile.yaml"],
        &page_of,
    )?;
    let plan = json!({
        "browser": browser, "page": absolute(&page)?, "hostile": hostile, "documents": documents,
        "folder": absolute(Path::new("generator/test_data/golden/files.files"))?,
    });
    let path = folder.join("plan.json");
    fs::write(&path, plan.to_string()).map_err(failed(&path))?;
    // Modules are looked for where the script is.
    let script = folder.join("check.mjs");
    fs::copy("xtask/browser/check.mjs", &script).map_err(failed(&script))?;
    succeed(Command::new("node").arg(&script).arg(&path))
}

/// The browser's program.
fn browser() -> Result<PathBuf, Stop> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut all = std::env::split_paths(&path).flat_map(|folder| {
        let here = move |name: &&str| folder.join(name);
        NAMES.iter().map(here).collect::<Vec<_>>()
    });
    all.find(|program| program.is_file()).ok_or_else(|| {
        let names = NAMES.join(", ");
        Stop::Skipped(format!(
            "skipped: there is no browser here; one of {names} is looked for\n"
        ))
    })
}

/// A document, with overlays after it in the same folder, and what the command makes of it there: what is
/// generated names the document as the command was given it.
fn document(name: &str, folder: &Path, given: &[&str]) -> Result<Value, Stop> {
    let place = absolute(Path::new(FOLDER))?;
    let (output, page, data) = (
        place.join(name),
        place.join(format!("{name}.html")),
        place.join(format!("{name}.json")),
    );
    if output.is_dir() {
        fs::remove_dir_all(&output).map_err(failed(&output))?;
    }
    let crate_ = [
        Path::new("--output"),
        &output,
        Path::new("--name"),
        Path::new(name),
    ];
    let report = [Path::new("--report"), &page];
    clientwright("generate", folder, given, &[&crate_[..], &report].concat())?;
    // Done again it writes no file, and finds the same.
    let again = [Path::new("--report"), &data];
    clientwright("generate", folder, given, &[&crate_[..], &again].concat())?;
    let report = fs::read_to_string(&data).map_err(failed(&data))?;
    let report: Value = serde_json::from_str(&report).map_err(|error| error.to_string())?;
    let made = playground::under(&output)?.into_iter().map(|file| {
        let path = file.strip_prefix(&output).unwrap_or(&file);
        json!({"path": path.to_string_lossy().replace('\\', "/"), "file": file})
    });
    let folder = absolute(folder)?;
    let given: Vec<PathBuf> = given.iter().map(|file| folder.join(file)).collect();
    Ok(json!({
        "name": name, "given": given, "report": page, "data": report, "made": made.collect::<Vec<_>>(),
    }))
}

fn clientwright(command: &str, folder: &Path, given: &[&str], more: &[&Path]) -> Result<(), Stop> {
    let program = absolute(Path::new("target/debug/clientwright"))?;
    let overlays = given
        .iter()
        .skip(1)
        .flat_map(|overlay| ["--overlay", overlay]);
    let said = Command::new(program)
        .arg(command)
        .args(given.first())
        .args(overlays)
        .args(more)
        .current_dir(folder)
        .output()
        .map_err(|error| error.to_string())?;
    match said.status.success() {
        true => Ok(()),
        false => Err(Stop::Failed(
            String::from_utf8_lossy(&said.stderr).into_owned(),
        )),
    }
}

fn absolute(path: &Path) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(failed(path))
}

fn succeed(command: &mut Command) -> Result<(), Stop> {
    let status = command.status().map_err(|error| error.to_string())?;
    match status.success() {
        true => Ok(()),
        false => Err(Stop::Failed(format!("error: {command:?} failed\n"))),
    }
}
