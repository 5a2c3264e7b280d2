//! Generating: one process a document, so that none can take the others down.

use super::manifest::Item;
use super::process::{End, Limits, Measured, run};
use super::record::{Dropped, Measure, Record, State};
use super::{Bench, failed};
use crate::progress::Progress;
use serde_json::Value;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Builds the generator as users have it, and says where it is.
pub fn build() -> Result<PathBuf, String> {
    let status = Command::new(crate::cargo_program())
        .args(["build", "--release", "--quiet", "-p", "clientwright"])
        .status()
        .map_err(|error| format!("error: cargo: {error}\n"))?;
    if !status.success() {
        return Err("error: the generator does not build\n".to_owned());
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
    let name = format!("clientwright{}", std::env::consts::EXE_SUFFIX);
    Ok(Path::new(&target).join("release").join(name))
}

/// How to generate.
#[derive(Clone, Debug)]
pub struct How {
    /// The generator.
    pub program: PathBuf,
    /// A configuration for all documents.
    pub config: Option<PathBuf>,
    /// What it may take for one document.
    pub limits: Limits,
    /// How many documents at a time.
    pub jobs: usize,
}

/// Generates all documents, several at a time; the records are in the documents' order.
pub fn all(items: &[Item], bench: &Bench, how: &How) -> Result<Vec<Record>, String> {
    let next = AtomicUsize::new(0);
    let records = Mutex::new(Vec::with_capacity(items.len()));
    let progress = Progress::of(items.len());
    let work = || -> Result<(), String> {
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else {
                return Ok(());
            };
            let record = one(item, bench, how)?;
            progress.done(&item.name);
            let mut records = records.lock().map_err(|error| error.to_string())?;
            records.push((at, record));
        }
    };
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..how.jobs.max(1)).map(|_| scope.spawn(work)).collect();
        let joined = workers.into_iter().map(|worker| {
            let done = worker.join();
            done.unwrap_or_else(|_| Err("error: a worker panicked\n".to_owned()))
        });
        joined.collect::<Result<(), String>>()
    })?;
    let mut records = records.into_inner().map_err(|error| error.to_string())?;
    records.sort_by_key(|(at, _)| *at);
    Ok(records.into_iter().map(|(_, record)| record).collect())
}

fn one(item: &Item, bench: &Bench, how: &How) -> Result<Record, String> {
    let log = bench.folder("logs").join(&item.package);
    let report = bench.report(&item.package);
    let folder = bench.folder("crates").join(&item.package);
    let errors = File::create(&log).map_err(failed(&log))?;
    let mut command = Command::new(&how.program);
    command
        .arg("generate")
        .arg(&item.path)
        .arg("--output")
        .arg(&folder)
        .args(["--name", &item.package, "--runtime", "path:runtime"])
        .args(["--message-format", "json", "--report"])
        .arg(&report)
        .args(
            how.config
                .iter()
                .flat_map(|path| ["--config".as_ref(), path.as_os_str()]),
        )
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(errors);
    let measured = run(&mut command, how.limits).map_err(failed(&how.program))?;
    let said = fs::read(&log).map_err(failed(&log))?;
    let said = String::from_utf8_lossy(&said);
    let measure = Measure {
        millis: measured.time.as_millis() as u64,
        memory_kb: measured.memory,
    };
    let mut record = Record::new(item, state(measured, &said), measure);
    diagnostics(&said, &mut record);
    if record.is_generated() {
        let text = fs::read_to_string(&report).map_err(failed(&report))?;
        coverage(&text, &mut record)?;
        size(&folder, &mut record)?;
    }
    Ok(record)
}

/// The exit codes are the command's: 0 done, 1 the document is at fault, 2 wrong usage.
fn state(measured: Measured, said: &str) -> State {
    match measured.end {
        End::Hang => State::Hang,
        End::Memory => State::Memory,
        End::Exit(_) if said.contains("panicked at ") => State::Panic,
        End::Exit(status) => match status.code() {
            Some(0) => State::Generated,
            Some(1) => State::Refused,
            Some(_) => State::Usage,
            None => State::Abort,
        },
    }
}

/// Counts the codes, and keeps the first error with its place. What is no JSON is said by others than
/// the command: the panic handler, the system.
fn diagnostics(said: &str, record: &mut Record) {
    for line in said.lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            record.first.get_or_insert_with(|| line.to_owned());
            continue;
        };
        let text = |key: &str| message.get(key).and_then(Value::as_str).unwrap_or_default();
        if text("kind") != "diagnostic" {
            continue;
        }
        let key = format!("{}[{}]", text("severity"), text("code"));
        if text("severity") == "error" && record.first.is_none() {
            let place = message.pointer("/places/0");
            record.located = place.is_some();
            let place = place.map_or_else(String::new, shown);
            record.first = Some(format!("{key}: {}{place}", text("message")));
        }
        *record.findings.entry(key).or_default() += 1;
    }
}

/// ` (file:line:column)`, without the file's folder.
fn shown(place: &Value) -> String {
    let file = place.get("file").and_then(Value::as_str);
    let file = file.and_then(|file| file.rsplit('/').next());
    let number = |key: &str| place.get(key).and_then(Value::as_u64).unwrap_or_default();
    let file = file.unwrap_or_default();
    format!(" ({file}:{}:{})", number("line"), number("column"))
}

/// What the report says was left out, left untyped and concluded.
fn coverage(text: &str, record: &mut Record) -> Result<(), String> {
    let report: Value = serde_json::from_str(text)
        .map_err(|error| format!("error: the report of {}: {error}\n", record.name))?;
    for (kind, tally) in report.as_object().into_iter().flatten() {
        for dropped in list(tally, "dropped") {
            let text = |key: &str| {
                let value = dropped.get(key).and_then(Value::as_str);
                value.unwrap_or_default().to_owned()
            };
            record.dropped.push(Dropped {
                kind: kind.clone(),
                pointer: text("pointer"),
                code: text("code"),
                reason: text("reason"),
            });
        }
    }
    let untyped = list(&report, "untyped").iter().filter_map(Value::as_str);
    record.untyped = untyped.map(str::to_owned).collect();
    record.inferred = list(&report, "inferred").len();
    Ok(())
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The files of the crate, without what cargo may have left there.
fn size(folder: &Path, record: &mut Record) -> Result<(), String> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).map_err(failed(&folder))? {
            let path = entry.map_err(failed(&folder))?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).map_err(failed(&path))?;
                record.files += 1;
                record.lines += bytes.iter().filter(|byte| **byte == b'\n').count();
                record.size += bytes.len() as u64;
            }
        }
    }
    Ok(())
}
