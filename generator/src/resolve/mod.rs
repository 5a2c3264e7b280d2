//! References: reads the files that they name, and makes one tree in which each leads somewhere.

mod address;
mod anchors;
mod build;
mod circles;
mod discover;
mod disk;
mod homes;
mod layout;
mod locate;
mod lost;
mod names;
mod roots;
mod site;
mod store;
#[cfg(test)]
mod tests;

use crate::config::Input;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Node;
use crate::grammar::Role;
use crate::limits::Limits;
use crate::overlay::Patch;
use crate::source::{Files, Pointer, SourceMap};
use build::Build;
use discover::Found;
use homes::Homes;
use store::{ENTRY, Store};

/// The one tree.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The document; every reference in it is a pointer to a place in it.
    pub document: Node,
    /// How many references there are.
    pub references: usize,
    /// What is missing because a reference led nowhere.
    pub left_out: Vec<LeftOut>,
}

/// A place that is empty, or taken for any JSON, because its reference led nowhere or to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The place.
    pub pointer: Pointer,
    /// The kind of finding.
    pub code: Code,
    /// What was wrong.
    pub reason: String,
}

/// Reads what the entry document refers to, with `patches` applied, and makes one tree of it; `None` after reporting why there is
/// none.
pub fn resolve(
    entry: Node,
    patches: Vec<Patch>,
    input: &Input,
    limits: &Limits,
    files: &dyn Files,
    sources: &mut SourceMap,
    diagnostics: &mut Diagnostics,
) -> Option<Resolved> {
    let swagger = entry.get("swagger").is_some();
    let mut store = Store::new(entry, patches, input, limits, files);
    let found = discover::discover(&mut store, limits, sources, diagnostics)?;
    store.check_patches(diagnostics);
    let (mut document, mut left_out) = if is_one_tree(&store, &found, swagger) {
        (store.into_entry()?, Vec::new())
    } else {
        let homes = Homes::find(&store, &found, swagger);
        let mut build = Build::new(&store, &found, &homes, limits, swagger, diagnostics);
        (build.document()?, build.left_out)
    };
    left_out.extend(circles::open(&mut document, diagnostics));
    Some(Resolved {
        document,
        references: found.references,
        left_out,
    })
}

/// Whether the entry document is the one tree as it is.
fn is_one_tree(store: &Store<'_>, found: &Found, swagger: bool) -> bool {
    let kept = |role: &Role| site::stays(*role, swagger);
    let as_it_is = |(key, lead): (&(usize, String), &Result<locate::Spot, _>)| match lead {
        Ok(spot) => Pointer::parse(&key.1).as_ref() == Some(&spot.pointer),
        Err(_) => false,
    };
    let homes = Homes::default();
    store.len() == 1
        && !found.faulty
        && found.leads.iter().all(as_it_is)
        && found.targets.iter().all(|(spot, role)| {
            spot.file == ENTRY && kept(role) && homes.place(store, spot, *role).is_some()
        })
}
