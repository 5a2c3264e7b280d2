//! `cargo xtask spec prove`: whether the compiler agrees with what `diff` says of programs.
//!
//! For each pair of documents in `generator/test_data/diff` a program that uses every public item of the old
//! crate is compiled against the old crate, which must do, and against the new one, which must do exactly
//! if nothing is said to break. What needs a feature that it did not need is used by programs with that feature less.

mod few;
mod program;

use crate::corpus::cargo::{Step, build};
use crate::corpus::record::Built;
use crate::corpus::{Bench, failed};
use clientwright::config::{Config, Runtime, load};
use clientwright::diff::Rule;
use clientwright::output::{File, Mode, sync};
use clientwright::source::{DiskFiles, MemoryFiles};
use clientwright::surface::Surface;
use clientwright::{Side, compare, generate};
use few::Few;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether one that chooses its features is said not to.
    gated: bool,
    verdict: &'static str,
}

impl Pair {
    /// Where the compiler does not agree, a line each.
    fn judged(&self, built: &BTreeMap<String, Built>) -> String {
        let name = &self.name;
        let errors = |what: &str| {
            let one = built.get(&format!("{name}-{what}"));
            one.map_or((1, None), |one| (one.errors, one.first.clone()))
        };
        let mut fine = vec!["old", "new", "old-user"];
        if self.gated {
            fine.extend(["old-few", "old-few-user", "new-few", "new-all-user"]);
        }
        let mut wrong = String::new();
        for what in fine {
            if let (1.., first) = errors(what) {
                let first = first.unwrap_or_default();
                wrong.push_str(&format!("{name}-{what} does not compile: {first}\n"));
            }
        }
        if self.gated && errors("new-few-user").0 == 0 {
            wrong.push_str(&format!(
                "{name}: gated but what has one feature compiles\n"
            ));
        }
        let (count, first) = errors("new-user");
        let (verdict, first) = (self.verdict, first.unwrap_or_default());
        match (self.compiles, count == 0) {
            (true, false) => wrong.push_str(&format!("{name}: {verdict} but {first}\n")),
            (false, true) => wrong.push_str(&format!("{name}: {verdict} but all compiles\n")),
            _ => {}
        }
        wrong
    }
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
    let wrong: String = pairs.iter().map(|pair| pair.judged(&built)).collect();
    let broken = pairs.iter().filter(|pair| !pair.compiles).count();
    let gated = pairs.iter().filter(|pair| pair.gated).count();
    let count = pairs.len();
    if wrong.is_empty() {
        println!(
            "{count} pairs: {broken} break programs, {gated} such as choose features, and the compiler says so; \
             it takes the others"
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
    let mut files = MemoryFiles(files.map(|(name, text)| (name.into(), text.into())).into());
    let config = |which: &str| {
        let mut config = Config::default();
        config.input.document = which.into();
        config.output.crate_name = format!("{name}-{which}");
        config.output.runtime = Runtime::Path("../../../../runtime".to_owned());
        config
    };
    let mut configs = [config("old"), config("new")];
    locked(&path.with_extension("toml"), &mut configs, &mut files)?;
    let [old, new] = configs
        .each_ref()
        .map(|config| generate(config, &files).files);
    let (was, is) = (surface(&old)?, surface(&new)?);
    // What users of the old crate write, for both of them.
    let program = program::write(&was);
    let both = [("old", &old), ("new", &new)];
    for (which, generated) in both {
        let package = format!("{name}-{which}");
        write(bench, &package, generated, members)?;
        user(
            bench,
            &format!("{package}-user"),
            &package,
            &program,
            members,
        )?;
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
    let rules: BTreeSet<Rule> = diff
        .changes
        .iter()
        .flat_map(|one| one.rules.clone())
        .collect();
    let compiles = rules
        .iter()
        .all(|rule| *rule == Rule::Gated || rule.compiles());
    let few = Few::of(&was, &is).filter(|_| rules.contains(&Rule::Gated));
    // What is called otherwise as well is not there under its old name, whatever the features.
    if rules.contains(&Rule::Gated) && few.is_none() && compiles {
        return Err(format!(
            "error: {name}: `gated`, but no feature brings less\n"
        ));
    }
    let gated = few.is_some();
    if let Some(few) = few {
        for (which, generated) in both {
            let package = format!("{name}-{which}-few");
            let files = few.files(&package, generated);
            write(bench, &package, &files, members)?;
            user(
                bench,
                &format!("{package}-user"),
                &package,
                &few.program,
                members,
            )?;
        }
        // With all features it compiles.
        let (package, whole) = (format!("{name}-new-all-user"), format!("{name}-new"));
        user(bench, &package, &whole, &few.program, members)?;
    }
    Ok(Pair {
        name,
        // The programs of `Few` are what chooses features.
        compiles,
        gated,
        verdict: clientwright::diff::word(diff.verdict()),
    })
}

/// With a configuration beside it the new crate goes by the lock of the old one, and by the names that are pinned there.
fn locked(path: &Path, configs: &mut [Config; 2], files: &mut MemoryFiles) -> Result<(), String> {
    if !path.is_file() {
        return Ok(());
    }
    let loaded = load(path, &DiskFiles).config;
    let [old, new] = configs;
    new.names = loaded
        .ok_or_else(|| format!("error: {} cannot be read\n", path.display()))?
        .names;
    new.lock = Some("lock".into());
    let mut keeping = old.clone();
    keeping.lock.clone_from(&new.lock);
    let lock = generate(&keeping, files).lock;
    files
        .0
        .extend(lock.map(|lock| (lock.path, lock.text.into_bytes())));
    Ok(())
}

/// A program that knows a crate as `client`.
fn user(
    bench: &Bench,
    package: &str,
    of: &str,
    program: &str,
    members: &mut BTreeSet<String>,
) -> Result<(), String> {
    let manifest = format!(
        "# Generated.\n[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
         [dependencies]\nclient = {{ package = \"{of}\", path = \"../{of}\" }}\n"
    );
    let files = [("Cargo.toml", manifest.as_str()), ("src/lib.rs", program)];
    let files = files.map(|(path, text)| File {
        path: path.to_owned(),
        text: text.to_owned(),
    });
    write(bench, package, &files, members)
}

fn surface(files: &[File]) -> Result<Surface, String> {
    let texts = files
        .iter()
        .map(|file| (file.path.as_str(), file.text.as_str()));
    Surface::read(texts).map_err(|error| format!("error: {error}\n"))
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
