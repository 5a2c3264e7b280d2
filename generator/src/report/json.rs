//! The report as programs read it. Keys may be added, none is renamed or taken away.
//!
//! ```text
//! {operations: {declared, generated, excluded, dropped: [{pointer, code, reason}]},
//!  parameters: {…}, responses: {…}, schemas: {…}, security: {…},
//!  untyped: [pointer],
//!  inferred: [{pointer, what, evidence: [fact], place, pin, pinned}],
//!  findings: [{severity, code, message, places, help}],
//!  names: {pointer: path}, members: {pointer: path},
//!  title, version}
//! ```

use super::names::public;
use super::place;
use crate::diagnostic::{Diagnostics, Message};
use crate::ir::{Api, Tally};
use crate::names::Names;
use crate::source::SourceMap;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Report<'a> {
    operations: Coverage<'a>,
    /// Of generated operations.
    parameters: Coverage<'a>,
    /// Of generated operations.
    responses: Coverage<'a>,
    /// Under `components`.
    schemas: Coverage<'a>,
    security: Coverage<'a>,
    /// Positions typed as any JSON because the document leaves them open.
    untyped: Vec<String>,
    /// What was concluded rather than read.
    inferred: Vec<Inferred<'a>>,
    /// The diagnostics, by place.
    findings: Vec<Message>,
    /// The Rust path of every public item by the place that it comes from.
    names: BTreeMap<String, String>,
    /// The same for what stands in an item: fields, variants, parameters.
    members: BTreeMap<String, String>,
    title: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Coverage<'a> {
    declared: usize,
    generated: usize,
    /// Not selected, or not needed by what is.
    excluded: usize,
    dropped: Vec<Dropped<'a>>,
}

#[derive(Serialize)]
struct Dropped<'a> {
    pointer: String,
    code: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Inferred<'a> {
    pointer: String,
    what: &'a str,
    /// One fact each.
    evidence: &'a [String],
    /// `file:line:column`
    place: Option<String>,
    /// How to pin or turn it off in the configuration.
    pin: &'a str,
    pinned: bool,
}

/// The whole report, as indented JSON that ends in a newline.
pub fn json(api: &Api, names: &Names, diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let tallies = &api.coverage;
    let (mut items, mut members) = (BTreeMap::new(), BTreeMap::new());
    for name in public(api, names) {
        let map = if name.kind.is_member() {
            &mut members
        } else {
            &mut items
        };
        // The first one stays: a component before what it was split into.
        map.entry(name.pointer).or_insert(name.path);
    }
    let report = Report {
        operations: coverage(&tallies.operations),
        parameters: coverage(&tallies.parameters),
        responses: coverage(&tallies.responses),
        schemas: coverage(&tallies.schemas),
        security: coverage(&tallies.security),
        untyped: (tallies.untyped.iter())
            .map(|one| one.origin.pointer.to_string())
            .collect(),
        inferred: inferred(api, sources),
        findings: diagnostics
            .sorted()
            .into_iter()
            .map(|finding| Message::new(finding, sources))
            .collect(),
        names: items,
        members,
        title: &api.info.title,
        version: &api.info.version,
    };
    // Only maps with keys that are not texts can fail, and there are none.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn coverage(tally: &Tally) -> Coverage<'_> {
    let dropped = tally.dropped.iter().map(|dropped| Dropped {
        pointer: dropped.pointer.to_string(),
        code: &dropped.code,
        reason: &dropped.reason,
    });
    Coverage {
        declared: tally.declared,
        generated: tally.generated,
        excluded: tally.excluded,
        dropped: dropped.collect(),
    }
}

fn inferred<'a>(api: &'a Api, sources: &SourceMap) -> Vec<Inferred<'a>> {
    let each = api.inferences.iter().map(|inference| Inferred {
        pointer: inference.origin.pointer.to_string(),
        what: &inference.what,
        evidence: &inference.evidence,
        place: place(sources, inference.origin.span),
        pin: &inference.pin,
        pinned: inference.pinned,
    });
    each.collect()
}
