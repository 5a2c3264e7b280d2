//! Compiling: all crates of a run as members of one workspace, so that they share what they stand on
//! and cargo can tell them apart.

use super::messages;
use super::record::{Built, Record};
use super::{FOLDER, failed, wrapper};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What cargo can do with the crates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// `cargo check`.
    Check,
    /// `cargo clippy`.
    Clippy,
    /// `cargo doc`.
    Doc,
}

impl Step {
    /// The name in records, and cargo's subcommand.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Clippy => "clippy",
            Self::Doc => "doc",
        }
    }
}

/// Runs one step over all generated crates. Warnings are judged by the messages, not denied by a
/// flag, which would make cargo build everything the crates stand on again.
pub fn run(step: Step, records: &mut [Record]) -> Result<(), String> {
    let measures = std::path::absolute(FOLDER)
        .map_err(failed(Path::new(FOLDER)))?
        .join("measures");
    fs::create_dir_all(&measures).map_err(failed(&measures))?;
    let mut members: BTreeSet<String> = records
        .iter()
        .filter(|record| record.is_generated())
        .map(|record| record.package.clone())
        .collect();
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    // Cargo starts nothing while it cannot read a manifest: such a crate is put aside.
    let mut built = loop {
        if members.is_empty() {
            break BTreeMap::new();
        }
        write_workspace(&members)?;
        let (output, errors) = start(step, &measures)?;
        let built = messages::read(&output);
        if !built.is_empty() {
            break built;
        }
        let culprit = members
            .iter()
            .find(|name| errors.contains(&format!("/{name}/")));
        let Some(culprit) = culprit.cloned() else {
            return Err(format!(
                "{errors}\nerror: cargo {} did not start\n",
                step.name()
            ));
        };
        members.remove(&culprit);
        refused.insert(culprit, errors);
    };
    for record in records.iter_mut().filter(|record| record.is_generated()) {
        let mut result = built.remove(&record.package).unwrap_or_else(|| Built {
            errors: 1,
            first: Some(
                refused
                    .remove(&record.package)
                    .unwrap_or_else(|| "the compiler was ended or did not start".to_owned()),
            ),
            ..Built::default()
        });
        if step == Step::Check {
            let measure = measures.join(record.package.replace('-', "_"));
            let text = fs::read_to_string(measure).ok();
            result.measure = text.and_then(|text| serde_json::from_str(&text).ok());
        }
        record.built.insert(step.name(), result);
    }
    Ok(())
}

fn write_workspace(members: &BTreeSet<String>) -> Result<(), String> {
    let list: Vec<_> = members
        .iter()
        .map(|name| format!("    \"crates/{name}\",\n"))
        .collect();
    let manifest = format!(
        "# Written by `cargo xtask corpus`.\n[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        list.concat()
    );
    let path = Path::new(FOLDER).join("Cargo.toml");
    fs::write(&path, manifest).map_err(failed(&path))?;
    // The versions that the project is tested with.
    let lock = Path::new(FOLDER).join("Cargo.lock");
    if !lock.is_file() {
        fs::copy("Cargo.lock", &lock).map_err(failed(&lock))?;
    }
    Ok(())
}

/// Runs cargo; the messages for programs, and the text for people.
fn start(step: Step, measures: &Path) -> Result<(String, String), String> {
    let log = |name: &str| -> PathBuf {
        Path::new(FOLDER)
            .join("logs")
            .join(format!("cargo-{}.{name}", step.name()))
    };
    let (output, errors) = (log("json"), log("text"));
    let mut command = Command::new(crate::cargo_program());
    command
        .args([step.name(), "--workspace", "--keep-going"])
        .args(["--message-format", "json", "--manifest-path"])
        .arg(Path::new(FOLDER).join("Cargo.toml"))
        .arg("--target-dir")
        .arg(Path::new(FOLDER).join("target"))
        .stdin(Stdio::null())
        .stdout(File::create(&output).map_err(failed(&output))?)
        .stderr(File::create(&errors).map_err(failed(&errors))?);
    let own = std::env::current_exe().map_err(|error| format!("error: {error}\n"))?;
    match step {
        Step::Check => {
            command
                .env("RUSTC_WORKSPACE_WRAPPER", own)
                .env(wrapper::VARIABLE, measures);
        }
        Step::Doc => {
            command
                .arg("--no-deps")
                .env("RUSTDOC", own)
                .env(wrapper::DOCUMENT, "1");
        }
        Step::Clippy => {}
    }
    // That it fails is in the messages.
    command
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    let read = |path: &Path| fs::read_to_string(path).map_err(failed(path));
    Ok((read(&output)?, read(&errors)?))
}
