//! What is attacked with any bytes whatever: one list for the fuzzer, for tests and for `cargo xtask trust`.
//!
//! A target is a function that does the work and says what is wrong. Where there is more to ask for than that
//! nothing panics, it does: what was written reads again as the same, cuts make no difference, nothing breaks out.

#![forbid(unsafe_code)]

mod bodies;
mod calls;
mod compared;
mod corpus;
mod document;
mod identifiers;
pub mod mutate;
mod pages;
mod parameters;
mod pipeline;
mod scalars;
mod streams;
mod xml;

pub use corpus::{Corpus, documents, tree};
pub use pipeline::{Faults, faults};

use fastrand::Rng;
use serde_json::Value;

/// Something that is given bytes.
pub struct Target {
    /// What it is called on the command line.
    pub name: &'static str,
    /// What to begin with.
    seeds: fn(&Corpus) -> Vec<Vec<u8>>,
    /// Does the work; the error is a finding.
    pub run: fn(&[u8]) -> Result<(), String>,
}

const fn target(
    name: &'static str,
    seeds: fn(&Corpus) -> Vec<Vec<u8>>,
    run: fn(&[u8]) -> Result<(), String>,
) -> Target {
    Target { name, seeds, run }
}

/// All of them.
pub const TARGETS: &[Target] = &[
    target("read", document::texts, document::read),
    target("page", document::pages, document::page),
    target("overlay", document::overlays, document::overlay),
    target("dialect", Corpus::texts, document::dialect),
    target("pipeline", Corpus::texts, pipeline::run),
    target("identifiers", Corpus::texts, identifiers::run),
    target("diff", compared::seeds, compared::run),
    target("parameters", parameters::seeds, parameters::run),
    target("multipart", bodies::parts, bodies::multipart),
    target("envelope", bodies::envelopes, bodies::envelope),
    target("scalars", scalars::seeds, scalars::run),
    target("events", streams::event_seeds, streams::events),
    target("json-lines", streams::line_seeds, streams::lines),
    target("xml", xml::seeds, xml::run),
    target("paging", pages::seeds, pages::run),
];

impl Target {
    /// The target of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// What to begin with, from real documents.
    pub fn seeds(&self, corpus: &Corpus) -> Vec<Vec<u8>> {
        (self.seeds)(corpus)
    }
}

/// Nearly the same bytes: changed as a tree where they are JSON, else as they are.
pub fn mutated(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    match serde_json::from_slice::<Value>(bytes) {
        Ok(tree) if rng.u8(..) > 16 => mutate::mutate(&tree, rng),
        _ => mutate::spoiled(bytes, rng),
    }
}
