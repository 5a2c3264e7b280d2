//! The suite `prism`: real documents, each mocked by Prism, which checks every request against the
//! document. Every operation is called twice: with what it requires, and with everything. The
//! arguments are instances of their schemas.

mod plan;

use super::document::Document;
use super::exceptions::Exceptions;
use super::server::Server;
use super::verdicts::{self, Verdicts};
use super::workspace::Workspace;
use super::{Stop, npm};
use crate::corpus::failed;
use crate::corpus::manifest::{self, Expect, Item};
use crate::corpus::sample;
use clientwright::source::DiskFiles;
use serde_json::json;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where everything of the suite lies.
const FOLDER: &str = "target/interop/prism";

/// How many documents: spread over dialects and sizes by [`sample::choose`].
const COUNT: usize = 25;

/// Larger ones take Prism minutes.
const LARGEST: u64 = 300_000;

/// What Prism refuses or answers wrongly.
const EXCEPTIONS: Exceptions = Exceptions(include_str!("exceptions.txt"));

/// Runs the suite.
pub fn run(all: bool) -> Result<(), Stop> {
    let items = select(manifest::read(&crate::shared::folder()?)?);
    let packages = npm::install(
        &format!("{FOLDER}/packages"),
        &json!({ "private": true, "dependencies": { "@stoplight/prism-cli": "5.14.2" } }),
    )?;
    let mut workspace = Workspace::new(FOLDER);
    let mut documents = Vec::new();
    for item in &items {
        let path = item.path.to_string_lossy();
        let document = Document::generate(&path, item.package.clone(), &DiskFiles);
        if let Some(why) = &document.refused {
            return Err(Stop::Failed(format!("error: {}: {why}\n", item.name)));
        }
        workspace.add(&document)?;
        documents.push(document);
    }
    let program = workspace.build(None)?;
    let instances = plan::instances(Path::new(FOLDER), &documents)?;
    let mut found = Verdicts::new();
    for ((item, document), instances) in items.iter().zip(&documents).zip(&instances) {
        let own = once(item, document, instances, &packages, &program)?;
        println!("{:60} {}", item.name, verdicts::figure(&own, "calls"));
        found.extend(own);
    }
    let path = Path::new(FOLDER).join("verdicts.json");
    let said = verdicts::json(&found, "call");
    fs::write(&path, format!("{said:#}\n")).map_err(failed(&path))?;
    let breaches = EXCEPTIONS.check(&found);
    print!("{}", verdicts::text(&found, EXCEPTIONS, all));
    println!("{}", verdicts::figure(&found, "calls"));
    if breaches.is_empty() {
        return Ok(());
    }
    Err(Stop::Failed(breaches))
}

/// Documents that are right by a neutral validator and that Prism can read.
fn select(mut items: Vec<Item>) -> Vec<Item> {
    items.retain(|item| {
        let known = ["2.0", "3.0", "3.1"].contains(&item.dialect.as_str());
        let right = item.valid && item.expect == Expect::Generate;
        known && right && item.operations > 0 && item.bytes < LARGEST
    });
    let mut chosen = sample::choose(items, COUNT);
    // Each dialect's share is rounded up.
    chosen.truncate(COUNT);
    chosen
}

/// Calls all operations of a document.
fn once(
    item: &Item,
    document: &Document,
    instances: &plan::Instances,
    packages: &Path,
    program: &Path,
) -> Result<Verdicts, String> {
    let folder = PathBuf::from(FOLDER).join("runs").join(&document.package);
    fs::create_dir_all(&folder).map_err(failed(&folder))?;
    let server = start(item, packages, &folder.join("server.log"))?;
    let (path, driven) = (folder.join("plan.json"), folder.join("driven.json"));
    let base = format!("http://127.0.0.1:{}", server.port);
    let text = plan::write(document, instances, &base).to_string();
    fs::write(&path, text).map_err(failed(&path))?;
    let done = Command::new(program)
        .args([&path, &driven])
        .status()
        .map_err(failed(program))?;
    if !done.success() {
        return Err(format!("error: {} was not driven\n", item.name));
    }
    let text = fs::read_to_string(&driven).map_err(failed(&driven))?;
    serde_json::from_str(&text).map_err(|error| format!("error: {}: {error}\n", item.name))
}

fn start(item: &Item, packages: &Path, log: &Path) -> Result<Server, String> {
    let document = fs::canonicalize(&item.path).map_err(failed(&item.path))?;
    let port = free_port().map_err(|error| format!("error: no port is free: {error}\n"))?;
    let mut command = Command::new("node");
    command
        .arg("node_modules/@stoplight/prism-cli/dist/index.js")
        .args([
            "mock",
            "--errors",
            "--ignoreExamples",
            "--host",
            "127.0.0.1",
            "--port",
        ])
        .arg(port.to_string())
        .arg(document)
        .current_dir(packages);
    Server::start(&mut command, "listening on http://127.0.0.1:", log)
}

/// Prism wants to be told its port.
fn free_port() -> std::io::Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.local_addr().map(|address| address.port())
}
