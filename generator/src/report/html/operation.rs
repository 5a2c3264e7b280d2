//! What opens under an operation: what goes in, what comes back, what was concluded about it.

use super::{Numbered, Page, evidence, spans, visible, words};
use crate::ir::{
    Content, Docs, EventData, Output, Parameter, Presence, Response, StatusMatch, Stream,
};
use maud::{Markup, html};

impl Page<'_> {
    pub(super) fn operation_body(&self, one: Numbered<'_>) -> Markup {
        let operation = one.operation;
        html! {
            div class="inside" {
                @if let Some(words) = words(&operation.docs) { p class="lead" { (words) } }
                dl {
                    dt { "Rust" } dd { code { (one.service.path()) "::" (one.names.method) } }
                    dt { "From" } dd { (self.origin(&operation.origin)) }
                    @if let Some(id) = &operation.wire_id {
                        dt { "operationId" } dd { code { (visible(id)) } }
                    }
                    dt { "Gives" } dd { (self.output(one)) }
                    (self.needs(one))
                    (self.walks(one))
                    @let found = self.found_in(operation.origin.span);
                    @if !found.is_empty() {
                        dt { "Findings" }
                        dd {
                            @for number in found.iter().take(20) {
                                @if self.listed.contains(number) {
                                    a href={ "#f" (number) } { (self.finding_title(*number)) }
                                } @else { (self.finding_title(*number)) }
                                br;
                            }
                            @if found.len() > 20 { "and " (found.len() - 20) " more" }
                        }
                    }
                }
                (self.parameters(one))
                (self.answers(one))
            }
        }
    }

    fn finding_title(&self, number: usize) -> Markup {
        html! {
            @if let Some(one) = self.found.get(number) { (spans(&one.message)) }
        }
    }

    /// What a success carries, as the caller gets it.
    fn output(&self, one: Numbered<'_>) -> Markup {
        html! {
            @match &one.operation.output {
                Output::Nothing => "nothing but that it succeeded",
                Output::Json(ty) => code { (self.ty(ty)) },
                Output::Text => code { "String" },
                Output::Bytes => code { "Bytes" },
                Output::Stream => "a stream",
                Output::ByStatus => { code { (one.names.response_type) } ", by the status" }
            }
            @if let Some((content, stream)) = one.operation.stream() {
                @match stream {
                    Stream::Json(item) => { "; as a stream, each item " code { (self.ty(item)) } }
                    Stream::Events(events) => {
                        "; as a stream of events"
                        @for event in events {
                            @if let EventData::Json(ty) = &event.data { " " code { (self.ty(ty)) } }
                        }
                    }
                }
                " (" (visible(&content.media_type)) ")"
            }
        }
    }

    /// Credentials.
    fn needs(&self, one: Numbered<'_>) -> Markup {
        let ways = &one.operation.security;
        let name = |id| visible(self.names.scheme(id));
        html! {
            @if !ways.is_empty() {
                dt { "Credentials" }
                dd {
                    @for (index, way) in ways.iter().enumerate() {
                        @if index > 0 { " or " }
                        @if way.schemes.is_empty() { "none" }
                        @for (index, scheme) in way.schemes.iter().enumerate() {
                            @if index > 0 { " with " }
                            code { (name(scheme.id)) }
                        }
                    }
                }
            }
        }
    }

    /// Pages, envelope, waiting: each with the evidence for it.
    fn walks(&self, one: Numbered<'_>) -> Markup {
        let operation = one.operation;
        html! {
            @if let Some(paging) = &operation.paging {
                dt { "Pages" }
                dd {
                    (spans(&paging.words)) " Items: "
                    @if paging.items.is_empty() { "the answer itself." }
                    @else { code { (visible(&paging.items.join("."))) } "." }
                }
            }
            @if let Some(polling) = &operation.polling {
                dt { "Waiting" } dd { (spans(&polling.words)) }
            }
            @if let Some(envelope) = &operation.envelope {
                dt { "Envelope" }
                dd {
                    code { (visible(&envelope.code)) } " is " code { (envelope.success) }
                    " for a success, whose value is in " code { (visible(&envelope.data)) } "."
                }
            }
            @let concluded = self.inferences(&operation.origin);
            @if !concluded.is_empty() {
                dt { "Concluded" }
                dd {
                    @for (number, inference) in concluded {
                        a href={ "#c" (number) } { (spans(&inference.what)) }
                        ul class="evidence" {
                            @for fact in &inference.evidence { li { (evidence(fact)) } }
                        }
                    }
                }
            }
        }
    }

    fn parameters(&self, one: Numbered<'_>) -> Markup {
        let operation = one.operation;
        let parameters = operation.parameters.iter().zip(&one.names.parameters);
        html! {
            @if !operation.parameters.is_empty() || operation.body.is_some() {
                div class="wide" {
                    table {
                        caption { "Request" }
                        thead { tr { th { "Rust" } th { "Type" } th { "In the request" } th { "What" } } }
                        tbody {
                            @for (parameter, name) in parameters { (self.parameter(parameter, name)) }
                            @if let Some(body) = &operation.body {
                                @for content in &body.contents {
                                    tr {
                                        td { code { (one.names.body) } (optional(body.presence)) }
                                        td { code { (self.ty(&content.ty)) } }
                                        td { "body, " (visible(&content.media_type)) }
                                        td { (described(&body.docs)) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    fn parameter(&self, parameter: &Parameter, name: &str) -> Markup {
        html! {
            tr {
                td {
                    @if parameter.constant.is_none() { code { (name) } }
                    (optional(parameter.presence))
                }
                td { code { (self.ty(&parameter.ty)) } }
                td { (visible(&parameter.place())) " " code { (visible(&parameter.wire_name)) } }
                td {
                    @if parameter.constant.is_some() { "Always the same. " }
                    (described(&parameter.docs))
                }
            }
        }
    }

    fn answers(&self, one: Numbered<'_>) -> Markup {
        let responses = &one.operation.responses;
        let by_status = responses.by_status.iter();
        let all = by_status.map(|(status, response)| (Some(*status), response));
        let all = all.chain(responses.default.iter().map(|response| (None, response)));
        html! {
            div class="wide" {
                table {
                    caption { "Answers" }
                    thead { tr { th { "Status" } th { "Type" } th { "Media type" } th { "What" } } }
                    tbody { @for (status, response) in all { (self.answer(status, response)) } }
                }
            }
        }
    }

    fn answer(&self, status: Option<StatusMatch>, response: &Response) -> Markup {
        let is_success = status.is_some_and(StatusMatch::is_success);
        let status = match status {
            Some(StatusMatch::Exact(code)) => code.to_string(),
            Some(StatusMatch::Class(class)) => format!("{class}XX"),
            None => "any other".to_owned(),
        };
        let media = |content: &Content| visible(&content.media_type);
        html! {
            tr {
                td { span class={ "status " @if is_success { "good" } } { (status) } }
                td {
                    @for (index, content) in response.contents.iter().enumerate() {
                        @if index > 0 { br; }
                        code { (self.ty(&content.ty)) }
                    }
                    @if response.contents.is_empty() { span class="quiet" { "no body" } }
                }
                td {
                    @for (index, content) in response.contents.iter().enumerate() {
                        @if index > 0 { br; }
                        (media(content))
                    }
                }
                td {
                    (described(&response.docs))
                    @if !response.headers.is_empty() {
                        " Headers: "
                        @for (index, header) in response.headers.iter().enumerate() {
                            @if index > 0 { ", " }
                            code { (visible(&header.wire_name)) }
                        }
                        "."
                    }
                }
            }
        }
    }
}

fn optional(presence: Presence) -> Markup {
    html! {
        @if presence == Presence::Optional { " " span class="quiet" { "optional" } }
    }
}

fn described(docs: &Docs) -> Markup {
    html! {
        @if docs.deprecated { span class="tag warning" { "deprecated" } " " }
        @if let Some(words) = words(docs) { (words) }
    }
}
