//! The operations, by service: a line each, and what opens under it.

use super::{Numbered, Page, visible, words};
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn operations(&self) -> Markup {
        let mut all = self.numbered().peekable();
        let services = self.api.services.iter().zip(&self.names.services);
        html! {
            section id="operations" aria-labelledby="operations-title" {
                h2 id="operations-title" {
                    "Operations " span class="count" { (self.numbered().count()) }
                }
                @for (index, (service, own)) in services.enumerate() {
                    section class="service" id={ "s" (index) } data-group {
                        h3 {
                            (self.service_title(index)) " "
                            @if let Some(accessor) = &own.accessor {
                                code class="quiet" { "client." (accessor) "()" }
                            }
                        }
                        @if let Some(words) = words(&service.docs) { p class="lead" { (words) } }
                        @for one in all.by_ref().take(service.operations.len()) {
                            (self.operation(one))
                        }
                    }
                }
            }
        }
    }

    fn operation(&self, one: Numbered<'_>) -> Markup {
        let operation = one.operation;
        let method = operation.method.to_ascii_lowercase();
        html! {
            details class="item op" id={ "o" (one.number) } data-item {
                summary {
                    span class={ "method " (visible(&method)) } { (visible(&operation.method)) }
                    span {
                        code class="path" { (visible(&operation.path.text)) }
                        code class="rust" { (one.service.way("client", &one.names.method)) }
                    }
                    span class="tags" { (self.tags(one)) }
                }
                (self.operation_body(one))
            }
        }
    }

    /// What is special about an operation, in a word each.
    fn tags(&self, one: Numbered<'_>) -> Markup {
        let operation = one.operation;
        let found = self.found_in(operation.origin.span).len();
        let tags = [
            (operation.docs.deprecated, "deprecated"),
            (operation.paging.is_some(), "pages"),
            (operation.envelope.is_some(), "envelope"),
            (operation.stream().is_some(), "stream"),
            (operation.polling.is_some(), "waits"),
            (operation.idempotency_key.is_some(), "idempotency key"),
        ];
        html! {
            @for (_, tag) in tags.into_iter().filter(|(has, _)| *has) {
                span class={ "tag " @if tag == "deprecated" { "warning" } } { (tag) }
            }
            @if found > 0 {
                span class="tag warning" { (found) @if found == 1 { " finding" } @else { " findings" } }
            }
        }
    }
}
