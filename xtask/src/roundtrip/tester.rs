//! The small program beside a generated crate: reads instances, writes what its types make of them.

use crate::corpus::record::Record;
use crate::corpus::{Bench, failed};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

/// What the program is apart from the types, for the crate `NAME`: it reads as the crate's client
/// reads answers. A line is a number, a tab and an instance; the answer
/// is the number, and the text or the error as a JSON string. An instance may bring a type down, but
/// not the others.
const PROGRAM: &str = r#"//! Written by `cargo xtask roundtrip`.
use NAME::runtime::serde::{Serialize, de::DeserializeOwned};
use NAME::runtime::{from_json, serde_json};
use std::io::{BufRead, Write};

fn trip<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    // Where a schema allows null, whoever refers to its type says so.
    if text == "null" {
        return once::<Option<T>>(text);
    }
    once::<T>(text)
}

fn once<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let value: T = from_json(text.as_bytes()).map_err(|error| format!("decoding: {error}"))?;
    serde_json::to_string(&value).map_err(|error| format!("encoding: {error}"))
}

fn main() {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line.expect("lines of text");
        let (number, text) = line.split_once('\t').expect("a number and an instance");
        let done = std::panic::catch_unwind(|| {
            let trip = TYPES[number.parse::<usize>().expect("a number")];
            trip(text)
        });
        let done = done.unwrap_or_else(|_| Err("panicked".to_owned()));
        let (word, text) = match done {
            Ok(text) => ("ok", text),
            Err(text) => ("error", text),
        };
        let text = serde_json::to_string(&text).expect("a text");
        writeln!(out, "{number}\t{word}\t{text}").expect("an open pipe");
        out.flush().expect("an open pipe");
    }
}

const TYPES: &[fn(&str) -> Result<String, String>] = &[
"#;

/// The program's package.
pub fn package(record: &Record) -> String {
    format!("{}-roundtrip", record.package)
}

/// Writes the program for one generated crate. The number of a type is its place among the sorted
/// paths.
pub fn write(bench: &Bench, record: &Record) -> Result<(), String> {
    let report = bench.report(&record.package);
    let text = fs::read_to_string(&report).map_err(failed(&report))?;
    let report: Value = serde_json::from_str(&text).map_err(|error| format!("error: {error}\n"))?;
    let names = report.get("names").and_then(Value::as_object);
    let paths: BTreeSet<_> = names
        .into_iter()
        .flatten()
        .filter_map(|(_, path)| path.as_str())
        .filter(|path| path.starts_with("types::"))
        .collect();
    let name = record.package.replace('-', "_");
    let mut source = PROGRAM.replace("NAME", &name);
    for path in paths {
        source.push_str(&format!("    trip::<{name}::{path}>,\n"));
    }
    source.push_str("];\n");
    let folder = bench.folder("crates").join(package(record));
    fs::create_dir_all(folder.join("src")).map_err(failed(&folder))?;
    let manifest = format!(
        "[package]\nname = \"{}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         {} = {{ path = \"../{}\" }}\n",
        package(record),
        record.package,
        record.package
    );
    for (file, text) in [("Cargo.toml", manifest), ("src/main.rs", source)] {
        let path = folder.join(file);
        // Untouched, so that cargo does not build it again.
        if fs::read_to_string(&path).ok().as_deref() != Some(&text) {
            fs::write(&path, text).map_err(failed(&path))?;
        }
    }
    Ok(())
}
