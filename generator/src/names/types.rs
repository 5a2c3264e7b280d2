//! Names of types, and the files they stand in.
//!
//! A component is called what the document calls it; what is declared inline is called after its parent and
//! its place, from the outside in.

use super::component::component;
use super::ident::{escape_module, join, singular, snake, upper};
use super::pin::{Case, Pins};
use super::reserved;
use super::scope::{Scope, Wish, settle};
use super::words::{mark, passed_on, shorten, words};
use super::{ServiceNames, TypeNames};
use crate::ir::{Api, Place, TypeId, TypeShape};
use std::collections::BTreeMap;

/// The words that an operation's types begin with, by the labels that places may use.
type Operations = BTreeMap<String, Vec<String>>;

/// Names all types; members follow later.
pub fn name(api: &Api, services: &[ServiceNames], pins: &mut Pins<'_>) -> Vec<TypeNames> {
    let operations = operations(api, services);
    let mut scope = Scope::reserving(reserved::TYPES);
    let pinned = pinned(api, pins, &mut scope);
    let mut naming = Naming {
        api,
        operations,
        full: vec![None; pinned.len()],
        idents: pinned.clone(),
        scope,
    };
    naming.by_depth();
    let idents = naming.idents;
    let modules = modules(api, &idents, &pinned);
    let named = |(ident, module): (Option<String>, String)| TypeNames {
        ident: ident.unwrap_or_default(),
        module,
        ..TypeNames::default()
    };
    idents.into_iter().zip(modules).map(named).collect()
}

fn operations(api: &Api, services: &[ServiceNames]) -> Operations {
    let mut all = Operations::new();
    for (service, names) in api.services.iter().zip(services) {
        for (operation, own) in service.operations.iter().zip(&names.operations) {
            // Only a tag says more than the operation does.
            let tag = service.tag.as_ref().map(|_| words(&names.ident));
            let label = join(&tag.unwrap_or_default(), &words(&own.call));
            all.insert(
                format!("{} {}", operation.method, operation.path.text),
                label.clone(),
            );
            if let Some(id) = &operation.wire_id {
                all.insert(id.clone(), label);
            }
        }
    }
    all
}

fn pinned(api: &Api, pins: &mut Pins<'_>, scope: &mut Scope) -> Vec<Option<String>> {
    let mut idents = Vec::with_capacity(api.types.len());
    for ty in &api.types {
        let shared = !matches!(ty.place, Place::Component(_));
        let pin = pins.get(ty.pinned.as_deref(), &ty.origin, Case::Upper, shared);
        let pin = pin.filter(|name| {
            let free = scope.take(name);
            if !free {
                pins.taken(name, &ty.origin);
            }
            free
        });
        idents.push(pin);
    }
    idents
}

struct Naming<'a> {
    api: &'a Api,
    operations: Operations,
    idents: Vec<Option<String>>,
    /// The words of names that were cut, for what is named after them.
    full: Vec<Option<Vec<String>>>,
    scope: Scope,
}

impl Naming<'_> {
    /// Parents before children, so that a child can carry its parent's final name.
    fn by_depth(&mut self) {
        let mut levels: BTreeMap<usize, Vec<TypeId>> = BTreeMap::new();
        for (at, ty) in self.api.types.iter().enumerate() {
            if self.idents.get(at).is_some_and(Option::is_none) {
                levels
                    .entry(self.depth(&ty.place))
                    .or_default()
                    .push(TypeId(at as u32));
            }
        }
        for ids in levels.into_values() {
            let wishes: Vec<Wish> = ids.iter().filter_map(|&id| self.wish(id)).collect();
            let names = settle(&mut self.scope, &wishes);
            for (id, name) in ids.into_iter().zip(names) {
                if let Some(slot) = self.idents.get_mut(id.0 as usize) {
                    *slot = Some(name);
                }
            }
        }
    }

    /// Components first, then what operations declare, then what stands inside of other types.
    fn depth(&self, place: &Place) -> usize {
        match place {
            Place::Component(_) => 0,
            Place::Parameter(..)
            | Place::RequestBody(_)
            | Place::Form(_)
            | Place::Response(..)
            | Place::Event(..)
            | Place::Header(..) => 1,
            Place::Element(inner) | Place::MapValue(inner) | Place::Item(inner, _) => {
                self.depth(inner) + 1
            }
            Place::Property(id, _) | Place::Variant(id, _) => {
                let parent = self
                    .api
                    .types
                    .get(id.0 as usize)
                    .filter(|parent| parent.place != *place);
                parent.map_or(2, |parent| self.depth(&parent.place).max(1) + 1)
            }
        }
    }

    fn wish(&mut self, id: TypeId) -> Option<Wish> {
        let ty = self.api.types.get(id.0 as usize)?;
        let pointer = ty.origin.pointer.to_string();
        let mut all = match &ty.place {
            Place::Component(name) => component(name),
            place => {
                let full = passed_on(self.words(place));
                let short = shorten(full.clone());
                if full != short {
                    *self.full.get_mut(id.0 as usize)? = Some(full);
                }
                let mut all = vec![short];
                if let Place::Element(list) = place {
                    all.push(shorten(join(&self.words(list), &["item".to_owned()])));
                }
                all
            }
        };
        all.retain(|words| !words.is_empty());
        if all.is_empty() {
            all.push(vec!["type".to_owned(), mark(&pointer)]);
        }
        let candidates = all.iter().map(|words| unreserved(words, &ty.shape));
        let candidates = candidates.collect();
        Some(match &ty.place {
            Place::Component(name) => Wish::new(name, candidates),
            _ => Wish::new("", candidates).at(&pointer),
        })
    }

    fn words(&self, place: &Place) -> Vec<String> {
        match place {
            Place::Component(name) => component(name).into_iter().next().unwrap_or_default(),
            Place::Property(parent, name) => self.inside(*parent, name, "member"),
            Place::Variant(parent, label) => self.inside(*parent, label, "variant"),
            Place::Element(inner) => singular(self.words(inner)),
            Place::Item(inner, at) => {
                join(&self.words(inner), &["item".to_owned(), at.to_string()])
            }
            Place::MapValue(inner) => join(&self.words(inner), &["value".to_owned()]),
            Place::Parameter(operation, name) | Place::Header(operation, name) => {
                join(&self.operation(operation), &words(name))
            }
            Place::Event(operation, name) => {
                let name = join(&words(name), &["event".to_owned()]);
                join(&self.operation(operation), &name)
            }
            Place::RequestBody(operation) => join(&self.operation(operation), &["body".to_owned()]),
            Place::Form(operation) => join(&self.operation(operation), &["form".to_owned()]),
            Place::Response(operation, status) => {
                let mut own = vec!["response".to_owned()];
                if status != "200" && status != "2XX" {
                    own.extend(words(status));
                }
                join(&self.operation(operation), &own)
            }
        }
    }

    fn inside(&self, parent: TypeId, own: &str, what: &str) -> Vec<String> {
        let mut own = words(own);
        if own.is_empty() {
            own.push(what.to_owned());
        }
        let at = parent.0 as usize;
        if let Some(Some(full)) = self.full.get(at) {
            return join(full, &own);
        }
        let parent = self.idents.get(at).and_then(Option::as_deref);
        join(&words(parent.unwrap_or_default()), &own)
    }

    fn operation(&self, label: &str) -> Vec<String> {
        self.operations
            .get(label)
            .cloned()
            .unwrap_or_else(|| words(label))
    }
}

/// The name in capitals, with what it is behind it where generated files use the plain one.
fn unreserved(words: &[String], shape: &TypeShape) -> String {
    let name = upper(words);
    let kind = match shape {
        TypeShape::Enum(_) => "Kind",
        _ => "Type",
    };
    if reserved::TYPES.contains(&name.as_str()) {
        format!("{name}{kind}")
    } else {
        name
    }
}

/// Components, pinned types and what operations declare start a file; the rest stands in its parent's.
fn modules(api: &Api, idents: &[Option<String>], pinned: &[Option<String>]) -> Vec<String> {
    let mut scope = Scope::default();
    let owns = |at: usize| {
        let Some(ty) = api.types.get(at) else {
            return true;
        };
        let standalone = matches!(
            ty.shape,
            TypeShape::Record(_) | TypeShape::Union(_) | TypeShape::Enum(_)
        );
        let variant = matches!(ty.place, Place::Variant(..));
        parent(&ty.place).is_none()
            || (standalone && !variant && pinned.get(at).is_some_and(Option::is_some))
    };
    let ident = |at: usize| {
        idents
            .get(at)
            .and_then(Option::as_deref)
            .unwrap_or_default()
    };
    let wish = |at: usize| {
        let stem = escape_module(snake(&words(ident(at))));
        Wish::new(ident(at), vec![stem])
    };
    let roots: Vec<usize> = (0..api.types.len()).filter(|&at| owns(at)).collect();
    let wishes: Vec<Wish> = roots.iter().map(|&at| wish(at)).collect();
    let files: BTreeMap<usize, String> = roots
        .iter()
        .copied()
        .zip(settle(&mut scope, &wishes))
        .collect();
    let file = |mut at: usize| {
        // A chain longer than the list of types would go round in circles.
        for _ in 0..=api.types.len() {
            if let Some(file) = files.get(&at) {
                return file.clone();
            }
            match api.types.get(at).and_then(|ty| parent(&ty.place)) {
                Some(up) => at = up.0 as usize,
                None => break,
            }
        }
        "inline".to_owned()
    };
    (0..api.types.len()).map(file).collect()
}

fn parent(place: &Place) -> Option<TypeId> {
    match place {
        Place::Property(id, _) | Place::Variant(id, _) => Some(*id),
        Place::Element(inner) | Place::MapValue(inner) | Place::Item(inner, _) => parent(inner),
        _ => None,
    }
}
