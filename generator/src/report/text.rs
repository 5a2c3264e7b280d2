//! The report as people read it.

use super::{names, openness, place, tallies};
use crate::diagnostic::{Diagnostics, is_visible};
use crate::ir::Api;
use crate::names::Names;
use crate::source::SourceMap;
use std::fmt::Write;

/// The whole report.
pub fn text(api: &Api, names: &Names, diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = writeln!(out, "{} {}", api.info.title, api.info.version);
    coverage(&mut out, api);
    inferences(&mut out, api, sources);
    dropped(&mut out, api);
    findings(&mut out, diagnostics, sources);
    untyped(&mut out, api);
    public(&mut out, api, names);
    out
}

fn coverage(out: &mut String, api: &Api) {
    let _ = writeln!(out, "\nGenerated of declared");
    for (what, tally) in tallies(api) {
        let _ = writeln!(
            out,
            "  {what:<12} {} of {}{}",
            tally.generated,
            tally.declared,
            match tally.excluded {
                0 => String::new(),
                excluded => format!(" ({excluded} not selected)"),
            }
        );
    }
}

fn inferences(out: &mut String, api: &Api, sources: &SourceMap) {
    if api.inferences.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nConcluded rather than read");
    for inference in &api.inferences {
        let pinned = if inference.pinned { " (pinned)" } else { "" };
        let _ = writeln!(
            out,
            "  {}{pinned}: {}",
            inference.what, inference.origin.pointer
        );
        if let Some(place) = place(sources, inference.origin.span) {
            let _ = writeln!(out, "    at {place}");
        }
        for fact in &inference.evidence {
            let _ = writeln!(out, "    - {}", line(fact));
        }
        if !inference.pin.is_empty() {
            let _ = writeln!(
                out,
                "    to pin it or turn it off: {}",
                inference.pin.replace('\n', "\n      ")
            );
        }
    }
}

/// Texts of the document may be in it.
fn line(fact: &str) -> String {
    let visible = fact.chars().filter(|&c| is_visible(c));
    let spaced = visible.map(|c| if c.is_whitespace() { ' ' } else { c });
    spaced.collect()
}

fn dropped(out: &mut String, api: &Api) {
    let all: Vec<_> = tallies(api)
        .into_iter()
        .flat_map(|(what, tally)| tally.dropped.iter().map(move |d| (what, d)))
        .collect();
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nLeft out");
    for (what, dropped) in all {
        let _ = writeln!(
            out,
            "  {} ({what}, {}): {}",
            dropped.pointer, dropped.code, dropped.reason
        );
    }
}

fn findings(out: &mut String, diagnostics: &Diagnostics, sources: &SourceMap) {
    let all = diagnostics.sorted();
    if all.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nFindings");
    for finding in all {
        let at = finding
            .primary
            .as_ref()
            .and_then(|label| place(sources, label.span))
            .unwrap_or_default();
        let at = if at.is_empty() { at } else { format!("{at}: ") };
        let _ = writeln!(
            out,
            "  {at}{}[{}]: {}",
            finding.severity.as_str(),
            finding.code,
            finding.message
        );
    }
}

fn untyped(out: &mut String, api: &Api) {
    if api.coverage.untyped.is_empty() {
        return;
    }
    let _ = writeln!(out, "\nAny JSON, because the document leaves it open");
    for one in &api.coverage.untyped {
        let _ = writeln!(out, "  {}: {}", one.origin.pointer, openness(one.reason));
    }
}

fn public(out: &mut String, api: &Api, names: &Names) {
    let _ = writeln!(out, "\nPublic names");
    let all = names::public(api, names);
    for name in all.iter().filter(|name| !name.kind.is_member()) {
        let _ = writeln!(
            out,
            "  {:<10} {:<48} {}",
            name.kind.as_str(),
            name.path,
            name.pointer
        );
    }
}
