//! What was concluded rather than read, what was left out, and what stays any JSON.

use super::{Page, evidence, spans, visible};
use crate::ir::Dropped;
use crate::report::{openness, tallies};
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn concluded(&self) -> Markup {
        let all = &self.api.inferences;
        html! {
            section id="concluded" aria-labelledby="concluded-title" {
                h2 id="concluded-title" { "Concluded rather than read " span class="count" { (all.len()) } }
                p class="lead" {
                    "The document does not say these things in so many words. What they were concluded from stands "
                    "with each, and how to pin it or turn it off."
                }
                @if all.is_empty() { p class="none" { "Nothing: all is as the document says it." } }
                @for (number, one) in all.iter().enumerate() {
                    details class="item" id={ "c" (number) } data-item {
                        summary {
                            strong { (spans(&one.what)) }
                            @if one.pinned { " " span class="tag good" { "pinned" } }
                            " " span class="words" { (self.subject(&one.origin)) }
                        }
                        ul class="evidence" {
                            @for fact in &one.evidence { li { (evidence(fact)) } }
                        }
                        p class="from" { (self.origin(&one.origin)) }
                        @if !one.pin.is_empty() {
                            p class="pin" { "To pin it or turn it off:" }
                            pre class="config" { (visible(&one.pin)) }
                        }
                    }
                }
            }
        }
    }

    /// The operation that something is about, or else the place.
    fn subject(&self, origin: &crate::ir::Origin) -> Markup {
        html! {
            @match self.operations_at.get(&origin.pointer) {
                Some(operation) => code {
                    (operation.method) " " (visible(&operation.path.text))
                },
                None => code { (visible(&origin.pointer.to_string())) },
            }
        }
    }

    /// What was left out, with what it is.
    pub(super) fn left(&self) -> impl Iterator<Item = (&'static str, &Dropped)> {
        tallies(self.api)
            .into_iter()
            .flat_map(|(what, tally)| tally.dropped.iter().map(move |one| (what, one)))
    }

    pub(super) fn left_out(&self) -> Markup {
        html! {
            section id="left-out" aria-labelledby="left-out-title" {
                h2 id="left-out-title" { "Left out " span class="count" { (self.left().count()) } }
                @if self.left().next().is_none() {
                    p class="none" { "Nothing: all that was selected is in the crate." }
                } @else {
                    div class="wide" {
                        table {
                            thead { tr { th { "What" } th { "Why" } th { "Place" } } }
                            tbody data-group {
                                @for (what, one) in self.left() {
                                    tr data-item {
                                        td { (what) }
                                        td { (spans(&one.reason)) " " code class="quiet" { (one.code) } }
                                        td { code class="pointer" { (visible(&one.pointer.to_string())) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    pub(super) fn untyped(&self) -> Markup {
        let all = &self.api.coverage.untyped;
        html! {
            section id="untyped" aria-labelledby="untyped-title" {
                h2 id="untyped-title" { "Untyped " span class="count" { (all.len()) } }
                p class="lead" {
                    "Places that are any JSON (" code { "Value" } ") in the crate, because the document leaves them open."
                }
                @if all.is_empty() {
                    p class="none" { "None: everything has a type." }
                } @else {
                    details class="kind" data-group open[all.len() <= 20] {
                        summary { (all.len()) " places" }
                        div class="wide" {
                            table {
                                thead { tr { th { "Place" } th { "Why" } } }
                                tbody {
                                    @for one in all {
                                        tr data-item {
                                            td { (self.origin(&one.origin)) }
                                            td { (spans(openness(one.reason))) }
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
