//! Finds every reference, and reads the files that they lead into, a wave at a time.

use super::locate::{Spot, Stop, locate};
use super::lost::Lost;
use super::site;
use super::store::{ENTRY, Store};
use crate::diagnostic::Diagnostics;
use crate::grammar::{self, Kind, Role};
use crate::limits::{Limit, Limits};
use crate::source::{Pointer, SourceMap, Span};
use std::collections::{HashMap, HashSet};

/// Where each text of a reference in a file leads.
pub(super) type Leads = HashMap<(usize, String), Result<Spot, Box<Lost>>>;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) leads: Leads,
    /// The places that are referred to, and as what.
    pub(super) targets: HashSet<(Spot, Role)>,
    /// How many references there are.
    pub(super) references: usize,
    /// Whether some `$ref` is no text.
    pub(super) faulty: bool,
}

/// A reference: its file, its text, and what is due where it stands.
type Use = (usize, String, Role);

/// The search so far.
struct Search {
    found: Found,
    /// The places from which the search went on.
    walked: HashMap<Spot, HashSet<Role>>,
}

/// Every reference that matters; `None` after reporting why the search ended.
pub(super) fn discover(
    store: &mut Store<'_>,
    limits: &Limits,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Found> {
    let mut search = Search {
        found: Found::default(),
        walked: HashMap::new(),
    };
    let entry = Spot {
        file: ENTRY,
        pointer: Pointer::root(),
    };
    let mut fresh = vec![(entry, Role::One(Kind::Document))];
    let mut waiting: HashSet<Use> = HashSet::new();
    while !fresh.is_empty() || !waiting.is_empty() {
        let mut uses = std::mem::take(&mut waiting);
        for (spot, role) in fresh.drain(..) {
            let at = store
                .node(spot.file)
                .and_then(|file| file.at(&spot.pointer));
            let span = at.map(|node| node.span).unwrap_or_default();
            search.walk(store, spot, role, &mut uses);
            if search.found.references > limits.of(Limit::References) {
                diagnostics.push(limits.beyond(Limit::References).at(span, ""));
                return None;
            }
        }
        let mut unread = HashSet::new();
        for one in uses {
            match search.follow(store, &one) {
                Ok(Some(next)) => fresh.push(next),
                Ok(None) => {}
                Err(address) => {
                    unread.insert(address);
                    waiting.insert(one);
                }
            }
        }
        if let Err(beyond) = store.load(unread, sources, diagnostics) {
            let place = place(store, &waiting).unwrap_or_default();
            diagnostics.push(beyond.at(place, ""));
            return None;
        }
    }
    Some(search.found)
}

/// The first of the references that wait for a file to be read.
fn place(store: &Store<'_>, waiting: &HashSet<Use>) -> Option<Span> {
    let (file, text, _) = waiting.iter().min_by_key(|(file, text, _)| (*file, text))?;
    let mut open = vec![store.node(*file)?];
    while let Some(node) = open.pop() {
        let here = node
            .get("$ref")
            .filter(|value| value.as_str() == Some(text));
        if let Some(value) = here {
            return Some(value.span);
        }
        open.extend(node.children());
    }
    None
}

impl Search {
    /// Gathers the references of a part of a file.
    fn walk(&mut self, store: &Store<'_>, spot: Spot, role: Role, uses: &mut HashSet<Use>) {
        let part = store
            .node(spot.file)
            .and_then(|file| file.at(&spot.pointer));
        let Some(part) = part.filter(|_| !self.is_walked(store, &spot, role)) else {
            return;
        };
        let file = spot.file;
        self.walked.entry(spot).or_default().insert(role);
        let mut texts: HashSet<(&str, Role)> = HashSet::new();
        let (mut count, mut faulty) = (0, false);
        grammar::visit_part(part, role, Pointer::root(), &mut |role, _, node| {
            match site::reference(node, role).map(|value| value.as_str()) {
                Some(Some(text)) => {
                    count += 1;
                    texts.insert((text, role));
                }
                Some(None) => faulty = true,
                None => {}
            }
            for target in site::mapping(node, role) {
                count += 1;
                texts.extend(target.as_str().map(|text| (text, role)));
            }
        });
        self.found.references += count;
        self.found.faulty |= faulty;
        let owned = texts
            .into_iter()
            .map(|(text, role)| (file, text.to_owned(), role));
        uses.extend(owned);
    }

    /// Whether the search went on from there or from a place around it.
    fn is_walked(&self, store: &Store<'_>, spot: &Spot, role: Role) -> bool {
        let Some(file) = store.node(spot.file) else {
            return true;
        };
        let mut outer = Some(spot.pointer.clone());
        while let Some(pointer) = outer {
            let around = Spot {
                file: spot.file,
                pointer,
            };
            for begin in self.walked.get(&around).into_iter().flatten() {
                let way = spot.pointer.below(&around.pointer);
                let part = file.at(&around.pointer);
                let there = way
                    .zip(part)
                    .and_then(|(way, part)| grammar::reach(part, *begin, &way));
                if there.is_some_and(|(there, _)| there == role) {
                    return true;
                }
            }
            outer = around.pointer.parent();
        }
        false
    }

    /// Where a reference leads, if the search has to go on from there; or the file that must be read first.
    fn follow(
        &mut self,
        store: &Store<'_>,
        (file, text, role): &Use,
    ) -> Result<Option<(Spot, Role)>, super::address::Address> {
        let key = (*file, text.clone());
        let lead = match self.found.leads.get(&key) {
            Some(known) => known.clone(),
            None => match locate(store, *file, text) {
                Ok(spot) => Ok(spot),
                Err(Stop::Lost(lost)) => Err(lost),
                Err(Stop::Unread(address)) => return Err(address),
            },
        };
        self.found.leads.insert(key, lead.clone());
        let Ok(spot) = lead else {
            return Ok(None);
        };
        let new = self.found.targets.insert((spot.clone(), *role));
        Ok(new.then_some((spot, *role)))
    }
}
