//! The report as a page: one file that needs nothing but a browser.
//!
//! Texts of a document reach it through `maud`, which escapes them, and the page forbids by its policy whatever
//! script or style is not its own.

mod concluded;
mod findings;
mod operation;
mod operations;
mod styled;
mod summary;
mod types;

use super::place;
use crate::diagnostic::{Diagnostic, Diagnostics, is_visible, render_styled};
use crate::ir::{Api, Inference, Operation, Origin, Scalar, TypeId, TypeRef};
use crate::names::{Names, OperationNames, ServiceNames};
use crate::source::{FileId, Pointer, SourceMap, Span};
use base64::prelude::{BASE64_STANDARD, Engine as _};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// How the page looks.
pub const STYLE: &str = include_str!("page.css");
/// Filtering, and opening what an address points to; all else works without.
pub const SCRIPT: &str = include_str!("page.js");

/// Of a description without a summary as many characters are shown.
const DESCRIBED: usize = 400;

/// The whole report.
pub fn html(api: &Api, names: &Names, diagnostics: &Diagnostics, sources: &SourceMap) -> String {
    Page::new(api, names, diagnostics.sorted(), sources)
        .whole()
        .into_string()
}

/// One finding as the page shows it: HTML for a `pre`.
pub fn snippet(diagnostic: &Diagnostic, sources: &SourceMap) -> String {
    shown(diagnostic, sources).into_string()
}

fn shown(diagnostic: &Diagnostic, sources: &SourceMap) -> Markup {
    styled::styled(render_styled(diagnostic, sources).trim_end())
}

/// What the page tells of.
struct Page<'a> {
    api: &'a Api,
    names: &'a Names,
    /// The findings; one is known by its index.
    found: Vec<&'a Diagnostic>,
    /// Those of them that are shown: of each kind so many.
    listed: BTreeSet<usize>,
    /// The same by where they begin.
    found_at: BTreeMap<(FileId, u32), Vec<usize>>,
    /// The inferences by the pointers that they are about.
    concluded_at: BTreeMap<String, Vec<usize>>,
    /// The operations by their pointers.
    operations_at: BTreeMap<&'a Pointer, &'a Operation>,
    sources: &'a SourceMap,
}

/// An operation with its names and its number on the page.
#[derive(Clone, Copy)]
struct Numbered<'a> {
    number: usize,
    operation: &'a Operation,
    service: &'a ServiceNames,
    names: &'a OperationNames,
}

impl<'a> Page<'a> {
    fn new(
        api: &'a Api,
        names: &'a Names,
        found: Vec<&'a Diagnostic>,
        sources: &'a SourceMap,
    ) -> Self {
        let mut listed = BTreeSet::new();
        let mut found_at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut kinds: BTreeMap<_, usize> = BTreeMap::new();
        for (number, one) in found.iter().enumerate() {
            let before = kinds
                .entry((one.code.slug(), one.severity.as_str()))
                .or_default();
            if *before < findings::SHOWN {
                listed.insert(number);
            }
            *before += 1;
            if let Some(label) = &one.primary {
                let at = (label.span.file, label.span.start);
                found_at.entry(at).or_default().push(number);
            }
        }
        let mut concluded_at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, one) in api.inferences.iter().enumerate() {
            let at = one.origin.pointer.to_string();
            concluded_at.entry(at).or_default().push(number);
        }
        let operations = api.services.iter().flat_map(|service| &service.operations);
        let operations = operations.map(|operation| (&operation.origin.pointer, operation));
        Self {
            api,
            names,
            found,
            listed,
            found_at,
            concluded_at,
            operations_at: operations.collect(),
            sources,
        }
    }

    fn whole(&self) -> Markup {
        let title = visible(&self.api.info.title);
        let hash = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
            hash(STYLE),
            hash(SCRIPT)
        );
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(policy);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    meta name="referrer" content="no-referrer";
                    title { (title) " – generation report" }
                    style { (PreEscaped(STYLE)) }
                }
                body class="report" {
                    a class="skip" href="#main" { "Skip to the report" }
                    (self.head(&title))
                    div class="columns" {
                        (self.navigation())
                        main id="main" {
                            (self.summary())
                            (self.findings())
                            (self.concluded())
                            (self.left_out())
                            (self.untyped())
                            (self.operations())
                            (self.types())
                        }
                    }
                    script { (PreEscaped(SCRIPT)) }
                }
            }
        }
    }

    fn head(&self, title: &str) -> Markup {
        html! {
            header class="bar" {
                div class="title" {
                    span class="name" { (title) }
                    span class="version" { (visible(&self.api.info.version)) }
                }
                div class="filter" hidden {
                    label class="unseen" for="filter" { "Show only what has these words" }
                    input id="filter" type="search" autocomplete="off" spellcheck="false"
                        placeholder="Filter by words" aria-describedby="shown";
                    kbd aria-hidden="true" { "/" }
                    output id="shown" for="filter" aria-live="polite" {}
                    button type="button" id="open" { "Open all" }
                    button type="button" id="close" { "Close all" }
                }
            }
        }
    }

    fn navigation(&self) -> Markup {
        let coverage = &self.api.coverage;
        let sections = [
            ("findings", "Findings", self.found.len()),
            ("concluded", "Concluded", self.api.inferences.len()),
            ("left-out", "Left out", self.left().count()),
            ("untyped", "Untyped", coverage.untyped.len()),
            ("operations", "Operations", self.numbered().count()),
        ];
        html! {
            nav aria-label="Sections" {
                a href="#summary" { "Summary" }
                @for (id, name, count) in sections {
                    a href={ "#" (id) } { (name) " " span class="count" { (count) } }
                    @if id == "operations" { (self.services()) }
                }
                a href="#types" { "Types " span class="count" { (self.api.types.len()) } }
            }
        }
    }

    /// The links to the groups of operations, where there are several.
    fn services(&self) -> Markup {
        let services = &self.api.services;
        html! {
            @if services.len() > 1 {
                div class="sub" {
                    @for (index, service) in services.iter().enumerate() {
                        a href={ "#s" (index) } {
                            (self.service_title(index)) " "
                            span class="count" { (service.operations.len()) }
                        }
                    }
                }
            }
        }
    }

    fn service_title(&self, index: usize) -> String {
        let tag = self.api.services.get(index);
        let tag = tag.and_then(|service| service.tag.as_deref());
        tag.map_or_else(|| "without a tag".to_owned(), visible)
    }

    /// All operations, in the order of the page.
    fn numbered(&self) -> impl Iterator<Item = Numbered<'a>> {
        let (api, names) = (self.api, self.names);
        let services = api.services.iter().zip(&names.services);
        let all = services.flat_map(|(service, own)| {
            let each = service.operations.iter().zip(&own.operations);
            each.map(move |(operation, names)| (own, operation, names))
        });
        let number = |(number, (service, operation, names))| Numbered {
            number,
            operation,
            service,
            names,
        };
        all.enumerate().map(number)
    }

    /// A use of a type, as Rust writes it; the types of the crate are links.
    fn ty(&self, ty: &TypeRef) -> Markup {
        html! {
            @match ty {
                TypeRef::Named(id) => a href={ "#t" (id.0) } { (self.names.ty(*id).ident) },
                TypeRef::Scalar(scalar) => (scalar_name(*scalar)),
                TypeRef::List(inner) => { "Vec<" (self.ty(inner)) ">" }
                TypeRef::Map(inner) => { "BTreeMap<String, " (self.ty(inner)) ">" }
                TypeRef::Tuple(all) => {
                    "("
                    @for ty in all { (self.ty(ty)) "," }
                    ")"
                }
                TypeRef::Nullable(inner) => { "Nullable<" (self.ty(inner)) ">" }
                TypeRef::Boxed(inner) => { "Box<" (self.ty(inner)) ">" }
                TypeRef::Foreign(path) => (path),
                TypeRef::AnyJson => span class="any" { "Value" },
            }
        }
    }

    /// Where something comes from: in a file, and in the document.
    fn origin(&self, origin: &Origin) -> Markup {
        html! {
            @if let Some(place) = place(self.sources, origin.span) {
                code class="place" { (visible(&place)) } " "
            }
            code class="pointer" { (visible(&origin.pointer.to_string())) }
        }
    }

    /// What was concluded about something, or about what is in it.
    fn inferences(&self, origin: &Origin) -> Vec<(usize, &'a Inference)> {
        let whole = origin.pointer.to_string();
        let front = format!("{whole}/");
        let own = self.concluded_at.get(&whole).into_iter();
        let inside = self.concluded_at.range(front.clone()..);
        let inside = inside.take_while(|(at, _)| at.starts_with(&front));
        let all = own.chain(inside.map(|(_, all)| all)).flatten();
        let mut all: Vec<usize> = all.copied().collect();
        all.sort_unstable();
        let known = |number| Some((number, self.api.inferences.get(number)?));
        all.into_iter().filter_map(known).collect()
    }

    /// The numbers of the findings in a stretch of a file.
    fn found_in(&self, span: Span) -> Vec<usize> {
        if span == Span::default() {
            return Vec::new();
        }
        let ends = |number: &usize| {
            let label = self.found.get(*number).and_then(|one| one.primary.as_ref());
            label.is_some_and(|label| label.span.end <= span.end)
        };
        let begun = (span.file, span.start)..=(span.file, span.end);
        let begun = self.found_at.range(begun).flat_map(|(_, all)| all);
        let mut all: Vec<usize> = begun.copied().filter(ends).collect();
        all.sort_unstable();
        all
    }

    /// The anchor of a type.
    fn type_id(id: TypeId) -> String {
        format!("t{}", id.0)
    }
}

/// A text of the document, without what would change how the text around it is shown.
fn visible(text: &str) -> String {
    text.chars().filter(|&c| is_visible(c)).collect()
}

/// What something is, in the document's words: the summary, or else how the description begins.
fn words(docs: &crate::ir::Docs) -> Option<String> {
    let text = docs.summary.as_deref().filter(|text| !text.is_empty());
    let text = text.or(docs.description.as_deref())?;
    let text = text.trim().split("\n\n").next().unwrap_or_default();
    let text = visible(text);
    Some(match text.char_indices().nth(DESCRIBED) {
        Some((end, _)) => format!("{} …", text.get(..end).unwrap_or_default()),
        None => text,
    })
    .filter(|text| !text.is_empty())
}

/// A text in which what stands between backticks is code.
fn spans(text: &str) -> Markup {
    let text = visible(text);
    html! {
        @for (index, piece) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

/// A fact that something was concluded from: what it says, and where that stands.
fn evidence(text: &str) -> Markup {
    html! {
        @match text.split_once(": ").filter(|(at, _)| at.starts_with("#/")) {
            Some((at, says)) => { (spans(says)) " " code class="pointer" { (visible(at)) } }
            None => (spans(text)),
        }
    }
}

fn scalar_name(scalar: Scalar) -> String {
    match scalar {
        Scalar::Null => "()".to_owned(),
        Scalar::Bool => "bool".to_owned(),
        Scalar::Integer(integer) => integer.as_str().to_owned(),
        Scalar::F32 => "f32".to_owned(),
        Scalar::F64 => "f64".to_owned(),
        Scalar::TextOf(integer) => format!("TextOf<{}>", integer.as_str()),
        other => format!("{other:?}"),
    }
}
