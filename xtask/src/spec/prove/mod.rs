//! `cargo xtask spec prove`: whether the compiler agrees with what `diff` says of programs.
//!
//! For each pair of documents in `generator/test_data/diff` a program that uses every public item of the old
//! crate is compiled against the old crate, which must do, and against the new one, which must do exactly
//! if nothing is said to break.

mod program;

use crate::corpus::cargo::{Step, build};
use crate::corpus::{Bench, failed};
use clientwright::config::{Config, Runtime};
use clientwright::diff::Rule;
use clientwright::output::{File, Mode, sync};
use clientwright::source::MemoryFiles;
use clientwright::surface::Surface;
use clientwright::{Side, compare, generate};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pairs.
const PAIRS: &str = "generator/test_data/diff";

/// What to prove.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Only pairs with this in their name; may be given several times.
    #[arg(long, value_name = "TEXT")]
    filter: Vec<String>,
    /// Only every Nth pair.
    #[arg(long, value_name = "N", default_value_t = 1)]
    every: usize,
}

/// A pair of documents, and what is said of it.
struct Pair {
    name: String,
    /// Whether every program is said to compile.
    compiles: bool,
    verdict: &'static str,
}

/// Compiles all programs, and fails where the compiler does not agree.
pub fn run(options: &Options) -> Result<(), String> {
    let bench = Bench::new("target/prove")?;
    let mut pairs = Vec::new();
    let mut members = BTreeSet::new();
    for path in files(options)? {
        pairs.push(prepare(&path, &bench, &mut members)?);
    }
    if pairs.is_empty() {
        return Err("error: no pair is left to prove\n".to_owned());
    }
    let built = build(Step::Check, &bench, members)?;
    let errors = |package: String| {
        built
            .get(&package)
            .map_or((1, None), |one| (one.errors, one.first.clone()))
    };
    let mut wrong = String::new();
    for pair in &pairs {
        let name = &pair.name;
        for package in [
            format!("{name}-old"),
            format!("{name}-new"),
            format!("{name}-old-user"),
        ] {
            if let (1.., first) = errors(package.clone()) {
                wrong.push_str(&format!(
                    "{package} does not compile: {}\n",
                    first.unwrap_or_default()
                ));
            }
        }
        let (count, first) = errors(format!("{name}-new-user"));
        let first = first.unwrap_or_default();
        match (pair.compiles, count == 0) {
            (true, false) => wrong.push_str(&format!("{name}: {} but {first}\n", pair.verdict)),
            (false, true) => {
                wrong.push_str(&format!("{name}: {} but all compiles\n", pair.verdict))
            }
            _ => {}
        }
    }
    let broken = pairs.iter().filter(|pair| !pair.compiles).count();
    let count = pairs.len();
    if wrong.is_empty() {
        println!(
            "{count} pairs: {broken} break programs, and the compiler says so; it takes the others"
        );
        return Ok(());
    }
    Err(format!("{wrong}error: the compiler does not agree\n"))
}

fn files(options: &Options) -> Result<Vec<PathBuf>, String> {
    let folder = Path::new(PAIRS);
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let wanted =
            options.filter.is_empty() || options.filter.iter().any(|text| name.contains(text));
        if wanted && path.extension().is_some_and(|kind| kind == "yaml") {
            all.push(path);
        }
    }
    all.sort();
    Ok(all.into_iter().step_by(options.every.max(1)).collect())
}

/// Writes both crates and both programs.
fn prepare(path: &Path, bench: &Bench, members: &mut BTreeSet<String>) -> Result<Pair, String> {
    let name = path
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .replace('_', "-");
    let text = fs::read_to_string(path).map_err(failed(path))?;
    let (old, new) = text.split_once("---\n").unwrap_or_default();
    let files = [("old", old), ("new", new)];
    let files = MemoryFiles(files.map(|(name, text)| (name.into(), text.into())).into());
    let config = |which: &str| {
        let mut config = Config::default();
        config.input.document = which.into();
        config.output.crate_name = format!("{name}-{which}");
        config.output.runtime = Runtime::Path("../../../../runtime".to_owned());
        config
    };
    let configs = [config("old"), config("new")];
    let mut user = None;
    for config in &configs {
        let package = &config.output.crate_name;
        let generated = generate(config, &files).files;
        // What users of the old crate write, for both of them.
        let program = match &user {
            Some(program) => program,
            None => user.insert(written(&generated)?),
        };
        write(bench, package, &generated, members)?;
        let manifest = format!(
            "# Generated.\n[package]\nname = \"{package}-user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nclient = {{ package = \"{package}\", path = \"../{package}\" }}\n"
        );
        let user = [("Cargo.toml", &manifest), ("src/lib.rs", program)];
        let user = user.map(|(path, text)| File {
            path: path.to_owned(),
            text: text.clone(),
        });
        write(bench, &format!("{package}-user"), &user, members)?;
    }
    // The names of the packages are no part of the question.
    let [old, new] = configs.map(|mut config| {
        config.output.crate_name.clone_from(&name);
        config
    });
    let side = |config| Side {
        config,
        files: &files,
    };
    let diff = compare(side(&old), side(&new)).diff;
    let diff = diff.ok_or_else(|| format!("error: {} has no diff\n", path.display()))?;
    Ok(Pair {
        name,
        compiles: diff.changes.iter().flat_map(|one| &one.rules).all(|rule| {
            // The programs take all features.
            *rule == Rule::Gated || rule.compiles()
        }),
        verdict: clientwright::diff::word(diff.verdict()),
    })
}

fn written(files: &[File]) -> Result<String, String> {
    let texts = files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()));
    let surface = Surface::read(texts).map_err(|error| format!("error: {error}\n"))?;
    Ok(program::write(&surface))
}

fn write(
    bench: &Bench,
    package: &str,
    files: &[File],
    members: &mut BTreeSet<String>,
) -> Result<(), String> {
    let folder = bench.folder("crates").join(package);
    sync(&folder, files, Mode::Write).map_err(|error| format!("error: {error}\n"))?;
    members.insert(package.to_owned());
    Ok(())
}
