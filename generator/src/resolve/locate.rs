//! Where the text of a reference leads, through whatever references are on the way.

use super::address::Address;
use super::lost::Lost;
use super::store::{ENTRY, Link, Store};
use crate::document::{Node, Value};
use crate::source::Pointer;

/// How many references may follow each other before they are taken for a circle.
const MAX_CHAIN: usize = 256;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Spot {
    pub(super) file: usize,
    pub(super) pointer: Pointer,
}

/// Why a place is not known (yet).
pub(super) enum Stop {
    /// This file must be read first.
    Unread(Address),
    /// There is none.
    Lost(Box<Lost>),
}

/// The place that a reference in a file leads to.
pub(super) fn locate(store: &Store<'_>, file: usize, text: &str) -> Result<Spot, Stop> {
    let mut spot = start(store, file, text)?;
    let mut through = Vec::new();
    for _ in 0..MAX_CHAIN {
        let Some(node) = store.node(spot.file) else {
            return Err(lost(Lost::broken(text)));
        };
        let (way, onward) = match walk(node, &spot.pointer) {
            Walk::There(found) => match alias(found).filter(|_| spot.file != ENTRY) {
                Some(onward) => (Pointer::root(), onward),
                None => return Ok(spot),
            },
            Walk::Through(onward, rest) => (rest, onward),
            Walk::Nowhere => return Err(lost(Lost::nowhere(text, node, &spot.pointer))),
        };
        through.push(onward.span);
        let onward = onward.as_str().unwrap_or_default();
        let next = start(store, spot.file, onward)?;
        spot = Spot {
            file: next.file,
            pointer: way.under(&next.pointer),
        };
    }
    through.dedup();
    let mut circle = Vec::new();
    for span in through.into_iter().rev() {
        if circle.contains(&span) {
            break;
        }
        circle.push(span);
    }
    circle.sort_unstable();
    Err(lost(Lost::circle(text, circle)))
}

fn lost(reason: Lost) -> Stop {
    Stop::Lost(Box::new(reason))
}

/// The place that a reference names by its words.
fn start(store: &Store<'_>, from: usize, text: &str) -> Result<Spot, Stop> {
    let (path, fragment) = split(text);
    let (file, root) = match store.link(from, path) {
        Link::File(file) => (file, Pointer::root()),
        Link::Unread(address) => return Err(Stop::Unread(address)),
        Link::Lost(reason) => match by_name(store, from, path) {
            Some(spot) => (spot.file, spot.pointer),
            None => return Err(Stop::Lost(reason)),
        },
    };
    if let Some(pointer) = Pointer::parse(&format!("#{fragment}")) {
        let pointer = pointer.under(&root);
        return Ok(Spot { file, pointer });
    }
    let anchors = store.anchors(file);
    if let Some(anchor) = anchors
        .as_ref()
        .and_then(|anchors| anchors.anchor(fragment))
    {
        let pointer = anchor.clone();
        return Ok(Spot { file, pointer });
    }
    // `#components/schemas/Pet`
    match Pointer::parse(&format!("#/{fragment}")).filter(|_| fragment.contains('/')) {
        Some(pointer) => Ok(Spot { file, pointer }),
        None => Err(lost(Lost::no_pointer(text))),
    }
}

/// A reference's words before and after the `#`.
fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    text.split_once('#').unwrap_or((text, ""))
}

/// What is called so where there is no such file: a schema by its `$id`, or by its bare name.
fn by_name(store: &Store<'_>, from: usize, name: &str) -> Option<Spot> {
    for file in [from, ENTRY] {
        let anchors = store.anchors(file);
        if let Some(place) = anchors.as_ref().and_then(|anchors| anchors.id(name)) {
            let pointer = place.clone();
            return Some(Spot { file, pointer });
        }
    }
    let maps = ["/components/schemas", "/definitions"];
    let schemas = maps.iter().filter_map(|map| Pointer::parse(map));
    let mut candidates = schemas
        .map(|map| map.child(name))
        .chain(Pointer::parse(&format!("/{name}")));
    let entry = store.node(ENTRY)?;
    let pointer = candidates.find(|candidate| entry.at(candidate).is_some())?;
    Some(Spot {
        file: ENTRY,
        pointer,
    })
}

enum Walk<'n> {
    /// This is there.
    There(&'n Node),
    /// The way goes on where this reference leads.
    Through(&'n Node, Pointer),
    Nowhere,
}

fn walk<'n>(file: &'n Node, pointer: &Pointer) -> Walk<'n> {
    let mut node = file;
    let mut segments = pointer.steps();
    while let Some(segment) = segments.next() {
        let next = match &node.value {
            Value::Object(members) => members.get(segment.as_ref()).map(|member| &member.node),
            Value::Array(elements) => segment.parse().ok().and_then(|at: usize| elements.get(at)),
            _ => None,
        };
        node = match (next, node.get("$ref")) {
            (Some(next), _) => next,
            (None, Some(onward)) if onward.as_str().is_some() => {
                let rest = Pointer::root().child(&segment);
                let rest = segments.fold(rest, |rest, segment| rest.child(&segment));
                return Walk::Through(onward, rest);
            }
            _ => return Walk::Nowhere,
        };
    }
    Walk::There(node)
}

/// The reference that is all that a node says.
pub(super) fn alias(node: &Node) -> Option<&Node> {
    let members = node.as_object().filter(|members| members.len() == 1)?;
    let onward = &members.get("$ref")?.node;
    onward.as_str().map(|_| onward)
}
