//! Each target with a number of inputs that are nearly real ones: what the fuzzer does for longer.
//!
//! `CLIENTWRIGHT_CASES` says how many are tried of each.

#![allow(clippy::unwrap_used, reason = "a test may fail where it stands")]

use fastrand::Rng;
use std::path::Path;
use trust_targets::{Corpus, TARGETS, mutated};

fn corpus() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../generator/test_data/golden");
    Corpus::read(&folder).unwrap()
}

/// What a target says of a seed, as often as its turn comes.
#[test]
fn nothing_is_found() {
    let cases = std::env::var("CLIENTWRIGHT_CASES").ok();
    let cases: usize = cases.map_or(12, |cases| cases.parse().unwrap());
    let (corpus, mut wrong) = (corpus(), Vec::new());
    for target in TARGETS {
        let seeds = target.seeds(&corpus);
        assert!(
            !seeds.is_empty(),
            "{} has nothing to begin with",
            target.name
        );
        for case in 0..cases {
            let mut rng = Rng::with_seed(case as u64);
            let bytes = mutated(&seeds[rng.usize(..seeds.len())], &mut rng);
            if let Err(what) = (target.run)(&bytes) {
                wrong.push(format!("{}, case {case}: {what}", target.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn seeds_are_fine_as_they_are() {
    let corpus = corpus();
    for target in TARGETS {
        let quick = !matches!(target.name, "pipeline" | "identifiers" | "diff");
        for seed in target.seeds(&corpus).iter().filter(|_| quick) {
            let done = (target.run)(seed);
            assert_eq!(
                done,
                Ok(()),
                "{}: {}",
                target.name,
                String::from_utf8_lossy(seed)
            );
        }
    }
}
