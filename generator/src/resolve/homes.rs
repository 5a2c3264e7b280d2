//! Where each piece of another file, or of a place that is no piece's, gets its home in the one tree.

use super::discover::Found;
use super::layout::{self, Layout};
use super::locate::Spot;
use super::names;
use super::site;
use super::store::{ENTRY, Store};
use crate::grammar::{self, Kind, Role};
use crate::source::Pointer;
use std::collections::{BTreeMap, HashMap};

/// The places of pieces in the one tree.
#[derive(Default)]
pub(super) struct Homes {
    places: HashMap<Spot, Vec<(Role, Pointer)>>,
    /// The pieces that are put into a map of components, by their places.
    pub(super) moved: BTreeMap<Pointer, (Spot, Role)>,
}

impl Homes {
    /// Finds a home for everything that references lead to.
    pub(super) fn find(store: &Store<'_>, found: &Found, swagger: bool) -> Self {
        let Layout {
            inlined,
            slots,
            taken,
        } = layout::of_entry(store, found, swagger);
        let mut homes = Self::default();
        for ((spot, role), place) in inlined {
            homes.places.entry(spot).or_default().push((role, place));
        }
        for ((spot, role), places) in slots {
            let natural = names::natural(store, &spot);
            let named = |place: &&Pointer| place.last().as_deref() == Some(&natural);
            let best = places.iter().find(named).or(places.first());
            if let Some(place) = best {
                homes
                    .places
                    .entry(spot)
                    .or_default()
                    .push((role, place.clone()));
            }
        }
        let mut homeless: Vec<(&Spot, Role, Kind)> = found
            .targets
            .iter()
            .filter_map(|(spot, role)| Some((spot, *role, role.kind()?)))
            .filter(|(spot, role, kind)| {
                site::home(*kind, swagger).is_some() && homes.place(store, spot, *role).is_none()
            })
            .collect();
        // Outer pieces come before the ones inside of them.
        homeless.sort_by(|a, b| (a.0, a.2).cmp(&(b.0, b.2)));
        let mut movers: BTreeMap<Pointer, Vec<(Spot, Role)>> = BTreeMap::new();
        for (spot, role, kind) in homeless {
            let Some(map) = site::home(kind, swagger) else {
                continue;
            };
            if homes.place(store, spot, role).is_none() {
                let places = homes.places.entry(spot.clone()).or_default();
                // Its name comes later; that it has a home is what counts for the pieces inside.
                places.push((role, Pointer::root()));
                movers.entry(map).or_default().push((spot.clone(), role));
            }
        }
        for (map, movers) in movers {
            let spots: Vec<&Spot> = movers.iter().map(|(spot, _)| spot).collect();
            let named = names::unique(store, &spots, taken.get(&map));
            for (name, (spot, role)) in named.into_iter().zip(movers) {
                let place = map.child(&name);
                for (known, home) in homes.places.get_mut(&spot).into_iter().flatten() {
                    if *known == role {
                        home.clone_from(&place);
                    }
                }
                homes.moved.insert(place, (spot, role));
            }
        }
        homes
    }

    /// Where a place of a file is in the one tree, as something of this role.
    pub(super) fn place(&self, store: &Store<'_>, spot: &Spot, role: Role) -> Option<Pointer> {
        let file = store.node(spot.file)?;
        let begin = Role::One(Kind::Document);
        if spot.file == ENTRY && in_place(grammar::reach(file, begin, &spot.pointer)?.0, role) {
            return Some(spot.pointer.clone());
        }
        let mut outer = Some(spot.pointer.clone());
        while let Some(pointer) = outer {
            let around = Spot {
                file: spot.file,
                pointer,
            };
            for (begin, home) in self.places.get(&around).into_iter().flatten() {
                let way = spot.pointer.below(&around.pointer)?;
                let part = file.at(&around.pointer)?;
                if grammar::reach(part, *begin, &way).is_some_and(|(there, _)| there == role) {
                    return Some(way.under(home));
                }
            }
            outer = around.pointer.parent();
        }
        None
    }

    /// Whether a place of the document has several things, by name or in a list.
    pub(super) fn is_several(&self, store: &Store<'_>, spot: &Spot) -> bool {
        let begin = Role::One(Kind::Document);
        let file = store.node(spot.file).filter(|_| spot.file == ENTRY);
        let there = file.and_then(|file| grammar::reach(file, begin, &spot.pointer));
        there.is_some_and(|(role, _)| matches!(role, Role::Map(_) | Role::List(_)))
    }

    /// Whether a piece was given exactly this place.
    pub(super) fn is_home(&self, spot: &Spot, role: Role, place: &Pointer) -> bool {
        let places = self.places.get(spot).into_iter().flatten();
        places
            .into_iter()
            .any(|(known, home)| *known == role && home == place)
    }
}

/// Whether something in the document can stay where it is: where it is what the reference takes it
/// for, or something else for sure, which is not mended by moving it.
fn in_place(there: Role, due: Role) -> bool {
    there == due || there.kind().is_some()
}
