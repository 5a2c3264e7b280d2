//! Compiling: all crates of a run as members of one workspace, so that they share what they stand on
//! and cargo can tell them apart.

use super::messages;
use super::record::{Built, Record};
use super::{Bench, failed, wrapper};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::Path;
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
    /// `cargo build`.
    Build,
}

impl Step {
    /// The name in records, and cargo's subcommand.
    pub fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Clippy => "clippy",
            Self::Doc => "doc",
            Self::Build => "build",
        }
    }
}

/// Runs one step over all generated crates. Warnings are judged by the messages, not denied by a
/// flag, which would make cargo build everything the crates stand on again.
pub fn run(step: Step, bench: &Bench, records: &mut [Record]) -> Result<(), String> {
    let generated = records.iter().filter(|record| record.is_generated());
    let members = generated.map(|record| record.package.clone()).collect();
    let mut built = build(step, bench, members)?;
    for record in records.iter_mut().filter(|record| record.is_generated()) {
        let mut result = built.remove(&record.package).unwrap_or_default();
        if step == Step::Check {
            let measure = bench
                .folder("measures")
                .join(record.package.replace('-', "_"));
            let text = fs::read_to_string(measure).ok();
            result.measure = text.and_then(|text| serde_json::from_str(&text).ok());
        }
        record.built.insert(step.name(), result);
    }
    Ok(())
}

/// Runs one step over these packages in the folder `crates`; what came of each.
pub fn build(
    step: Step,
    bench: &Bench,
    mut members: BTreeSet<String>,
) -> Result<BTreeMap<String, Built>, String> {
    let all = members.clone();
    let mut refused: BTreeMap<String, String> = BTreeMap::new();
    // Cargo starts nothing while it cannot read a manifest: such a crate is put aside.
    let mut built = loop {
        if members.is_empty() {
            break BTreeMap::new();
        }
        write_workspace(bench, &members)?;
        let (output, errors) = start(step, bench, &extra(bench, &members))?;
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
    for name in all {
        let refused = refused.remove(&name);
        built.entry(name).or_insert_with(|| Built {
            errors: 1,
            first: refused.or_else(|| Some("the compiler was ended or did not start".to_owned())),
            ..Built::default()
        });
    }
    Ok(built)
}

fn write_workspace(bench: &Bench, members: &BTreeSet<String>) -> Result<(), String> {
    let list: Vec<_> = members
        .iter()
        .map(|name| format!("    \"crates/{name}\",\n"))
        .collect();
    let manifest = format!(
        "# Written by `cargo xtask`.\n[workspace]\nresolver = \"3\"\nmembers = [\n{}]\n\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        list.concat()
    );
    let path = bench.folder("").join("Cargo.toml");
    fs::write(&path, manifest).map_err(failed(&path))?;
    // The versions that the project is tested with.
    let lock = bench.folder("").join("Cargo.lock");
    if !lock.is_file() {
        fs::copy("Cargo.lock", &lock).map_err(failed(&lock))?;
    }
    Ok(())
}

/// The features, off by default, whose code is generated from the document too, of all crates that have them.
fn extra(bench: &Bench, members: &BTreeSet<String>) -> String {
    let mut all = Vec::new();
    for name in members {
        let manifest = bench.folder("crates").join(name).join("Cargo.toml");
        let manifest = fs::read_to_string(manifest).unwrap_or_default();
        let has = |feature: &&str| manifest.contains(&format!("\n{feature} = ["));
        let features = ["testing", "watch"].into_iter().filter(has);
        all.extend(features.map(|feature| format!("{name}/{feature}")));
    }
    all.join(",")
}

/// Runs cargo; the messages for programs, and the text for people.
fn start(step: Step, bench: &Bench, features: &str) -> Result<(String, String), String> {
    let log = |kind: &str| {
        let name = format!("cargo-{}.{kind}", step.name());
        bench.folder("logs").join(name)
    };
    let (output, errors) = (log("json"), log("text"));
    let mut command = Command::new(crate::cargo_program());
    command
        .args([step.name(), "--workspace", "--keep-going"])
        .args(["--features", features])
        .args(["--message-format", "json", "--manifest-path"])
        .arg(bench.folder("").join("Cargo.toml"))
        .arg("--target-dir")
        .arg(bench.folder("target"))
        .stdin(Stdio::null())
        .stdout(File::create(&output).map_err(failed(&output))?)
        .stderr(File::create(&errors).map_err(failed(&errors))?);
    let own = std::env::current_exe().map_err(|error| format!("error: {error}\n"))?;
    match step {
        Step::Check => {
            let measures = bench.folder("measures");
            let measures = std::path::absolute(&measures).map_err(failed(&measures))?;
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
        Step::Clippy | Step::Build => {}
    }
    // That it fails is in the messages.
    command
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    let read = |path: &Path| fs::read_to_string(path).map_err(failed(path));
    Ok((read(&output)?, read(&errors)?))
}
