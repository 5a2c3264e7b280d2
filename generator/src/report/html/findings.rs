//! What was found in the document, as a terminal shows it.

use super::{Page, shown};
use crate::diagnostic::{Code, Diagnostic, Severity};
use maud::{Markup, html};

/// Of one kind no more are shown: the command lists them all.
pub(super) const SHOWN: usize = 250;
/// Kinds with more findings are closed at first.
const OPEN: usize = 10;

/// A finding and its number.
type Found<'a> = (usize, &'a Diagnostic);

impl Page<'_> {
    pub(super) fn findings(&self) -> Markup {
        html! {
            section id="findings" aria-labelledby="findings-title" {
                h2 id="findings-title" { "Findings " span class="count" { (self.found.len()) } }
                @if self.found.is_empty() {
                    p class="none" { "Nothing was found to be wrong with the document." }
                }
                @for (code, severity, all) in self.by_kind() {
                    details class="kind" data-group open[all.len() <= OPEN] {
                        summary {
                            span class={ "tag " (severity.as_str()) } { (severity.as_str()) }
                            " " code { (code) } " "
                            span class="count" { (all.len()) }
                            span class="words" { (first_line(code)) }
                        }
                        @for (number, one) in all.iter().take(SHOWN) {
                            (self.finding(*number, one))
                        }
                        @if let Some(more @ 1..) = all.len().checked_sub(SHOWN) {
                            p class="none" {
                                "And " (more) " more of this kind, which " code { "clientwright check" } " lists."
                            }
                        }
                    }
                }
            }
        }
    }

    fn finding(&self, number: usize, one: &Diagnostic) -> Markup {
        html! {
            pre class="snippet" id={ "f" (number) } data-item tabindex="0" {
                (shown(one, self.sources))
            }
        }
    }

    /// The findings of each kind, the worst kinds first, else as they come.
    fn by_kind(&self) -> Vec<(Code, Severity, Vec<Found<'_>>)> {
        let mut kinds: Vec<(Code, Severity, Vec<Found<'_>>)> = Vec::new();
        for found in self.found.iter().enumerate() {
            let (number, one) = (found.0, *found.1);
            let known = kinds.iter_mut();
            let mut known =
                known.filter(|(code, how, _)| (*code, *how) == (one.code, one.severity));
            match known.next() {
                Some((_, _, all)) => all.push((number, one)),
                None => kinds.push((one.code, one.severity, vec![(number, one)])),
            }
        }
        kinds.sort_by_key(|(_, severity, _)| match severity {
            Severity::Error => 0,
            Severity::Warning => 1,
            Severity::Note => 2,
        });
        kinds
    }
}

/// What a kind of finding means, in a sentence.
fn first_line(code: Code) -> &'static str {
    let line = code.explanation().lines().next().unwrap_or_default();
    line.trim_start_matches(['#', ' '])
}
