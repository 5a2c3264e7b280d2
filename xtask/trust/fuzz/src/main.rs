//! A target of `trust-targets` under libFuzzer: `TRUST_TARGET` names it, `every` is all of them on each input, which
//! tells what a set of inputs covers.

#![no_main]

use fastrand::Rng;
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::sync::LazyLock;
use trust_targets::{TARGETS, Target, mutated};

static CHOSEN: LazyLock<Vec<&Target>> = LazyLock::new(|| {
    let name = std::env::var("TRUST_TARGET").unwrap_or_default();
    let chosen = TARGETS
        .iter()
        .filter(|target| name == "every" || name == target.name);
    let chosen: Vec<_> = chosen.collect();
    assert!(!chosen.is_empty(), "TRUST_TARGET names no target: `{name}`");
    chosen
});

fuzz_target!(|bytes: &[u8]| {
    for target in CHOSEN.iter() {
        if let Err(what) = (target.run)(bytes) {
            panic!("{}: {what}", target.name);
        }
    }
});

// Half of the changes are the fuzzer's own, which knows what comparisons looked for.
fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    let mut rng = Rng::with_seed(seed.into());
    if rng.bool() {
        return fuzzer_mutate(data, size, most);
    }
    let changed = mutated(&data[..size], &mut rng);
    match data
        .get_mut(..changed.len())
        .filter(|_| changed.len() <= most)
    {
        Some(place) => {
            place.copy_from_slice(&changed);
            changed.len()
        }
        None => fuzzer_mutate(data, size, most),
    }
});
