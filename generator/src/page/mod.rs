//! Documentation pages with fenced OpenAPI blocks, and whole documents: taken out, checked, merged into one.

mod fence;
mod merge;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{self, Node};
use crate::model;
use crate::source::{FileId, SourceMap, Span};
use fence::Fence;

/// The document of some pages: the block of a single one byte for byte, several merged as YAML. A page may be
/// a document itself, in YAML or JSON. `None` after reporting why there is none.
///
/// A block is fenced as Markdown has it (CommonMark 0.31, section 4.5), its info string names
/// YAML or JSON and, as documentation tools write it, the operation: `yaml … get /pets/{id}`.
pub fn import(
    pages: &[FileId],
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<String> {
    let mut found = Vec::new();
    for &page in pages {
        let blocks = blocks(page, sources, diagnostics);
        if blocks.is_empty() && !diagnostics.has_errors() {
            let message = "this page has no fenced OpenAPI block";
            let span = Span {
                file: page,
                start: 0,
                end: 0,
            };
            let help = "the block stands between lines such as ```yaml get /pets and ```";
            let none = Diagnostic::error(Code::Page, message)
                .at(span, "")
                .help(help);
            diagnostics.push(none);
        }
        found.extend(blocks);
    }
    if diagnostics.has_errors() {
        return None;
    }
    let mut found = found.into_iter();
    let (text, mut document) = found.next()?;
    if found.len() == 0 {
        return Some(text);
    }
    for (_, other) in found {
        merge::merge(&mut document, other, diagnostics);
    }
    if diagnostics.has_errors() {
        return None;
    }
    match serde_yaml::to_string(&model::json(&document)) {
        Ok(text) => Some(text),
        Err(error) => {
            diagnostics.push(Diagnostic::error(Code::Internal, error.to_string()));
            None
        }
    }
}

/// The OpenAPI blocks of a page, as they are written and as trees with places in the page.
fn blocks(
    page: FileId,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Vec<(String, Node)> {
    let Some(file) = sources.get(page) else {
        return Vec::new();
    };
    let (name, text) = (file.name.clone(), file.text.clone());
    // What is a document itself may have fences in its texts.
    let mut whole = Diagnostics::default();
    if let Some(document) =
        document::read(sources, page, &crate::limits::Limits::default(), &mut whole)
            .filter(is_openapi)
    {
        return vec![(text.to_string(), document)];
    }
    let mut blocks = Vec::new();
    for fence in fence::find(&text) {
        let body = text.get(fence.body.clone()).unwrap_or_default();
        let alone = sources.add(name.clone(), blank(&text, &fence));
        let Some(document) = document::read(
            sources,
            alone,
            &crate::limits::Limits::default(),
            diagnostics,
        ) else {
            continue;
        };
        if !is_openapi(&document) {
            continue;
        }
        check(&document, &fence, page, diagnostics);
        blocks.push((body.to_owned(), document));
    }
    blocks
}

fn is_openapi(document: &Node) -> bool {
    document.get("openapi").is_some() || document.get("swagger").is_some()
}

/// The page with everything but the block as spaces, so that places in it are places in the page.
fn blank(text: &str, fence: &Fence) -> String {
    let space = |(at, byte): (usize, u8)| {
        let keep = fence.body.contains(&at) || matches!(byte, b'\n' | b'\r');
        if keep { byte } else { b' ' }
    };
    let bytes = text.bytes().enumerate().map(space).collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Whether the block has the operation that its fence names.
fn check(document: &Node, fence: &Fence, page: FileId, diagnostics: &mut Diagnostics) {
    let Some((method, path)) = &fence.operation else {
        return;
    };
    let item = document.get("paths").and_then(|paths| paths.get(path));
    if item.and_then(|item| item.get(method)).is_some() {
        return;
    }
    let span = Span {
        file: page,
        start: fence.line.start as u32,
        end: fence.line.end as u32,
    };
    let paths = document
        .get("paths")
        .map_or(document.span, |paths| paths.span);
    let message = format!("the fence names `{method} {path}`, which the block has not");
    let wrong = Diagnostic::error(Code::Page, message)
        .at(span, "named here")
        .also(paths, "these are the block's paths")
        .help("the page was cut or edited: fetch it again");
    diagnostics.push(wrong);
}
