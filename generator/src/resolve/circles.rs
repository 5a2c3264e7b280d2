//! Chains of references that come back to where they began.

use super::LeftOut;
use super::site;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Value};
use crate::grammar::{self, Kind, Role};
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};

/// How many places of a circle are shown.
const SHOWN: usize = 5;

/// A reference in the one tree.
struct Lead {
    target: Pointer,
    is_schema: bool,
}

/// Reports the circles of the one tree, and opens those of schemas: any JSON is taken there.
pub(super) fn open(document: &mut Node, diagnostics: &mut Diagnostics) -> Vec<LeftOut> {
    let mut opened = Vec::new();
    for circle in circles(document) {
        let Some((at, _)) = circle.first() else {
            continue;
        };
        let places = circle.iter().map(|(at, _)| at);
        let message = format!("`{at}` refers only to itself");
        if circle.iter().all(|(_, lead)| lead.is_schema) {
            let instead = format!("{message}; any JSON is taken here");
            let warning = Diagnostic::warning(Code::ReferenceCycle, instead);
            diagnostics.push(shown(warning, document, places));
            if let Some(Value::Object(members)) = document.at_mut(at).map(|node| &mut node.value) {
                members.shift_remove("$ref");
            }
            opened.push(LeftOut {
                pointer: at.clone(),
                code: Code::ReferenceCycle,
                reason: message,
            });
        } else {
            let error = Diagnostic::error(Code::ReferenceCycle, message);
            diagnostics.push(shown(error, document, places));
        }
    }
    opened
}

/// The references of each circle, from the least place on.
fn circles(document: &Node) -> Vec<Vec<(Pointer, Lead)>> {
    let mut leads: HashMap<Pointer, Lead> = HashMap::new();
    let mut begins = Vec::new();
    grammar::visit(document, &mut |role, at, node| {
        let text = site::reference(node, role).and_then(Node::as_str);
        if let Some(target) = text.and_then(Pointer::parse) {
            begins.push(at.clone());
            let is_schema = role == Role::One(Kind::Schema);
            leads.insert(at.clone(), Lead { target, is_schema });
        }
    });
    let mut found: Vec<Vec<Pointer>> = Vec::new();
    let mut done = HashSet::new();
    for begin in &begins {
        let mut chain: Vec<&Pointer> = Vec::new();
        let mut at = begin;
        while done.insert(at) {
            chain.push(at);
            match leads.get(at) {
                Some(lead) => at = &lead.target,
                None => break,
            }
        }
        // The chain may end where it does only because that place was seen in an earlier one.
        let begin = chain.iter().position(|known| *known == at);
        if let Some(begin) = begin.filter(|_| leads.contains_key(at)) {
            let circle = chain.iter().skip(begin);
            let mut circle: Vec<Pointer> = circle.map(|at| (*at).clone()).collect();
            let least = circle.iter().enumerate().min_by_key(|(_, at)| *at);
            let least = least.map_or(0, |(least, _)| least);
            circle.rotate_left(least);
            found.push(circle);
        }
    }
    let mut take = |at: Pointer| leads.remove(&at).map(|lead| (at, lead));
    let circles = found.into_iter();
    circles
        .map(|circle| circle.into_iter().filter_map(&mut take).collect())
        .collect()
}

fn shown<'c>(
    diagnostic: Diagnostic,
    document: &Node,
    mut places: impl Iterator<Item = &'c Pointer>,
) -> Diagnostic {
    let span = |at: &Pointer| document.at(at).map(|node| node.span).unwrap_or_default();
    let begin = places.next().map(span).unwrap_or_default();
    let mut diagnostic = diagnostic
        .at(begin, "begins here")
        .help("let one of them say what it is");
    for place in places.take(SHOWN) {
        diagnostic = diagnostic.also(span(place), "goes on here");
    }
    diagnostic
}
