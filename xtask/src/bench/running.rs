//! Programs that run generated code: the package `bench`, built around crates that are generated for it.

use super::Context;
use super::machine::Machine;
use super::table::{Better, Column, Kind, Row, Table, Unit};
use crate::corpus::{failed, generate};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const FOLDER: &str = "target/bench/running";
const DOCUMENT: &str = "xtask/bench/documents/tracker.yaml";

const MANIFEST: &str = r#"[package]
name = "measure"
version = "0.0.0"
edition = "2024"

[workspace]
resolver = "3"
members = ["tracker"]

[[bin]]
name = "measure"
path = "../../../xtask/bench/programs/main.rs"

[features]
# Counting costs time, so it is a program of its own.
allocations = []

[dependencies]
aitoearn-client = { path = "../../../generated-client" }
bench = { path = "../../../xtask/bench" }
clientwright-runtime = { path = "../../../runtime" }
stats_alloc = "0.1"
tracker = { path = "tracker" }
"#;

/// What the program prints: one figure of one who was measured.
#[derive(Debug, Deserialize)]
struct Figure {
    suite: String,
    case: String,
    title: String,
    peer: String,
    figure: String,
    values: Vec<f64>,
}

/// The tables of a suite of the program, without targets.
pub fn tables(suite: &str, context: &Context) -> Result<Vec<Table>, String> {
    let mut tables = Vec::new();
    prepare()?;
    for allocations in [false, true] {
        let program = build(allocations)?;
        for figure in measured(&program, suite, context)? {
            add(&mut tables, figure);
        }
    }
    Ok(tables)
}

/// Generates the crate that is measured, and writes the package around it.
fn prepare() -> Result<(), String> {
    let program = generate::build()?;
    let done = Command::new(program)
        .args(["generate", DOCUMENT, "--name", "tracker"])
        .args(["--runtime", "path:runtime", "--output"])
        .arg(Path::new(FOLDER).join("tracker"))
        .stdout(Stdio::null())
        .status();
    if !done.is_ok_and(|status| status.success()) {
        return Err(format!("error: {DOCUMENT} does not generate\n"));
    }
    let manifest = Path::new(FOLDER).join("Cargo.toml");
    if fs::read_to_string(&manifest).ok().as_deref() != Some(MANIFEST) {
        fs::write(&manifest, MANIFEST).map_err(failed(&manifest))?;
    }
    // The versions that the project is tested with.
    let lock = Path::new(FOLDER).join("Cargo.lock");
    if !lock.is_file() {
        fs::copy("Cargo.lock", &lock).map_err(failed(&lock))?;
    }
    Ok(())
}

fn build(allocations: bool) -> Result<PathBuf, String> {
    let done = Command::new(crate::cargo_program())
        .args(["build", "--release", "--quiet", "--manifest-path"])
        .arg(Path::new(FOLDER).join("Cargo.toml"))
        .args(allocations.then_some("--features=allocations"))
        .status();
    if !done.is_ok_and(|status| status.success()) {
        return Err("error: the program that measures does not build\n".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("measure{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}

fn measured(program: &Path, suite: &str, context: &Context) -> Result<Vec<Figure>, String> {
    let output = Command::new(program)
        .arg(suite)
        .arg(context.rounds(25).to_string())
        .args(&context.filter)
        .stderr(Stdio::inherit())
        .output()
        .map_err(failed(program))?;
    if !output.status.success() {
        return Err(format!("error: measuring {suite} failed\n"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let figure = |line| serde_json::from_str(line).map_err(|error| format!("error: {error}\n"));
    text.lines().map(figure).collect()
}

/// Adds a figure to its table, as a column of its row.
fn add(tables: &mut Vec<Table>, figure: Figure) {
    let name = format!("{}/{}", figure.suite, figure.case);
    let at = match tables.iter().position(|table| table.name == name) {
        Some(at) => at,
        None => {
            tables.push(Table {
                name,
                title: format!("{}: {}", figure.suite, figure.title),
                note: String::new(),
                machine: Machine::this(),
                columns: Vec::new(),
                rows: Vec::new(),
                targets: Vec::new(),
            });
            tables.len() - 1
        }
    };
    let table = &mut tables[at];
    let known = table.columns.iter().position(|c| c.name == figure.figure);
    let column = known.unwrap_or_else(|| {
        table.columns.push(column(&figure.figure));
        table.columns.len() - 1
    });
    let row = match table.rows.iter().position(|row| row.name == figure.peer) {
        Some(row) => row,
        None => {
            table.rows.push(Row {
                kind: kind(&figure.peer),
                name: figure.peer,
                rounds: Vec::new(),
                failure: None,
            });
            table.rows.len() - 1
        }
    };
    let rounds = &mut table.rows[row].rounds;
    if rounds.is_empty() {
        rounds.resize(figure.values.len(), Vec::new());
    }
    // What is counted is the same in each round.
    let mut values = figure.values.iter().cycle();
    for round in rounds.iter_mut().filter(|round| round.len() == column) {
        round.extend(values.next());
    }
}

fn column(figure: &str) -> Column {
    match figure {
        "speed" => Column::new(figure, Unit::BytesPerSecond, Better::Higher),
        "throughput" => Column::new(figure, Unit::PerSecond, Better::Higher),
        "allocations" => Column::count(figure),
        _ => Column::time(figure),
    }
}

fn kind(peer: &str) -> Kind {
    match peer {
        super::contest::OURS => Kind::Ours,
        _ => Kind::Reference,
    }
}
