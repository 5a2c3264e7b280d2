//! What the command says, and where: results on standard output, everything else on standard error.

use super::{Exit, ReportFormat};
use clientwright::Outcome;
use clientwright::diagnostic::{Diagnostics, Severity, render};
use clientwright::source::SourceMap;
use std::fmt::Display;
use std::io::Write;

/// A result. A reader that has gone away is no reason to fail.
pub(super) fn result(text: impl Display) {
    let _ = write!(std::io::stdout().lock(), "{text}");
}

/// A remark.
pub(super) fn remark(text: impl Display) {
    let _ = write!(std::io::stderr().lock(), "{text}");
}

/// Why the command cannot be carried out as called.
pub(super) fn usage(message: impl Display) -> Exit {
    remark(format_args!("error: {message}\n"));
    Exit::Usage
}

/// All diagnostics, and how many there were.
pub(super) fn diagnostics(diagnostics: &Diagnostics, sources: &SourceMap) {
    let mut text = String::new();
    let mut counts = [0_usize; 2];
    for diagnostic in diagnostics.sorted() {
        text.push_str(&render(diagnostic, sources));
        match diagnostic.severity {
            Severity::Error => counts[0] += 1,
            Severity::Warning => counts[1] += 1,
            Severity::Note => {}
        }
    }
    let tally: Vec<_> = ["error", "warning"]
        .iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| format!("{count} {word}{}", if count == 1 { "" } else { "s" }))
        .collect();
    if !tally.is_empty() {
        text.push_str(&format!("{}\n", tally.join(", ")));
    }
    remark(text);
}

/// Everything that a run found; an error ends the command.
pub(super) fn outcome(outcome: &Outcome, report: Option<ReportFormat>) -> Result<(), Exit> {
    diagnostics(&outcome.diagnostics, &outcome.sources);
    if let (Some(format), Some(report)) = (report, &outcome.report) {
        result(match format {
            ReportFormat::Text => &report.text,
            ReportFormat::Json => &report.json,
        });
    }
    if outcome.diagnostics.has_errors() {
        return Err(Exit::Fault);
    }
    Ok(())
}
