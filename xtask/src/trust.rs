//! `cargo xtask trust`: hostile documents, killed runs, broken servers, each for a share of the time, as a table with a
//! verdict last.
//!
//! What runs long is the package `trust`; properties and attacks are tests of the packages themselves, here with more
//! cases.

use crate::cargo_program;
use clap::Args;
use serde::Deserialize;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// How long, and from where.
#[derive(Args, Debug)]
pub struct Options {
    /// How long all of it may take, building aside.
    #[arg(long, value_name = "N", default_value_t = 30)]
    minutes: u64,
    /// Where the numbers of documents and moments begin, to run the same again.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
}

/// A line of the table.
#[derive(Debug, Default, Deserialize)]
struct Row {
    #[serde(skip)]
    what: String,
    count: u64,
    findings: Vec<String>,
    worst_millis: u64,
    peak_kb: u64,
    note: String,
}

/// A check that is a test.
struct Property {
    what: &'static str,
    arguments: &'static str,
}

const PROPERTIES: &[Property] = &[
    Property {
        what: "hostile texts",
        arguments: "-p clientwright --test taint",
    },
    Property {
        what: "roots and documents",
        arguments: "-p clientwright --test roots --test reject --test scale",
    },
    Property {
        what: "every step of writing",
        arguments: "-p clientwright --lib output",
    },
    Property {
        what: "attacks on the runtime",
        arguments: "-p clientwright-runtime --test hostile --test endless --test redirects --test walks --test timeouts",
    },
];

/// How many findings of a check are shown.
const SHOWN: usize = 10;

/// Runs all checks.
pub fn run(options: &Options) -> Result<(), String> {
    let program = build()?;
    let corpus = crate::shared::folder().map(|shared| shared.join("corpus"));
    // Without real documents, those of the goldens.
    let corpus = corpus.unwrap_or_else(|_| PathBuf::from("generator/test_data/golden"));
    let corpus = std::fs::canonicalize(&corpus)
        .map_err(|error| format!("error: {}: {error}\n", corpus.display()))?;
    let seconds = (options.minutes * 60).max(20);
    // Two shares for documents, which find the most, one for each of the others.
    let share = seconds / 5;
    let mut rows = vec![
        long(
            "mutated documents",
            &program,
            &[
                "pipeline",
                &(2 * share).to_string(),
                &corpus.to_string_lossy(),
            ],
            options.seed,
        )?,
        long(
            "killed runs",
            &program,
            &["kill", &share.to_string()],
            options.seed,
        )?,
        long(
            "calls to a bad server",
            &program,
            &["soak", &share.to_string()],
            options.seed,
        )?,
    ];
    // A case takes about as long in an unoptimised build.
    let cases = share * 2;
    for property in PROPERTIES {
        rows.push(tests(property, cases)?);
    }
    print(&rows);
    let findings: usize = rows.iter().map(|row| row.findings.len()).sum();
    if findings > 0 {
        return Err(format!("not trusted: {findings} findings\n"));
    }
    println!("trusted: {} checks, no finding", rows.len());
    Ok(())
}

fn build() -> Result<PathBuf, String> {
    let status = Command::new(cargo_program())
        .args("build --quiet --release --manifest-path xtask/Cargo.toml -p trust".split(' '))
        .status()
        .map_err(|error| error.to_string())?;
    if !status.success() {
        return Err("error: the package `trust` does not build\n".to_owned());
    }
    Ok(Path::new("target/release").join(format!("trust{}", std::env::consts::EXE_SUFFIX)))
}

fn long(what: &str, program: &Path, words: &[&str], seed: u64) -> Result<Row, String> {
    eprintln!("== {what}");
    let output = Command::new(program)
        .args(words)
        .arg(seed.to_string())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("error: {}: {error}\n", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let line = text.lines().last().unwrap_or_default();
    let mut row: Row = serde_json::from_str(line)
        .map_err(|_| format!("error: `trust {}` ended: {}\n", words[0], output.status))?;
    row.what = what.to_owned();
    Ok(row)
}

fn tests(property: &Property, cases: u64) -> Result<Row, String> {
    eprintln!("== {}", property.what);
    let begin = Instant::now();
    let output = Command::new(cargo_program())
        .arg("test")
        .args(property.arguments.split(' '))
        .env("CLIENTWRIGHT_CASES", cases.to_string())
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let failed = text
        .lines()
        .filter(|line| line.starts_with("test ") && line.ends_with("FAILED"));
    let mut findings: Vec<String> = failed.map(str::to_owned).collect();
    if !output.status.success() && findings.is_empty() {
        let error = String::from_utf8_lossy(&output.stderr);
        findings.push(
            error
                .lines()
                .last()
                .unwrap_or("the tests did not run")
                .to_owned(),
        );
    }
    let passed = text
        .lines()
        .filter(|line| line.starts_with("test ") && line.ends_with("... ok"));
    Ok(Row {
        what: property.what.to_owned(),
        count: passed.count() as u64,
        findings,
        worst_millis: 0,
        peak_kb: 0,
        note: format!("tests, {:.0} s", begin.elapsed().as_secs_f64()),
    })
}

fn print(rows: &[Row]) {
    println!(
        "{:<24} {:>10} {:>8} {:>10} {:>9}  ",
        "what", "how many", "findings", "worst", "memory"
    );
    for row in rows {
        let worst = match row.worst_millis {
            0 => String::new(),
            millis => format!("{:.2} s", millis as f64 / 1000.0),
        };
        let memory = match row.peak_kb {
            0 => String::new(),
            kilobytes => format!("{} MiB", kilobytes / 1024),
        };
        let (what, count, findings) = (&row.what, row.count, row.findings.len());
        println!(
            "{what:<24} {count:>10} {findings:>8} {worst:>10} {memory:>9}  {}",
            row.note
        );
        for finding in row.findings.iter().take(SHOWN) {
            println!("    {}", finding.chars().take(300).collect::<String>());
        }
    }
    println!();
}
