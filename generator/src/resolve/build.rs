//! The one tree: the entry document with each reference led to where its target is now, and the moved
//! pieces in the maps of components.

use super::LeftOut;
use super::discover::Found;
use super::homes::Homes;
use super::locate::{Spot, alias};
use super::lost::Lost;
use super::site;
use super::store::{ENTRY, Store};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role};
use crate::limits::{Limit, Limits};
use crate::source::{Pointer, Span};

/// The state of the building.
pub(super) struct Build<'b> {
    pub(super) store: &'b Store<'b>,
    pub(super) found: &'b Found,
    pub(super) homes: &'b Homes,
    pub(super) limits: &'b Limits,
    pub(super) swagger: bool,
    pub(super) diagnostics: &'b mut Diagnostics,
    pub(super) left_out: Vec<LeftOut>,
    /// What is being written out around the current place.
    open: Vec<(Spot, Role, Pointer)>,
    /// How many values were written out in place of references.
    written: usize,
    full: bool,
}

impl<'b> Build<'b> {
    /// Nothing built yet.
    pub(super) fn new(
        store: &'b Store<'b>,
        found: &'b Found,
        homes: &'b Homes,
        limits: &'b Limits,
        swagger: bool,
        diagnostics: &'b mut Diagnostics,
    ) -> Self {
        Self {
            store,
            found,
            homes,
            limits,
            swagger,
            diagnostics,
            left_out: Vec::new(),
            open: Vec::new(),
            written: 0,
            full: false,
        }
    }

    /// The whole document; `None` after reporting why there is none.
    pub(super) fn document(&mut self) -> Option<Node> {
        let entry = self.store.node(ENTRY)?;
        let role = Role::One(Kind::Document);
        let mut document = self.node(ENTRY, entry, role, &mut Pointer::root(), 0)?;
        for (place, (spot, role)) in &self.homes.moved {
            let piece = self
                .store
                .node(spot.file)
                .and_then(|file| file.at(&spot.pointer));
            let Some(piece) = piece else {
                continue;
            };
            self.open.push((spot.clone(), *role, place.clone()));
            let built = self.node(spot.file, piece, *role, &mut place.clone(), 2);
            self.open.pop();
            if let Some(built) = built {
                insert(&mut document, place, built);
            }
        }
        (!self.full).then_some(document)
    }

    /// A copy of a value with its references led to where they lead now; `None` if it is left out.
    fn node(
        &mut self,
        file: usize,
        node: &Node,
        role: Role,
        at: &mut Pointer,
        depth: usize,
    ) -> Option<Node> {
        if role == Role::Data {
            return Some(node.clone());
        }
        if !self.open.is_empty() {
            self.written += 1;
        }
        if self.written > self.limits.of(Limit::Inlined) || depth > self.limits.of(Limit::Depth) {
            self.refuse(node.span, depth);
            return None;
        }
        if let Some(value) = site::reference(node, role) {
            return self.reference(file, node, value, role, at, depth);
        }
        let length = at.as_str().len();
        let value = match &node.value {
            Value::Array(elements) => {
                let mut built = Vec::with_capacity(elements.len());
                for (index, element) in elements.iter().enumerate() {
                    at.push(&index.to_string());
                    built.extend(self.node(file, element, role.element(), at, depth + 1));
                    at.truncate(length);
                }
                Value::Array(built)
            }
            Value::Object(members) => {
                let mut built = self.members(file, members, role, at, depth);
                self.mapping(file, node, role, &mut built);
                Value::Object(built)
            }
            plain => plain.clone(),
        };
        let span = node.span;
        Some(Node { span, value })
    }

    fn members(
        &mut self,
        file: usize,
        members: &Object,
        role: Role,
        at: &mut Pointer,
        depth: usize,
    ) -> Object {
        let length = at.as_str().len();
        let mut built = Object::with_capacity_and_hasher(members.len(), Default::default());
        for (key, member) in members {
            at.push(key);
            let node = self.node(file, &member.node, role.member(key), at, depth + 1);
            at.truncate(length);
            if let Some(node) = node {
                let key_span = member.key_span;
                built.insert(key.clone(), Member { key_span, node });
            }
        }
        built
    }

    /// A reference: led to its target's place, or replaced by its target.
    fn reference(
        &mut self,
        file: usize,
        node: &Node,
        value: &Node,
        role: Role,
        at: &mut Pointer,
        depth: usize,
    ) -> Option<Node> {
        let Some(text) = value.as_str() else {
            let message = format!("`$ref` must be a text, not {}", value.kind());
            let wrong = Diagnostic::error(Code::InvalidDocument, message).at(value.span, "");
            self.diagnostics.push(wrong);
            return None;
        };
        let found = self.found;
        let spot = match found.leads.get(&(file, text.to_owned())) {
            Some(Ok(spot)) => spot,
            Some(Err(lost)) => return self.lost(lost, node, value, role, at),
            None => return self.lost(&Lost::misplaced(text), node, value, role, at),
        };
        let own = alias(node).is_some() && self.homes.is_home(spot, role, at);
        let foreign_item = role == Role::One(Kind::PathItem) && spot.file != ENTRY;
        if site::stays(role, self.swagger) && !own && !foreign_item {
            let Some(place) = self.homes.place(self.store, spot, role) else {
                let lost = match self.homes.is_several(self.store, spot) {
                    true => Lost::several(text),
                    false => Lost::misplaced(text),
                };
                return self.lost(&lost, node, value, role, at);
            };
            return Some(self.led(file, node, role, at, depth, &place));
        }
        let opened = self
            .open
            .iter()
            .find(|(open, as_role, _)| open == spot && *as_role == role);
        if let Some((_, _, place)) = opened {
            if site::stays(role, self.swagger) {
                let place = place.clone();
                return Some(self.led(file, node, role, at, depth, &place));
            }
            return self.lost(&Lost::endless(text), node, value, role, at);
        }
        let target = self
            .store
            .node(spot.file)
            .and_then(|file| file.at(&spot.pointer));
        let Some(target) = target else {
            return self.lost(&Lost::misplaced(text), node, value, role, at);
        };
        self.open.push((spot.clone(), role, at.clone()));
        let built = self.node(spot.file, target, role, at, depth + 1);
        self.open.pop();
        let mut built = built?;
        if let (Value::Object(into), Some(members)) = (&mut built.value, node.as_object()) {
            // What stands beside a reference goes before what it leads to.
            let mut beside = self.members(file, members, role, at, depth);
            beside.shift_remove("$ref");
            into.extend(beside);
        }
        Some(built)
    }

    /// The reference with another text, and what stands beside it.
    fn led(
        &mut self,
        file: usize,
        node: &Node,
        role: Role,
        at: &mut Pointer,
        depth: usize,
        place: &Pointer,
    ) -> Node {
        let Some(members) = node.as_object() else {
            return node.clone();
        };
        let mut built = self.members(file, members, role, at, depth);
        if let Some(reference) = built.get_mut("$ref") {
            reference.node.value = Value::String(place.to_string());
        }
        self.mapping(file, node, role, &mut built);
        let span = node.span;
        let value = Value::Object(built);
        Node { span, value }
    }

    /// The values of a schema's `discriminator.mapping` that are references.
    fn mapping(&mut self, file: usize, schema: &Node, role: Role, built: &mut Object) {
        let found = self.found;
        let lead = |target: &Node| found.leads.get(&(file, target.as_str()?.to_owned()));
        let mut places: Vec<(Span, Pointer)> = Vec::new();
        for target in site::mapping(schema, role) {
            match lead(target) {
                Some(Ok(spot)) => {
                    let place = self.homes.place(self.store, spot, role);
                    places.extend(place.map(|place| (target.span, place)));
                }
                Some(Err(lost)) => {
                    let found =
                        lost.diagnostic(target.span, Role::Data, "the mapping keeps it as it is");
                    found.into_iter().for_each(|one| self.diagnostics.push(one));
                }
                None => {}
            }
        }
        if places.is_empty() {
            return;
        }
        let mapping = built
            .get_mut("discriminator")
            .and_then(|one| object(&mut one.node)?.get_mut("mapping"))
            .and_then(|one| object(&mut one.node));
        for member in mapping.into_iter().flat_map(|mapping| mapping.values_mut()) {
            let place = places.iter().find(|(span, _)| *span == member.node.span);
            if let Some((_, place)) = place {
                member.node.value = Value::String(place.to_string());
            }
        }
    }

    /// What becomes of a place whose reference leads nowhere: any JSON where a schema is due, else nothing.
    fn lost(
        &mut self,
        lost: &Lost,
        node: &Node,
        value: &Node,
        role: Role,
        at: &Pointer,
    ) -> Option<Node> {
        let schema = role == Role::One(Kind::Schema);
        let instead = match schema {
            true => "any JSON is taken here",
            false => "it is left out",
        };
        let found = lost.diagnostic(value.span, role, instead);
        found.into_iter().for_each(|one| self.diagnostics.push(one));
        self.left_out.push(LeftOut {
            pointer: at.clone(),
            code: lost.code(),
            reason: lost.reason().to_owned(),
        });
        let span = node.span;
        let value = Value::Object(Object::default());
        schema.then_some(Node { span, value })
    }

    fn refuse(&mut self, span: Span, depth: usize) {
        if std::mem::replace(&mut self.full, true) {
            return;
        }
        let limit = match depth > self.limits.of(Limit::Depth) {
            true => Limit::Depth,
            false => Limit::Inlined,
        };
        self.diagnostics
            .push(self.limits.beyond(limit).at(span, ""));
    }
}

fn object(node: &mut Node) -> Option<&mut Object> {
    match &mut node.value {
        Value::Object(members) => Some(members),
        _ => None,
    }
}

/// Puts a piece where it belongs, with the maps around it.
fn insert(document: &mut Node, place: &Pointer, piece: Node) {
    let span = document.span;
    let segments: Vec<String> = place.segments().collect();
    let Some((name, maps)) = segments.split_last() else {
        return;
    };
    let mut node = document;
    for map in maps {
        let Some(members) = object(node) else {
            return;
        };
        let empty = || Member {
            key_span: span,
            node: Node {
                span,
                value: Value::Object(Object::default()),
            },
        };
        node = &mut members.entry(map.clone()).or_insert_with(empty).node;
    }
    let key_span = piece.span;
    if let Some(members) = object(node) {
        members.insert(
            name.clone(),
            Member {
                key_span,
                node: piece,
            },
        );
    }
}
