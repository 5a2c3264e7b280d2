//! Names of types, and the files they stand in.
//!
//! A component is called what the document calls it; what is declared inline is called after its parent and
//! its place, from the outside in.

use super::ident::{escape_module, join, shorten, singular, snake, upper, words};
use super::pin::{Case, Pins};
use super::scope::{Scope, Wish, settle};
use super::{ServiceNames, TypeNames};
use crate::ir::{Api, Place, TypeDef, TypeId, TypeShape};
use std::collections::BTreeMap;

/// What emitted files call by its plain name.
const RESERVED: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Future",
    "Hash",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "NonZeroU32",
    "NonZeroU64",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Vec",
];

/// The words that an operation's types begin with, by the labels that places may use.
type Operations = BTreeMap<String, Vec<String>>;

/// Names all types; members follow later.
pub fn name(api: &Api, services: &[ServiceNames], pins: &mut Pins<'_>) -> Vec<TypeNames> {
    let operations = operations(api, services);
    let mut scope = Scope::reserving(RESERVED);
    let pinned = pinned(api, pins, &mut scope);
    let mut naming = Naming {
        api,
        operations,
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
            let label = join(&words(&names.ident), &words(&own.call));
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
            | Place::Response(..)
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

    fn wish(&self, id: TypeId) -> Option<Wish> {
        let ty = self.api.types.get(id.0 as usize)?;
        let mut all = shorten(self.words(&ty.place));
        if all.is_empty() {
            all = vec!["type".to_owned(), (id.0 + 1).to_string()];
        }
        let name = upper(&all);
        let kind = match ty.shape {
            TypeShape::Enum(_) => "kind",
            _ => "type",
        };
        let mut candidates = vec![name.clone()];
        if RESERVED.contains(&name.as_str()) {
            all.push(kind.to_owned());
            candidates = vec![upper(&all)];
        }
        let key = format!("{name} {} {}", ty.origin.pointer, component(ty));
        Some(Wish {
            key,
            pinned: None,
            candidates,
        })
    }

    fn words(&self, place: &Place) -> Vec<String> {
        match place {
            Place::Component(name) => words(name),
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
            Place::RequestBody(operation) => join(&self.operation(operation), &["body".to_owned()]),
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
        let parent = self
            .idents
            .get(parent.0 as usize)
            .and_then(Option::as_deref)
            .unwrap_or_default();
        join(&words(parent), &own)
    }

    fn operation(&self, label: &str) -> Vec<String> {
        self.operations
            .get(label)
            .cloned()
            .unwrap_or_else(|| words(label))
    }
}

fn component(ty: &TypeDef) -> &str {
    match &ty.place {
        Place::Component(name) => name,
        _ => "",
    }
}

/// Components, pinned types and what operations declare start a file; the rest stands in its parent's.
fn modules(api: &Api, idents: &[Option<String>], pinned: &[Option<String>]) -> Vec<String> {
    let mut scope = Scope::reserving(&["mod", "types", "wire"]);
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
        Wish {
            key: ident(at).to_owned(),
            pinned: None,
            candidates: vec![stem],
        }
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
