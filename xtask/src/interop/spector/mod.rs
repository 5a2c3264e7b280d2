//! The suite `spector`: HTTP scenarios, each against a server that judges what is sent. What comes
//! back is judged here. The documents of the services come in three versions of OpenAPI.

mod documents;
mod plan;
mod scenarios;
mod xml;

use super::document::Document;
use super::exceptions::Exceptions;
use super::server::Server;
use super::verdicts::{self, Verdicts};
use super::workspace::Workspace;
use super::{Stop, npm};
use crate::corpus::failed;
use clientwright::output::File;
use scenarios::Scenario;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where everything of the suite lies.
const FOLDER: &str = "target/interop/spector";

/// The folder with what is driven by hand.
const BY_HAND: &str = "xtask/interop/hand";

/// The versions of OpenAPI; what counts is the last.
const VERSIONS: [&str; 3] = ["3.0", "3.1", "3.2"];

/// Scenarios that do not pass with the documents of OpenAPI 3.2.
const EXCEPTIONS: Exceptions = Exceptions(include_str!("exceptions.txt"));

/// Runs the suite.
pub fn run(all: bool) -> Result<(), Stop> {
    let shared = crate::shared::folder()?.join("spector");
    let scenarios = scenarios::read(&shared)?;
    let packages = npm::install(&format!("{FOLDER}/packages"), &manifest())?;
    prepare(&packages)?;
    let mut runs = Vec::new();
    for version in VERSIONS {
        runs.push((version, documents::generate(&shared, version)?));
    }
    let program = build(&mut runs)?;
    let mut found = Vec::new();
    for (version, documents) in &runs {
        found.push((
            *version,
            once(version, &packages, &program, &scenarios, documents)?,
        ));
    }
    let Some(((_, last), others)) = found.split_last() else {
        return Ok(());
    };
    let breaches = refused(&runs) + &EXCEPTIONS.check(last);
    print!("{}", verdicts::text(last, EXCEPTIONS, all));
    for (version, own) in others {
        println!("{version}: {}", verdicts::figure(own, "scenarios"));
    }
    println!("{}", verdicts::figure(last, "scenarios"));
    if breaches.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(breaches))
}

/// Builds the crates of all versions. Where two versions of a document give the same crate it is
/// built once; another one gets a package name of its own.
fn build(runs: &mut [(&str, Vec<Document>)]) -> Result<PathBuf, String> {
    let mut workspace = Workspace::new(FOLDER);
    let mut crates: BTreeMap<String, Vec<File>> = BTreeMap::new();
    for (version, documents) in runs {
        for document in documents.iter_mut().filter(|one| one.refused.is_none()) {
            let front = format!("{}-in-", document.package);
            let mut known = crates.iter();
            let same = known.find(|(name, files)| {
                let own = **name == document.package || name.starts_with(&front);
                own && **files == document.files
            });
            if let Some((name, _)) = same {
                document.package = name.clone();
                continue;
            }
            if crates.contains_key(&document.package) {
                document.package = format!("{front}{}", version.replace('.', "-"));
            }
            crates.insert(document.package.clone(), document.files.clone());
            workspace.add(document)?;
        }
    }
    workspace.build(Some(BY_HAND))
}

/// The documents that were not generated.
fn refused(runs: &[(&str, Vec<Document>)]) -> String {
    let all = runs.iter().flat_map(|(version, documents)| {
        documents.iter().filter_map(move |document| {
            let why = document.refused.as_ref()?;
            Some(format!("error: {} in {version}: {why}\n", document.path))
        })
    });
    all.collect()
}

/// Runs the scenarios against a fresh server.
fn once(
    version: &str,
    packages: &Path,
    program: &Path,
    scenarios: &[Scenario],
    documents: &[Document],
) -> Result<Verdicts, String> {
    let folder = PathBuf::from(FOLDER).join(version);
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let server = start(packages, &folder.join("server.log"))?;
    let (plan, driven) = (folder.join("plan.json"), folder.join("driven.json"));
    let text = plan::write(
        scenarios,
        documents,
        &format!("http://localhost:{}", server.port),
    );
    fs::write(&plan, text.to_string()).map_err(failed(&plan))?;
    let done = Command::new(program)
        .args([&plan, &driven])
        .status()
        .map_err(failed(program))?;
    if !done.success() {
        return Err("error: the scenarios were not driven\n".to_owned());
    }
    let coverage = server.get("/.coverage")?;
    drop(server);
    let coverage: Value = read(&coverage)?;
    let text = fs::read_to_string(&driven).map_err(failed(&driven))?;
    let verdicts = judged(&coverage, read(&text)?);
    let top = if version == "3.2" {
        PathBuf::from(FOLDER)
    } else {
        folder
    };
    let said = verdicts::json(&verdicts, "scenario");
    for (name, value) in [("coverage.json", &coverage), ("verdicts.json", &said)] {
        let path = top.join(name);
        fs::write(&path, format!("{value:#}\n")).map_err(failed(&path))?;
    }
    Ok(verdicts)
}

/// What the server and we say together.
fn judged(coverage: &Value, driven: Verdicts) -> Verdicts {
    let results = coverage
        .pointer("/0/results")
        .or_else(|| coverage.get("results"));
    let server = |name: &str| results?.get(name)?.as_str();
    let mut judged = driven;
    for (name, why) in &mut judged {
        let passed = server(name) == Some("pass");
        if why.is_none() && !passed {
            let said = server(name).unwrap_or("nothing");
            *why = Some(format!("the server says {said}"));
        }
    }
    judged
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("error: what came back: {error}\n"))
}

/// The packages, with the versions that belong together.
fn manifest() -> Value {
    json!({
        "private": true,
        "dependencies": {
            "node": "22",
            "@typespec/compiler": "1.16.0",
            "@typespec/events": "0.86.0",
            "@typespec/http": "1.16.0",
            "@typespec/http-specs": "0.1.0-alpha.43",
            "@typespec/json-schema": "1.16.0",
            "@typespec/openapi": "1.16.0",
            "@typespec/openapi3": "1.16.0",
            "@typespec/rest": "0.86.0",
            "@typespec/spec-api": "0.1.0-alpha.17",
            "@typespec/spector": "0.1.0-alpha.29",
            "@typespec/sse": "0.86.0",
            "@typespec/streams": "0.86.0",
            "@typespec/versioning": "0.86.0",
            "@typespec/xml": "0.86.0",
        },
        // Else an older one is found first.
        "overrides": {
            "@typespec/spec-api": "0.1.0-alpha.17",
            "@typespec/spector": "0.1.0-alpha.29",
        },
    })
}

/// The server reads its scenarios from a folder of a repository with a commit, outside of
/// `node_modules`.
fn prepare(packages: &Path) -> Result<(), String> {
    let copy = packages.join("pkg");
    if !copy.join("specs").is_dir() {
        copy_folder(&packages.join("node_modules/@typespec/http-specs"), &copy)?;
    }
    if packages.join(".git").is_dir() {
        return Ok(());
    }
    git(packages, &["init", "--quiet"])?;
    let identity = [
        "-c",
        "user.name=interop",
        "-c",
        "user.email=interop@localhost",
    ];
    let commit = [
        "commit",
        "--quiet",
        "--allow-empty",
        "--message",
        "For the server",
    ];
    git(packages, &[&identity[..], &commit[..]].concat())
}

fn git(folder: &Path, arguments: &[&str]) -> Result<(), String> {
    let done = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .output();
    match done {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(format!(
            "error: git: {}",
            String::from_utf8_lossy(&output.stderr)
        )),
        Err(error) => Err(format!("error: git: {error}\n")),
    }
}

fn copy_folder(from: &Path, to: &Path) -> Result<(), String> {
    fs::create_dir_all(to).map_err(failed(to))?;
    for entry in fs::read_dir(from).map_err(failed(from))? {
        let path = entry.map_err(failed(from))?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &target)?;
        } else {
            fs::copy(&path, &target).map_err(failed(&target))?;
        }
    }
    Ok(())
}

fn start(packages: &Path, log: &Path) -> Result<Server, String> {
    let mut command = Command::new(packages.join("node_modules/node/bin/node"));
    command
        .arg("node_modules/@typespec/spector/cmd/cli.mjs")
        .args([
            "serve",
            "./pkg/specs",
            "--port",
            "0",
            "--coverageFile",
            "coverage.json",
        ])
        .current_dir(packages);
    Server::start(&mut command, "server on 127.0.0.1:", log)
}
