//! The document with everything written out that has no home of its own: which places that gives.

use super::discover::Found;
use super::locate::{Spot, alias};
use super::site;
use super::store::{ENTRY, Store};
use crate::document::{Node, Value};
use crate::grammar::{Kind, Role};
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};

/// Places in the entry document.
#[derive(Default)]
pub(super) struct Layout {
    /// The first place at which each piece is written out.
    pub(super) inlined: HashMap<(Spot, Role), Pointer>,
    /// The members of component maps that are nothing but a reference to a piece.
    pub(super) slots: HashMap<(Spot, Role), Vec<Pointer>>,
    /// The names in each component map.
    pub(super) taken: HashMap<Pointer, HashSet<String>>,
}

struct Walk<'w> {
    store: &'w Store<'w>,
    found: &'w Found,
    swagger: bool,
    layout: Layout,
}

/// The layout of the entry document. It is the same in whatever order maps have their members.
pub(super) fn of_entry(store: &Store<'_>, found: &Found, swagger: bool) -> Layout {
    let mut walk = Walk {
        store,
        found,
        swagger,
        layout: Layout::default(),
    };
    if let Some(entry) = store.node(ENTRY) {
        let role = Role::One(Kind::Document);
        walk.go(ENTRY, entry, role, &mut Pointer::root());
    }
    walk.layout
}

impl Walk<'_> {
    fn go(&mut self, file: usize, node: &Node, role: Role, at: &mut Pointer) {
        if role == Role::Data {
            return;
        }
        if let Some(text) = site::reference(node, role).and_then(Node::as_str) {
            self.reference(file, text, alias(node).is_some(), role, at);
        }
        let length = at.as_str().len();
        match &node.value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    at.push(&index.to_string());
                    self.go(file, element, role.element(), at);
                    at.truncate(length);
                }
            }
            Value::Object(members) => {
                let mut keys: Vec<&String> = members.keys().collect();
                keys.sort_unstable();
                if self.is_map(role, at) {
                    let taken = self.layout.taken.entry(at.clone()).or_default();
                    taken.extend(keys.iter().map(|key| (*key).clone()));
                }
                for key in keys {
                    if let Some(member) = members.get(key) {
                        at.push(key);
                        self.go(file, &member.node, role.member(key), at);
                        at.truncate(length);
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether this is the map that components of its kind are kept in.
    fn is_map(&self, role: Role, at: &Pointer) -> bool {
        match role {
            Role::Map(kind) => site::home(kind, self.swagger).as_ref() == Some(at),
            _ => false,
        }
    }

    fn reference(&mut self, file: usize, text: &str, pure: bool, role: Role, at: &mut Pointer) {
        let Some(Ok(spot)) = self.found.leads.get(&(file, text.to_owned())) else {
            return;
        };
        let foreign = spot.file != ENTRY;
        let home = role.kind().and_then(|kind| site::home(kind, self.swagger));
        if home.is_some() {
            if foreign && pure && home == at.parent() {
                let slots = &mut self.layout.slots;
                slots
                    .entry((spot.clone(), role))
                    .or_default()
                    .push(at.clone());
            }
            return;
        }
        if site::stays(role, self.swagger) && !foreign {
            return;
        }
        let target = self
            .store
            .node(spot.file)
            .and_then(|file| file.at(&spot.pointer));
        let key = (spot.clone(), role);
        if let (Some(target), false) = (target, self.layout.inlined.contains_key(&key)) {
            self.layout.inlined.insert(key, at.clone());
            self.go(spot.file, target, role, at);
        }
    }
}
