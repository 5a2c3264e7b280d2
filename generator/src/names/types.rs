//! Names of types, and the files they stand in.
//!
//! A component is called what the document calls it; what is declared inline is called after its parent and
//! its place, from the outside in.

use super::component::component;
use super::ident::{escape_module, join, snake, stem, upper};
use super::path::Path;
use super::pin::{Case, Pins};
use super::reserved;
use super::scope::{Scope, Wish, settle};
use super::words::{mark, words};
use super::{Role, ServiceNames, TypeNames, key};
use crate::ir::{Api, Place, TypeId, TypeShape};
use std::collections::BTreeMap;

/// What an operation's types begin with, by the labels that places may use.
type Operations = BTreeMap<String, Label>;

/// What an operation's types begin with.
#[derive(Clone)]
struct Label {
    /// The operation, with its tag where it does not say that itself.
    own: Vec<String>,
    /// The operation with its tag.
    tagged: Vec<String>,
    /// It succeeds in one way only, of which the status says nothing.
    one_success: bool,
}

/// Names all types; members follow later.
pub fn name(api: &Api, services: &[ServiceNames], pins: &mut Pins<'_>) -> Vec<TypeNames> {
    let operations = operations(api, services);
    let mut scope = Scope::reserving(reserved::TYPES);
    let pinned = pinned(api, pins, &mut scope);
    let kept = kept(api, pins, &mut scope, &pinned);
    let mut naming = Naming {
        api,
        operations,
        paths: vec![None; pinned.len()],
        idents: kept,
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
            let (tag, call) = (tag.unwrap_or_default(), words(&own.call));
            let full = join(&tag, &call);
            let own = if says(&call, &tag) {
                call
            } else {
                full.clone()
            };
            let label = Label {
                own,
                tagged: full,
                one_success: operation.responses.successes().len() == 1,
            };
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

/// Whether an operation says itself what its tag says: `get pet status` in `pet statuses`.
fn says(call: &[String], tag: &[String]) -> bool {
    let stems = |words: &[String]| words.iter().map(|word| stem(word)).collect::<Vec<_>>();
    let (call, tag) = (stems(call), stems(tag));
    !tag.is_empty() && call.len() > tag.len() && call.windows(tag.len()).any(|part| part == tag)
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

/// The names that types had before, beside those that are pinned.
fn kept(
    api: &Api,
    pins: &Pins<'_>,
    scope: &mut Scope,
    pinned: &[Option<String>],
) -> Vec<Option<String>> {
    let keys = key::types(api);
    let mut keep = |(key, pinned): (&String, &Option<String>)| match pinned {
        Some(name) => Some(name.clone()),
        None => pins.locked(key, Role::Type).filter(|name| scope.take(name)),
    };
    keys.iter().zip(pinned).map(&mut keep).collect()
}

/// What a type may be called, and the way that is called so.
type Ways = Vec<(String, Path)>;

struct Naming<'a> {
    api: &'a Api,
    operations: Operations,
    idents: Vec<Option<String>>,
    /// The ways to inline types, for what is named after them.
    paths: Vec<Option<Path>>,
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
            let wanted = ids.iter().filter_map(|&id| self.wish(id));
            let (wishes, ways): (Vec<Wish>, Vec<Ways>) = wanted.unzip();
            let names = settle(&mut self.scope, &wishes);
            for ((id, name), ways) in ids.into_iter().zip(names).zip(ways) {
                let at = id.0 as usize;
                let way = ways.into_iter().find(|(own, _)| *own == name);
                if let Some(slot) = self.paths.get_mut(at) {
                    *slot = way.map(|(_, path)| path);
                }
                if let Some(slot) = self.idents.get_mut(at) {
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

    fn wish(&self, id: TypeId) -> Option<(Wish, Ways)> {
        let ty = self.api.types.get(id.0 as usize)?;
        let pointer = ty.origin.pointer.to_string();
        let ident = |words: &Vec<String>| unreserved(words, &ty.shape);
        let mut ways = Ways::new();
        let mut candidates: Vec<String> = match &ty.place {
            Place::Component(name) => component(name).iter().map(ident).collect(),
            place => {
                ways = self.ways(place, &ident);
                ways.iter().map(|(name, _)| name.clone()).collect()
            }
        };
        if candidates.is_empty() {
            candidates.push(ident(&vec!["type".to_owned(), mark(&pointer)]));
        }
        let wish = match &ty.place {
            Place::Component(name) => Wish::new(name, candidates),
            _ => Wish::new("", candidates).at(&pointer),
        };
        Some((wish, ways))
    }

    /// What an inline type may be called, from the best to the last resort.
    fn ways(&self, place: &Place, ident: &dyn Fn(&Vec<String>) -> String) -> Ways {
        let mut paths = vec![self.path(place, false), self.path(place, true)];
        paths.dedup();
        if let Place::Element(list) = place {
            paths.push(self.path(list, true).inside(vec!["item".to_owned()]));
        }
        let mut ways = Ways::new();
        for path in paths {
            for words in path.candidates() {
                ways.push((ident(&words), path.clone()));
            }
        }
        ways
    }

    /// The way to what stands at a place; `tagged` leaves out nothing of an operation's tag.
    fn path(&self, place: &Place, tagged: bool) -> Path {
        let word = |text: &str| vec![text.to_owned()];
        match place {
            Place::Component(name) => {
                Path::new(component(name).into_iter().next().unwrap_or_default())
            }
            Place::Property(parent, name) => self.inside(*parent, name, "member"),
            Place::Variant(parent, label) => self.inside(*parent, label, "variant"),
            Place::Element(inner) => self.path(inner, tagged).element(),
            Place::Item(inner, at) => {
                let own = vec!["item".to_owned(), at.to_string()];
                self.path(inner, tagged).inside(own)
            }
            Place::MapValue(inner) => self.path(inner, tagged).inside(word("value")),
            Place::Parameter(operation, name) | Place::Header(operation, name) => {
                self.operation(operation, tagged).inside(words(name))
            }
            Place::Event(operation, name) => {
                let own = [words(name), word("event")].concat();
                self.operation(operation, tagged).inside(own)
            }
            Place::RequestBody(operation) => self.operation(operation, tagged).inside(word("body")),
            Place::Form(operation) => self.operation(operation, tagged).inside(word("form")),
            Place::Response(operation, status) => {
                let mut own = word("response");
                let known = self.operations.get(operation);
                let lone = known.is_some_and(|label| label.one_success && status.starts_with('2'));
                if !lone && status != "200" && status != "2XX" {
                    own.extend(words(status));
                }
                self.operation(operation, tagged).inside(own)
            }
        }
    }

    fn inside(&self, parent: TypeId, own: &str, what: &str) -> Path {
        let mut own = words(own);
        if own.is_empty() {
            own.push(what.to_owned());
        }
        let at = parent.0 as usize;
        let path = match self.paths.get(at) {
            Some(Some(path)) => path.clone(),
            _ => {
                let ident = self.idents.get(at).and_then(Option::as_deref);
                Path::new(words(ident.unwrap_or_default()))
            }
        };
        path.inside(own)
    }

    fn operation(&self, label: &str, tagged: bool) -> Path {
        let known = self.operations.get(label);
        let own = known.map(|label| if tagged { &label.tagged } else { &label.own });
        Path::new(own.cloned().unwrap_or_else(|| words(label)))
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
