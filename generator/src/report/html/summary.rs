//! How much of the document was generated, at a glance.

use super::{Page, visible};
use crate::diagnostic::Severity;
use crate::ir::TypeShape;
use crate::report::tallies;
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn summary(&self) -> Markup {
        let document = self.sources.iter().next();
        let document = document.map(|(_, file)| visible(&file.name));
        html! {
            section id="summary" aria-labelledby="summary-title" {
                h1 id="summary-title" { "Generation report" }
                p class="lead" {
                    "What clientwright " (env!("CARGO_PKG_VERSION")) " made of "
                    @if let Some(document) = document { code { (document) } }
                    @match self.sources.iter().count() {
                        0 | 1 => {}
                        2 => " and one other file",
                        count => { " and " (count - 1) " other files" }
                    }
                    "."
                }
                (self.cards())
                (self.coverage())
            }
        }
    }

    fn cards(&self) -> Markup {
        let coverage = &self.api.coverage;
        let count = |severity| {
            let found = self.found.iter();
            found.filter(|one| one.severity == severity).count()
        };
        let warnings = count(Severity::Error) + count(Severity::Warning);
        let kinds = self.api.types.iter().map(|def| &def.shape);
        let records = kinds.filter(|shape| matches!(shape, TypeShape::Record(_)));
        let paged = self.numbered();
        let paged = paged.filter(|one| one.operation.paging.is_some()).count();
        let cards = [
            (
                "operations",
                coverage.operations.generated,
                "operations",
                format!("{paged} with pages"),
                "",
            ),
            (
                "types",
                self.api.types.len(),
                "types",
                format!("{} structs", records.count()),
                "",
            ),
            (
                "findings",
                warnings,
                "warnings",
                format!("{} notes", count(Severity::Note)),
                "warn",
            ),
            (
                "concluded",
                self.api.inferences.len(),
                "conclusions",
                "not read, but inferred".to_owned(),
                "",
            ),
            (
                "untyped",
                coverage.untyped.len(),
                "places untyped",
                "the document leaves them open".to_owned(),
                "warn",
            ),
            (
                "left-out",
                self.left().count(),
                "left out",
                "with a reason each".to_owned(),
                "bad",
            ),
        ];
        html! {
            ul class="cards" {
                @for (id, count, what, note, mood) in cards {
                    li {
                        a class={ "card " @if count > 0 { (mood) } } href={ "#" (id) } {
                            span class="figure" { (count) }
                            span class="what" { (what) }
                            span class="note" { (note) }
                        }
                    }
                }
            }
        }
    }

    fn coverage(&self) -> Markup {
        html! {
            table class="coverage" {
                caption { "Generated of declared" }
                thead {
                    tr {
                        th scope="col" { "" } th scope="col" class="number" { "declared" }
                        th scope="col" class="number" { "generated" }
                        th scope="col" class="number" { "not selected" }
                        th scope="col" class="number" { "left out" }
                        th scope="col" class="share" { "share" }
                    }
                }
                tbody {
                    @for (what, tally) in tallies(self.api) {
                        tr {
                            th scope="row" { (what) }
                            td class="number" { (tally.declared) }
                            td class="number" { (tally.generated) }
                            td class="number" { (tally.excluded) }
                            td class="number" { (tally.dropped.len()) }
                            td class="share" {
                                @if tally.declared > 0 {
                                    meter min="0" max=(tally.declared) value=(tally.generated)
                                        aria-label={ (what) " generated" } {}
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
