//! The report as programs read it.

use super::names::{PublicName, public};
use super::{place, severity, tallies};
use crate::diagnostic::Diagnostics;
use crate::ir::Api;
use crate::names::Names;
use crate::source::SourceMap;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Report<'a> {
    title: &'a str,
    version: &'a str,
    coverage: BTreeMap<&'static str, Coverage<'a>>,
    inferences: Vec<Inference<'a>>,
    findings: Vec<Finding<'a>>,
    untyped: Vec<String>,
    names: Vec<PublicName>,
}

#[derive(Serialize)]
struct Coverage<'a> {
    declared: usize,
    generated: usize,
    dropped: Vec<Dropped<'a>>,
}

#[derive(Serialize)]
struct Dropped<'a> {
    pointer: String,
    code: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Inference<'a> {
    what: &'a str,
    pointer: String,
    place: Option<String>,
    evidence: &'a [String],
    pin: &'a str,
    pinned: bool,
}

#[derive(Serialize)]
struct Finding<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    place: Option<String>,
    help: Option<&'a str>,
}

/// The whole report, as indented JSON that ends in a newline.
pub fn json(api: &Api, names: &Names, diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let report = Report {
        title: &api.info.title,
        version: &api.info.version,
        coverage: tallies(api)
            .into_iter()
            .map(|(what, tally)| (what, coverage(tally)))
            .collect(),
        inferences: api
            .inferences
            .iter()
            .map(|inference| concluded(inference, sources))
            .collect(),
        findings: findings(diagnostics, sources),
        untyped: api
            .coverage
            .untyped
            .iter()
            .map(ToString::to_string)
            .collect(),
        names: public(api, names),
    };
    // Only maps with keys that are not texts can fail, and there are none.
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

fn coverage(tally: &crate::ir::Tally) -> Coverage<'_> {
    let dropped = tally.dropped.iter().map(|dropped| Dropped {
        pointer: dropped.pointer.to_string(),
        code: &dropped.code,
        reason: &dropped.reason,
    });
    Coverage {
        declared: tally.declared,
        generated: tally.generated,
        dropped: dropped.collect(),
    }
}

fn concluded<'a>(inference: &'a crate::ir::Inference, sources: &SourceMap) -> Inference<'a> {
    Inference {
        what: &inference.what,
        pointer: inference.origin.pointer.to_string(),
        place: place(sources, inference.origin.span),
        evidence: &inference.evidence,
        pin: &inference.pin,
        pinned: inference.pinned,
    }
}

fn findings<'a>(diagnostics: &'a Diagnostics, sources: &SourceMap) -> Vec<Finding<'a>> {
    let each = diagnostics.sorted().into_iter().map(|finding| Finding {
        severity: severity(finding),
        code: finding.code.slug(),
        message: &finding.message,
        place: finding
            .primary
            .as_ref()
            .and_then(|label| place(sources, label.span)),
        help: finding.help.as_deref(),
    });
    each.collect()
}
