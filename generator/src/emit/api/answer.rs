//! Answers by status: the types of what successes and failures carry, and of their headers.

use super::service::Call;
use crate::emit::INLINE;
use crate::emit::docs::{Doc, code_span};
use crate::emit::ident::{ident, quoted};
use crate::emit::scope::Scope;
use crate::emit::size::stands_out;
use crate::format::{self, Item};
use crate::ir::{Codec, Content, Failures, Incoming, Link, Output, Response, StatusMatch, TypeRef};
use crate::names::status_name;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A status, and what an answer with it is.
type Case<'a> = (Option<StatusMatch>, &'a Response);

/// The type of what successes carry, if it depends on the status.
pub fn success_type(call: &Call<'_>) -> Option<Ident> {
    let by_status = call.operation.output == Output::ByStatus;
    by_status.then(|| ident(&call.names.response_type))
}

/// The types of answers that depend on the status, and the type of headers.
pub fn define(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Item> {
    let method = call.link();
    let mut all = Vec::new();
    if call.operation.output == Output::ByStatus {
        let cases = call.operation.responses.successes();
        let name = &call.names.response_type;
        let doc = format!("What a success of {method} carries.");
        all.push(enumeration(scope, name, &doc, &cases));
        all.push(reader(scope, name, &cases, true));
    }
    if let Failures::ByStatus(cases) = call.operation.failures() {
        let name = &call.names.error_type;
        let doc = format!("What a failure of {method} carries; `answer` of the error reads it.");
        all.push(enumeration(scope, name, &doc, &cases));
        all.push(reader(scope, name, &cases, false));
    }
    all.extend(headers(scope, call, &method));
    all.into_iter().map(Item::Regular).collect()
}

/// The type of a representation, as answers have it.
pub fn held(scope: &Scope<'_>, content: &Content) -> TokenStream {
    match content.codec {
        Codec::Json | Codec::JsonSequence => scope.ty(&content.ty),
        Codec::Text => quote!(String),
        Codec::Form | Codec::Multipart | Codec::Bytes => {
            let runtime = scope.runtime();
            quote!(#runtime::Bytes)
        }
    }
}

fn enumeration(scope: &Scope<'_>, name: &str, doc: &str, cases: &[Case<'_>]) -> String {
    let doc = Doc::text(doc).written("");
    let variants = cases.iter().enumerate().map(|(at, case)| {
        let payload = case.1.content(case.0).map(|content| {
            let ty = format::line(&held(scope, content));
            match is_boxed(scope, cases, at) {
                true => format!("(Box<{ty}>)"),
                false => format!("({ty})"),
            }
        });
        format!(
            "{}    {}{},\n",
            described(case).written("    "),
            status_name(case.0),
            payload.unwrap_or_default()
        )
    });
    let variants: String = variants.collect();
    let start = if variants.is_empty() { "" } else { "\n" };
    format!(
        "{doc}#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub enum {name} {{{start}{variants}}}"
    )
}

fn described((status, response): &Case<'_>) -> Doc {
    Doc::labelled(code_span(&code(*status)), &response.docs)
}

/// A status as the document writes it.
fn code(status: Option<StatusMatch>) -> String {
    match status {
        Some(StatusMatch::Exact(code)) => code.to_string(),
        Some(StatusMatch::Class(class)) => format!("{class}XX"),
        None => "default".to_owned(),
    }
}

fn is_range((status, _): &Case<'_>) -> bool {
    matches!(status, Some(StatusMatch::Class(_)))
}

fn is_boxed(scope: &Scope<'_>, cases: &[Case<'_>], at: usize) -> bool {
    let size = |case: &Case<'_>| match case.1.content(case.0) {
        Some(content) if content.codec == Codec::Json => scope.cx.size_of(&content.ty),
        Some(_) => 32,
        None => 0,
    };
    let sizes: Vec<usize> = cases.iter().map(size).collect();
    stands_out(&sizes, at, 0)
}

/// How an answer is read by its status. A success with a status that nobody declared is read as
/// the first one.
fn reader(scope: &Scope<'_>, name: &str, cases: &[Case<'_>], success: bool) -> String {
    let read = |at: usize, case: &Case<'_>| {
        let name = status_name(case.0);
        match case.1.content(case.0).map(|content| content.codec) {
            None => format!("Ok(Self::{name})"),
            Some(Codec::Json) => format!("answer.json().map(Self::{name})"),
            Some(Codec::JsonSequence) => format!("answer.json_sequence().map(Self::{name})"),
            Some(codec) => {
                let value = match codec {
                    Codec::Text => "answer.text().into_owned()",
                    _ => "answer.body().clone()",
                };
                match is_boxed(scope, cases, at) {
                    true => format!("Ok(Self::{name}(Box::new({value})))"),
                    false => format!("Ok(Self::{name}({value}))"),
                }
            }
        }
    };
    // Every success is one of 2xx, so a range of all of them is what is left.
    let range = |case: &Case<'_>| case.0.is_none() || success && is_range(case);
    let last = cases.iter().position(range).or(success.then_some(0));
    let rest = last.and_then(|at| Some(read(at, cases.get(at)?)));
    let rest = rest.unwrap_or("return None".to_owned());
    let arms = cases.iter().enumerate().filter_map(|(at, case)| {
        let pattern = match case.0? {
            StatusMatch::Exact(code) => code.to_string(),
            StatusMatch::Class(class) => format!("{class}00..={class}99"),
        };
        let value = read(at, case);
        (last != Some(at)).then(|| format!("                {pattern} => {value},\n"))
    });
    let arms: String = arms.collect();
    format!(
        "impl runtime::Answer for {name} {{
    {INLINE}
    fn read(
        answer: &runtime::RawResponse,
    ) -> Option<Result<Self, runtime::DecodeFailure>> {{
        Some(
            match answer.status().as_u16() {{
{arms}                _ => {rest},
            }},
        )
    }}
}}"
    )
}

/// The type of the headers of answers.
fn headers(scope: &Scope<'_>, call: &Call<'_>, method: &str) -> Vec<String> {
    let headers = call.operation.headers();
    if headers.is_empty() {
        return Vec::new();
    }
    let name = &call.names.headers_type;
    let doc =
        format!("Headers of answers to {method}; one that is not there or not readable is `None`.");
    let doc = Doc::text(doc).written("");
    let named: Vec<_> = headers.into_iter().zip(&call.names.headers).collect();
    let fields = named.iter().map(|(header, field)| {
        let doc = Doc::of(&header.docs).or(code_span(&header.wire_name));
        let ty = format::line(&scope.ty(&header.ty));
        format!("{}    pub {field}: Option<{ty}>,\n", doc.written("    "))
    });
    let reads = named.iter().map(|(header, field)| {
        let read = if header.json { "header_json" } else { "header" };
        let wire = quoted(&header.wire_name);
        format!("{field}: runtime::{read}(headers, {wire})")
    });
    let (fields, reads): (String, Vec<String>) = (fields.collect(), reads.collect());
    vec![
        format!(
            "{doc}#[derive(Clone, Debug, PartialEq)]\n#[non_exhaustive]\npub struct {name} {{\n{fields}}}"
        ),
        format!(
            "impl From<&runtime::http::HeaderMap> for {name} {{\n    \
             fn from(headers: &runtime::http::HeaderMap) -> Self {{\n{}    }}\n}}",
            format::value("Self", &reads)
        ),
    ]
}

/// What the documentation of a method says of its answers; `None` where there is nothing to say.
pub fn docs(scope: &Scope<'_>, call: &Call<'_>) -> Option<String> {
    let mut parts = Vec::new();
    match call.operation.failures() {
        Failures::Nothing => {}
        Failures::Same(content) if content.codec == Codec::Json => {
            let ty = link(scope, &content.ty);
            let written = scope.written(&content.ty);
            let read = code_span(&format!("error.json::<{written}>()"));
            parts.push(format!("Failures carry {ty}: {read}."));
        }
        Failures::Same(_) => {
            parts.push("Failures carry a body: `error.response()`.".to_owned());
        }
        Failures::ByStatus(_) => {
            let name = call.names.error_type.trim_start_matches("r#");
            let read = format!("`error.answer::<{name}>()`");
            parts.push(format!("Failures carry [`{name}`]: {read}."));
        }
    }
    parts.extend(super::stream::docs(scope, call));
    parts.extend(callbacks(scope, call));
    parts.extend(links(call));
    if !call.operation.headers().is_empty() {
        let name = call.names.headers_type.trim_start_matches("r#");
        parts.push(format!(
            "Answers have [`{name}`]: `{name}::from(response.headers())`."
        ));
    }
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// What the service calls in turn, a line each.
fn callbacks(scope: &Scope<'_>, call: &Call<'_>) -> Option<String> {
    let line = |callback: &Incoming| {
        let target = callback.expression.as_deref().unwrap_or_default();
        let target = code_span(&format!("{} {target}", callback.method));
        let payload = callback.payload.as_ref();
        let carries = payload.map(|content| format!(" with {}", link(scope, &content.ty)));
        format!(
            "- {}: {target}{}",
            code_span(&callback.wire_name),
            carries.unwrap_or_default()
        )
    };
    let lines: Vec<String> = call.operation.callbacks.iter().map(line).collect();
    (!lines.is_empty()).then(|| format!("The service calls back:\n\n{}", lines.join("\n")))
}

/// What can be called with what an answer carries, a line each.
fn links(call: &Call<'_>) -> Option<String> {
    let responses = &call.operation.responses;
    let all = responses
        .successes()
        .into_iter()
        .chain(responses.failures());
    let line = |link: &Link| {
        let text = Doc::of(&link.docs).lines().join(" ");
        let colon = if text.is_empty() { "" } else { ": " };
        let (name, target) = (code_span(&link.wire_name), code_span(&link.target));
        format!("- {name} to {target}{colon}{text}")
    };
    let mut lines: Vec<String> = Vec::new();
    for link in all.flat_map(|(_, response)| &response.links) {
        let line = line(link);
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| format!("Answers lead on:\n\n{}", lines.join("\n")))
}

/// A type with a link to it, without importing it.
pub fn link(scope: &Scope<'_>, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Named(id) => {
            let name = scope.cx.type_names(*id).ident.trim_start_matches("r#");
            let root = &scope.cx.config.output.root;
            format!("[`{name}`]({root}::types::{name})")
        }
        TypeRef::List(inner) => format!("a list of {}", link(scope, inner)),
        TypeRef::Map(inner) => format!("a map of {}", link(scope, inner)),
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => link(scope, inner),
        TypeRef::AnyJson => "any JSON".to_owned(),
        TypeRef::Scalar(_) | TypeRef::Tuple(_) | TypeRef::Foreign(_) => "a value".to_owned(),
    }
}
