//! References: that each leads somewhere, and that none leads only to itself.

mod find;
#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;
use crate::source::Pointer;
use find::Reference;
use std::collections::{HashMap, HashSet};

/// How many places of a circle are shown.
const SHOWN: usize = 5;

/// Reports references that lead nowhere, to other files, or back to themselves.
pub fn check(document: &Node, diagnostics: &mut Diagnostics) {
    let references = find::references(document);
    let mut leads = HashMap::new();
    for reference in &references {
        match target(document, reference) {
            Ok(target) => {
                leads.insert(reference.at.clone(), target);
            }
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    circles(document, &references, &leads, diagnostics);
}

fn target(document: &Node, reference: &Reference<'_>) -> Result<Pointer, Diagnostic> {
    let span = reference.node.span;
    let Some(text) = reference.node.as_str() else {
        let message = format!("`$ref` must be a text, not {}", reference.node.kind());
        return Err(Diagnostic::error(Code::InvalidDocument, message).at(span, ""));
    };
    if !text.starts_with('#') {
        let message = format!("`{text}` is in another file, which is not read");
        let help = "bundle the document into one file first";
        return Err(Diagnostic::error(Code::ExternalReference, message)
            .at(span, "")
            .help(help));
    }
    let pointer = Pointer::parse(text).ok_or_else(|| {
        let message = format!("`{text}` is no JSON pointer");
        let help = "write it like `#/components/schemas/Pet`";
        Diagnostic::error(Code::UnresolvedReference, message)
            .at(span, "")
            .help(help)
    })?;
    if document.at(&pointer).is_some() {
        return Ok(pointer);
    }
    let missing = Diagnostic::error(Code::UnresolvedReference, format!("`{text}` leads nowhere"));
    Err(missing.at(span, "").help(nearest(document, &pointer)))
}

/// What the reference may have meant: the nearest name where it fails.
fn nearest(document: &Node, pointer: &Pointer) -> String {
    let (mut node, mut at) = (document, Pointer::root());
    for segment in pointer.segments() {
        let next = at.child(&segment);
        if let Some(found) = document.at(&next) {
            (node, at) = (found, next);
            continue;
        }
        let names = node
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys());
        let near = names
            .map(|name| (strsim::damerau_levenshtein(name, &segment), name))
            .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
            .min();
        return match near {
            Some((_, name)) => format!("did you mean `{}`?", at.child(name)),
            None => format!("`{at}` has no `{segment}`"),
        };
    }
    String::new()
}

/// Reports chains of references that come back to where they began.
fn circles(
    document: &Node,
    references: &[Reference<'_>],
    leads: &HashMap<Pointer, Pointer>,
    diagnostics: &mut Diagnostics,
) {
    let mut done = HashSet::new();
    for reference in references {
        let mut chain: Vec<&Pointer> = Vec::new();
        let mut at = &reference.at;
        while done.insert(at) {
            chain.push(at);
            match leads.get(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        let Some(begin) = chain.iter().position(|known| *known == at) else {
            continue;
        };
        // The chain may end where it does only because that place was seen in an earlier one.
        if leads.get(at).is_none() {
            continue;
        }
        let circle = &chain[begin..];
        let span = |at: &Pointer| document.at(at).map(|node| node.span).unwrap_or_default();
        let message = format!("`{at}` refers only to itself");
        let mut diagnostic = Diagnostic::error(Code::ReferenceCycle, message)
            .at(span(at), "begins here")
            .help("let one of them say what it is");
        for place in circle.iter().skip(1).take(SHOWN) {
            diagnostic = diagnostic.also(span(place), "goes on here");
        }
        diagnostics.push(diagnostic);
    }
}
