//! `cargo xtask trust`: hostile documents, killed runs, broken servers, each for a share of the time, as a table with a
//! verdict last.
//!
//! What runs long is the package `trust`; properties and attacks are tests of the packages themselves, here with more
//! cases. What is found, counted and kept stands in `target/trust`.

mod counters;
mod fuzz;
mod table;

use crate::cargo_program;
use clap::{Args, ValueEnum};
pub use counters::wrap;
use fuzz::Fuzzer;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;
use table::{Row, Totals, judge};

/// How long, and from where.
#[derive(Args, Debug)]
pub struct Options {
    /// How long all of it may take, building aside.
    #[arg(long, value_name = "N", default_value_t = 30)]
    minutes: u64,
    /// Where the numbers of documents and moments begin, to run the same again.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Run these only.
    #[arg(long, value_name = "PART", value_delimiter = ',')]
    only: Vec<Part>,
    /// Fuzz these targets only.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    target: Vec<String>,
    /// Give the fuzzer's targets nearly real inputs, and build no fuzzer.
    #[arg(long)]
    plain: bool,
    /// Go on where the last run ended, and add up.
    #[arg(long)]
    resume: bool,
    /// What earlier runs found is mended: go on without it.
    #[arg(long, requires = "resume")]
    mended: bool,
    /// Say at the end how much of the generator and the runtime all inputs of the fuzzer together reach.
    #[arg(long)]
    coverage: bool,
}

/// What can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
enum Part {
    /// Mutated documents through the whole pipeline.
    Documents,
    /// Runs that are killed while they write.
    Killed,
    /// Calls to a server that misbehaves.
    Soak,
    /// The targets of the fuzzer.
    Fuzz,
    /// Attacks that are tests.
    Tests,
}

/// Each part, and its share of the time: what finds the most gets the most.
const PARTS: &[(Part, u64)] = &[
    (Part::Documents, 3),
    (Part::Killed, 1),
    (Part::Soak, 2),
    (Part::Fuzz, 4),
    (Part::Tests, 2),
];

/// A check that is a test.
struct Property {
    what: &'static str,
    arguments: &'static str,
}

/// Of the whole workspace, as `cargo xtask test` builds them: nothing is built twice.
const PROPERTIES: &[Property] = &[
    Property {
        what: "hostile texts",
        arguments: "--test taint",
    },
    Property {
        what: "roots and documents",
        arguments: "--test roots --test reject --test scale",
    },
    Property {
        what: "every step of writing",
        arguments: "--lib output",
    },
    Property {
        what: "attacks on the runtime",
        arguments: "--test hostile --test endless --test redirects --test walks --test timeouts",
    },
];

/// What a run stands on.
struct Run<'o> {
    options: &'o Options,
    program: PathBuf,
    corpus: PathBuf,
    folder: PathBuf,
    before: Totals,
}

/// What earlier runs came to.
fn read(kept: &Path, options: &Options) -> Result<Totals, String> {
    let mut totals = Totals::read(kept)?;
    if options.mended {
        totals.mended();
    }
    Ok(totals)
}

/// Runs all checks.
pub fn run(options: &Options) -> Result<(), String> {
    let folder = PathBuf::from("target/trust");
    std::fs::create_dir_all(&folder)
        .map_err(|error| format!("error: {}: {error}\n", folder.display()))?;
    let kept = folder.join("totals.json");
    let before = read(&kept, options)?;
    let run = Run {
        options,
        program: crate::shared::judge("trust")?,
        corpus: corpus()?,
        folder,
        before,
    };
    let is_wanted = |part: &Part| options.only.is_empty() || options.only.contains(part);
    let parts: Vec<_> = PARTS.iter().filter(|(part, _)| is_wanted(part)).collect();
    let shares: u64 = parts.iter().map(|(_, share)| share).sum();
    let (mut rows, mut said) = (Vec::new(), None);
    for (part, share) in parts {
        let seconds = (options.minutes * 60 * share / shares).max(1);
        match part {
            Part::Documents => {
                let corpus = run.corpus.to_string_lossy();
                rows.push(run.long("mutated documents", seconds, &["pipeline"], &[&corpus])?);
            }
            Part::Killed => rows.push(run.long("killed runs", seconds, &["kill"], &[])?),
            Part::Soak => rows.push(run.long("calls to a bad server", seconds, &["soak"], &[])?),
            Part::Fuzz => said = run.fuzz(seconds, &mut rows)?,
            // A case takes about as long in an unoptimised build as two in an optimised one.
            Part::Tests => {
                for property in PROPERTIES {
                    rows.push(tests(property, seconds)?);
                }
            }
        }
    }
    let names: Vec<String> = rows.iter().map(|row| row.what.clone()).collect();
    // Another run may have written meanwhile.
    let mut totals = read(&kept, options)?;
    for row in rows {
        match options.resume {
            true => totals.add(row),
            false => totals.set(row),
        }
    }
    totals.write(&kept)?;
    let rows: Vec<&Row> = totals.rows(&names).collect();
    let (table, verdict) = judge(&rows);
    println!("{table}");
    said.iter().for_each(|line| println!("{line}"));
    println!("{}", verdict.map_err(|why| format!("{why}\n"))?);
    Ok(())
}

/// Real documents, or without them those of the goldens.
fn corpus() -> Result<PathBuf, String> {
    let corpus = crate::shared::folder().map(|shared| shared.join("corpus"));
    let corpus = corpus.unwrap_or_else(|_| PathBuf::from("generator/test_data/golden"));
    std::fs::canonicalize(&corpus)
        .map_err(|error| format!("error: {}: {error}\n", corpus.display()))
}

impl Run<'_> {
    /// Where a check begins.
    fn seed(&self, what: &str) -> u64 {
        let before = self.before.next(what).filter(|_| self.options.resume);
        before.unwrap_or(self.options.seed)
    }

    /// One of the long checks, which ends with a line that is a row.
    fn long(&self, what: &str, seconds: u64, first: &[&str], then: &[&str]) -> Result<Row, String> {
        eprintln!("== {what}");
        let seed = self.seed(what);
        let output = Command::new(&self.program)
            .args(first)
            .arg(seconds.to_string())
            .args(then)
            .arg(seed.to_string())
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("error: {}: {error}\n", self.program.display()))?;
        let text = String::from_utf8_lossy(&output.stdout);
        let line = text.lines().last().unwrap_or_default();
        let row: Row = serde_json::from_str(line).map_err(|_| {
            format!(
                "error: `trust {}` ended: {}\n",
                first.join(" "),
                output.status
            )
        })?;
        Ok(Row {
            what: what.to_owned(),
            next: row.next.max(seed + 1),
            ..row
        })
    }

    /// The targets, each for its share of the time; and what they cover.
    fn fuzz(&self, seconds: u64, rows: &mut Vec<Row>) -> Result<Option<String>, String> {
        let output = Command::new(&self.program).arg("targets").output();
        let output =
            output.map_err(|error| format!("error: {}: {error}\n", self.program.display()))?;
        let all = String::from_utf8_lossy(&output.stdout);
        let wanted = &self.options.target;
        let targets = all
            .lines()
            .filter(|name| wanted.is_empty() || wanted.iter().any(|one| one == name));
        let targets: Vec<String> = targets.map(str::to_owned).collect();
        if targets.is_empty() {
            return Err(format!(
                "error: the targets are {}\n",
                all.replace('\n', " ")
            ));
        }
        let seconds = (seconds / targets.len() as u64).max(1);
        let fuzzer = match self.options.plain {
            true => None,
            false => Fuzzer::build(&self.folder.join("fuzz")),
        };
        for target in &targets {
            let what = format!("fuzz {target}");
            let mut row = match &fuzzer {
                Some(fuzzer) => {
                    let seed = self.seed(&what);
                    let row = fuzzer.run(&self.program, target, seconds, &self.corpus, seed)?;
                    Row {
                        next: seed + 1,
                        ..row
                    }
                }
                None => {
                    let corpus = self.corpus.to_string_lossy();
                    self.long(&what, seconds, &["target", target], &[&corpus])?
                }
            };
            if fuzzer.is_none() {
                row.note = "without libFuzzer: nearly real inputs".to_owned();
            }
            rows.push(row);
        }
        match fuzzer.filter(|_| self.options.coverage) {
            Some(fuzzer) => fuzzer.coverage(&targets).map(Some),
            None => Ok(None),
        }
    }
}

fn tests(property: &Property, cases: u64) -> Result<Row, String> {
    eprintln!("== {}", property.what);
    let begin = Instant::now();
    let output = Command::new(cargo_program())
        .args(["test", "--workspace"])
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
        note: format!("tests, {:.0} s", begin.elapsed().as_secs_f64()),
        ..Row::default()
    })
}
