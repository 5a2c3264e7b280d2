//! `cargo xtask mutants`: small mistakes put into the sources, one at a time; the tests ought to notice. A seeded sample,
//! which can be interrupted and resumed.
//!
//! `cargo-mutants` (<https://mutants.rs>) says which mistakes there are. Each is made in a copy of the project that is
//! built again and again, with the narrowest tests that should fail.

mod area;
mod tree;

use crate::cargo_program;
use crate::corpus::process::{End, Limits, run as bounded};
use area::{AREAS, Area, Mutant};
use clap::Args;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tree::Tree;

/// The version whose list is read.
const TOOL: &str = "27.1.0";

/// What tests may take before a mutant counts as caught by hanging, in seconds, and their memory in kilobytes.
const PATIENCE: u64 = 600;
/// What building them may take, in seconds.
const BUILDING: u64 = 3600;
const MEMORY: u64 = 8_000_000;

/// Which mistakes.
#[derive(Args, Debug)]
pub struct Options {
    /// How many that compile.
    #[arg(long, value_name = "N", default_value_t = 300)]
    sample: usize,
    /// What their choice depends on.
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
    /// Stop after so many minutes, to go on another time.
    #[arg(long, value_name = "N")]
    minutes: Option<u64>,
    /// Keep what earlier runs found; without it all begins anew.
    #[arg(long)]
    resume: bool,
    /// Only the areas with this in their name.
    #[arg(long, value_name = "TEXT")]
    area: Option<String>,
}

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
enum Verdict {
    Caught,
    Survived,
    /// It does not compile.
    Unviable,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
struct Outcome {
    area: String,
    /// What was changed, in a number.
    #[serde(default)]
    change: u64,
    verdict: Verdict,
    seconds: u64,
}

/// What became of each, by name.
type Outcomes = BTreeMap<String, Outcome>;

/// Makes mistakes until the sample is done or the time is over.
pub fn run(options: &Options) -> Result<(), String> {
    let folder = PathBuf::from("target/mutants");
    std::fs::create_dir_all(&folder).map_err(|error| about(&folder, &error))?;
    let folder = std::fs::canonicalize(&folder).map_err(|error| about(&folder, &error))?;
    let tool = tool()?;
    let tree = Tree::copied(&folder)?;
    let kept = folder.join("outcomes.json");
    let mut outcomes = match options.resume {
        true => read(&kept)?,
        false => Outcomes::new(),
    };
    let begin = Instant::now();
    let is_over = || {
        let minutes = options
            .minutes
            .map(|minutes| Duration::from_secs(minutes * 60));
        minutes.is_some_and(|time| begin.elapsed() > time)
    };
    let is_wanted = |area: &&Area| {
        options
            .area
            .as_ref()
            .is_none_or(|text| area.name.contains(text))
    };
    let areas: Vec<&Area> = AREAS.iter().filter(is_wanted).collect();
    let shares: usize = areas.iter().map(|area| area.share).sum();
    for area in &areas {
        let mut mutants = area.mutants(&tool, &tree.folder)?;
        shuffle(&mut mutants, options.seed);
        println!("{}: {} mutants", area.name, mutants.len());
        let wanted = (options.sample * area.share).div_ceil(shares);
        tree.passes(area)?;
        let mut viable = 0;
        for mutant in &mutants {
            if viable == wanted || is_over() {
                break;
            }
            // What survived is tried again: that is what tests are written for.
            let known = outcomes.get(&mutant.name);
            let known = known
                .filter(|one| one.change == mutant.change() && one.verdict != Verdict::Survived);
            let outcome = match known {
                Some(outcome) => outcome.clone(),
                None => {
                    let outcome = tried(&tree, area, mutant)?;
                    println!(
                        "{:?} after {} s: {}",
                        outcome.verdict, outcome.seconds, mutant.name
                    );
                    outcomes.insert(mutant.name.clone(), outcome.clone());
                    write(&kept, &outcomes)?;
                    outcome
                }
            };
            viable += usize::from(outcome.verdict != Verdict::Unviable);
        }
    }
    print(&areas, &outcomes);
    Ok(())
}

/// The program that lists mutants, which is built where it is not there.
fn tool() -> Result<PathBuf, String> {
    let tool = PathBuf::from(format!(
        "target/tools/bin/cargo-mutants{}",
        std::env::consts::EXE_SUFFIX
    ));
    if !tool.is_file() {
        let status = Command::new(cargo_program())
            .args([
                "install",
                "--quiet",
                "--locked",
                "--root",
                "target/tools",
                "--version",
                TOOL,
                "cargo-mutants",
            ])
            .status();
        if !status.is_ok_and(|status| status.success()) {
            return Err("error: cargo-mutants cannot be installed\n".to_owned());
        }
    }
    Ok(tool)
}

fn about(path: &Path, error: &dyn std::fmt::Display) -> String {
    format!("error: {}: {error}\n", path.display())
}

fn read(path: &Path) -> Result<Outcomes, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| about(path, &error)),
        Err(_) => Ok(Outcomes::new()),
    }
}

fn write(path: &Path, outcomes: &Outcomes) -> Result<(), String> {
    let text = serde_json::to_string_pretty(outcomes).map_err(|error| about(path, &error))?;
    std::fs::write(path, text).map_err(|error| about(path, &error))
}

/// An order that depends on the names and the seed alone, so that a mutant that comes or goes moves no other.
fn shuffle(mutants: &mut [Mutant], seed: u64) {
    mutants.sort_by_cached_key(|mutant| {
        let bytes = seed.to_le_bytes().into_iter().chain(mutant.name.bytes());
        let hash = fnv(bytes);
        // What mixes its bits.
        (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    });
}

/// FNV-1a.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

impl Mutant {
    /// The change in a number: what has the same name later may be another one.
    fn change(&self) -> u64 {
        fnv(self.diff.bytes())
    }
}

/// Makes one mistake, and takes it back.
fn tried(tree: &Tree, area: &Area, mutant: &Mutant) -> Result<Outcome, String> {
    let begin = Instant::now();
    let verdict = tree.with(mutant, || {
        if !tree.builds(area)? {
            return Ok(Verdict::Unviable);
        }
        match succeeded(tree.cargo(area, false)?) {
            true => Ok(Verdict::Survived),
            false => Ok(Verdict::Caught),
        }
    })?;
    Ok(Outcome {
        area: area.name.to_owned(),
        change: mutant.change(),
        verdict,
        seconds: begin.elapsed().as_secs(),
    })
}

impl Tree {
    /// Whether the tests of an area compile.
    fn builds(&self, area: &Area) -> Result<bool, String> {
        match self.cargo(area, true)? {
            End::Exit(status) => Ok(status.success()),
            // That says nothing about what is built.
            End::Hang | End::Memory => Err(format!(
                "error: building the tests of {} takes too long, or too much memory\n",
                area.name
            )),
        }
    }

    /// How the tests of an area end, or their build.
    fn cargo(&self, area: &Area, only_build: bool) -> Result<End, String> {
        let mut command = Command::new(cargo_program());
        command
            .args(["test", "--quiet", "--package", area.package])
            .args(area.tests.split(' '))
            .args(only_build.then_some("--no-run"))
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &self.target)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let limits = Limits {
            time: Duration::from_secs(if only_build { BUILDING } else { PATIENCE }),
            memory: MEMORY,
        };
        let ended = bounded(&mut command, limits);
        let ended = ended.map_err(|error| format!("error: cargo: {error}\n"))?;
        Ok(ended.end)
    }

    /// Fails if the tests of an area fail without any mistake: then nothing is caught by them.
    fn passes(&self, area: &Area) -> Result<(), String> {
        match self.builds(area)? && succeeded(self.cargo(area, false)?) {
            true => Ok(()),
            false => Err(format!(
                "error: the tests of {} fail without any mistake\n",
                area.name
            )),
        }
    }
}

fn succeeded(end: End) -> bool {
    matches!(end, End::Exit(status) if status.success())
}

fn print(areas: &[&Area], outcomes: &Outcomes) {
    println!(
        "\n{:<12} {:>7} {:>7} {:>9} {:>9}",
        "area", "viable", "caught", "survived", "unviable"
    );
    let (mut caught, mut viable) = (0, 0);
    for area in areas {
        let count = |verdict| {
            let own = outcomes
                .values()
                .filter(|one| one.area == area.name && one.verdict == verdict);
            own.count()
        };
        let [yes, no, none] = [Verdict::Caught, Verdict::Survived, Verdict::Unviable].map(count);
        println!(
            "{:<12} {:>7} {yes:>7} {no:>9} {none:>9}",
            area.name,
            yes + no
        );
        (caught, viable) = (caught + yes, viable + yes + no);
    }
    println!();
    for (name, outcome) in outcomes {
        if outcome.verdict == Verdict::Survived {
            println!("survived: {name}");
        }
    }
    let share = 100.0 * caught as f64 / viable.max(1) as f64;
    println!("{caught} of {viable} mutants that compile are caught, {share:.1} %");
}
