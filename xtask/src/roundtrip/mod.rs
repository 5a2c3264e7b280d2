//! `cargo xtask roundtrip`: instances of every schema through the types generated for it.
//!
//! Here crates are generated and built, each with a small program that decodes and encodes; making
//! instances and judging what comes back is the job of the package `roundtrip`, whose dependencies
//! `cargo xtask` does without.

mod tester;

use crate::corpus::cargo::{Step, build};
use crate::corpus::generate::{self, How};
use crate::corpus::manifest::{self, Expect, Item};
use crate::corpus::process::Limits;
use crate::corpus::record::Record;
use crate::corpus::{Bench, cores, failed};
use clap::Args;
use serde_json::json;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The suite of JSON Schema's keywords as one document, and its instances.
const SUITE: [&str; 2] = [
    "jsts/jsts-2020-12.openapi.json",
    "jsts/jsts-2020-12.cases.json",
];

/// Which documents to run.
#[derive(Args, Debug)]
pub struct Options {
    /// Only documents with this in their path; may be given several times.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Only the JSON Schema test suite.
    #[arg(long)]
    jsts: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the documents, and fails if too many instances come back changed.
pub fn run(options: &Options) -> Result<(), String> {
    let shared = crate::shared::folder()?;
    let bench = Bench::new("target/roundtrip")?;
    let items = select(&shared, options)?;
    if items.is_empty() {
        return Err("error: no document is left to run\n".to_owned());
    }
    let config = bench.folder("").join("clientwright.toml");
    fs::write(&config, "keep_unknown = true\n").map_err(failed(&config))?;
    let how = How {
        program: generate::build()?,
        config: Some(config),
        limits: Limits::of_generating(60),
        jobs: cores(),
    };
    let records = generate::all(&items, &bench, &how)?;
    let mut members = BTreeSet::new();
    for record in records.iter().filter(|record| record.is_generated()) {
        tester::write(&bench, record)?;
        members.insert(record.package.clone());
        members.insert(tester::package(record));
    }
    let built = build(Step::Build, &bench, members)?;
    let documents: Vec<_> = items
        .iter()
        .zip(&records)
        .map(|(item, record)| {
            let said = [record.package.clone(), tester::package(record)]
                .iter()
                .find_map(|name| built.get(name)?.first.clone())
                .filter(|_| record.is_generated());
            described(item, record, &bench, &shared, said)
        })
        .collect();
    let plan = bench.folder("").join("plan.json");
    fs::write(&plan, json!(documents).to_string()).map_err(failed(&plan))?;
    judge(&plan, options.json)
}

fn select(shared: &Path, options: &Options) -> Result<Vec<Item>, String> {
    let mut items = Vec::new();
    if !options.jsts {
        items = manifest::read(shared)?;
        items.retain(|item| item.expect.is_corpus());
    }
    let suite = shared.join(SUITE[0]);
    items.push(Item {
        name: SUITE[0].to_owned(),
        bytes: fs::metadata(&suite).map_err(failed(&suite))?.len(),
        operations: 0,
        path: suite,
        package: "jsts".to_owned(),
        dialect: "3.1".to_owned(),
        valid: true,
        expect: Expect::Load,
    });
    let filters = &options.filter;
    items.retain(|item| {
        filters.is_empty()
            || filters
                .iter()
                .any(|filter| item.name.contains(filter.as_str()))
    });
    Ok(items)
}

/// A document as the judge reads it.
fn described(
    item: &Item,
    record: &Record,
    bench: &Bench,
    shared: &Path,
    said: Option<String>,
) -> serde_json::Value {
    let program: Option<PathBuf> = record.is_generated().then(|| {
        let name = format!(
            "{}{}",
            tester::package(record),
            std::env::consts::EXE_SUFFIX
        );
        bench.folder("target").join("debug").join(name)
    });
    let cases = (item.name == SUITE[0]).then(|| shared.join(SUITE[1]));
    json!({
        "name": item.name,
        "path": item.path,
        "dialect": item.dialect,
        "report": bench.report(&item.package),
        "program": program.filter(|path| path.is_file()),
        "cases": cases,
        "reason": said.or_else(|| record.first.clone()),
    })
}

fn judge(plan: &Path, json: bool) -> Result<(), String> {
    let program = crate::shared::judge("roundtrip")?;
    let status = Command::new(&program)
        .arg(plan)
        .args(json.then_some("--json"))
        .status()
        .map_err(failed(&program))?;
    if status.success() {
        return Ok(());
    }
    Err("error: too many instances come back changed\n".to_owned())
}
