//! Chains of references that come back to where they began.

use super::site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Node;
use crate::grammar;
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};

/// How many places of a circle are shown.
const SHOWN: usize = 5;

/// Reports the circles of the one tree.
pub(super) fn check(document: &Node, diagnostics: &mut Diagnostics) {
    let mut leads: HashMap<Pointer, Pointer> = HashMap::new();
    let mut begins = Vec::new();
    grammar::visit(document, &mut |role, at, node| {
        let text = site::reference(node, role).and_then(Node::as_str);
        if let Some(target) = text.and_then(Pointer::parse) {
            begins.push(at.clone());
            leads.insert(at.clone(), target);
        }
    });
    let mut done = HashSet::new();
    for begin in &begins {
        let mut chain: Vec<&Pointer> = Vec::new();
        let mut at = begin;
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
        if !leads.contains_key(at) {
            continue;
        }
        diagnostics.push(circle(document, at, chain.get(begin..).unwrap_or_default()));
    }
}

fn circle(document: &Node, at: &Pointer, circle: &[&Pointer]) -> Diagnostic {
    let span = |at: &Pointer| document.at(at).map(|node| node.span).unwrap_or_default();
    let message = format!("`{at}` refers only to itself");
    let mut diagnostic = Diagnostic::error(Code::ReferenceCycle, message)
        .at(span(at), "begins here")
        .help("let one of them say what it is");
    for place in circle.iter().skip(1).take(SHOWN) {
        diagnostic = diagnostic.also(span(place), "goes on here");
    }
    diagnostic
}
