//! The process that generates from mutated documents, until it is ended: whatever brings it down is seen from outside.

use crate::about;
use fastrand::Rng;
use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use trust_targets::mutate::mutate;
use trust_targets::{Corpus, Target, documents, faults, mutated, tree};

/// Larger documents take so long that few would be tried.
const LARGEST: u64 = 200_000;

/// The document of a number, always the same.
fn mutant(seeds: &[PathBuf], number: u64) -> Option<Vec<u8>> {
    let mut rng = Rng::with_seed(number);
    let path = &seeds[rng.usize(..seeds.len())];
    Some(mutate(&tree(path)?, &mut rng))
}

/// Generates from one document after the other: says `S number` before each, `F text` for what is wrong, `E 1` after
/// one of which a crate comes, `E 0` after others.
pub fn mutants(folder: &Path, first: u64) -> Result<(), String> {
    let seeds = documents(folder, LARGEST)?;
    let mut out = io::stdout().lock();
    let mut say = |line: String| {
        writeln!(out, "{line}")
            .and_then(|()| out.flush())
            .map_err(about("output"))
    };
    std::panic::set_hook(Box::new(|_| {}));
    for number in first.. {
        let Some(bytes) = mutant(&seeds, number) else {
            continue;
        };
        say(format!("S {number}"))?;
        // Parsing again what was generated takes longer than all else.
        let mut generated = false;
        match catch_unwind(AssertUnwindSafe(|| faults(&bytes, number % 8 == 0))) {
            Ok(found) => {
                generated = found.generated;
                for what in found.wrong {
                    say(format!("F {}", what.replace('\n', " ")))?;
                }
            }
            Err(panic) => say(format!("F panic: {}", text_of(&*panic)))?,
        }
        say(format!("E {}", u8::from(generated)))?;
    }
    Ok(())
}

/// What a panic says, in a line.
fn text_of(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    text.unwrap_or_default().replace('\n', " ")
}

/// The input of a number for a target, always the same.
fn input(seeds: &[Vec<u8>], number: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(number);
    mutated(&seeds[rng.usize(..seeds.len())], &mut rng)
}

/// A target with one input after the other, said as of documents.
pub fn inputs(target: &Target, folder: &Path, first: u64) -> Result<(), String> {
    let seeds = target.seeds(&Corpus::read(folder)?);
    let mut out = io::stdout().lock();
    let mut say = |line: String| {
        writeln!(out, "{line}")
            .and_then(|()| out.flush())
            .map_err(about("output"))
    };
    std::panic::set_hook(Box::new(|_| {}));
    for number in first.. {
        let bytes = input(&seeds, number);
        say(format!("S {number}"))?;
        let wrong = match catch_unwind(AssertUnwindSafe(|| (target.run)(&bytes))) {
            Ok(done) => done.err(),
            Err(panic) => Some(format!("panic: {}", text_of(&*panic))),
        };
        if let Some(what) = wrong {
            let what: String = what.chars().take(1_000).collect();
            say(format!("F {}", what.replace('\n', " ")))?;
        }
        say("E 1".to_owned())?;
    }
    Ok(())
}

/// Writes what a target begins with, a file each.
pub fn seeds(target: &Target, folder: &Path, out: &Path) -> Result<(), String> {
    std::fs::create_dir_all(out).map_err(about(out.display()))?;
    for (at, seed) in target.seeds(&Corpus::read(folder)?).iter().enumerate() {
        let path = out.join(format!("seed-{at}"));
        std::fs::write(&path, seed).map_err(about(path.display()))?;
    }
    Ok(())
}

/// Writes the document of a number, to look at it.
pub fn show(folder: &Path, number: u64) -> Result<(), String> {
    let bytes = mutant(&documents(folder, LARGEST)?, number).ok_or("no such document")?;
    io::stdout().write_all(&bytes).map_err(about("output"))
}

/// Writes the input of a number for a target, to look at it.
pub fn show_input(target: &Target, folder: &Path, number: u64) -> Result<(), String> {
    let seeds = target.seeds(&Corpus::read(folder)?);
    io::stdout()
        .write_all(&input(&seeds, number))
        .map_err(about("output"))
}
