//! Schemas to types.
//!
//! A component schema gets its type at first sight and its shape later, from a queue: only what
//! is declared inline nests, so the depth of the document bounds the depth of the lowering.

mod all_of;
mod choice;
mod enumeration;
mod facts;
mod family;
mod format;
mod keywords;
mod list;
mod literal;
mod merge;
mod record;
mod scalar;
mod union;
mod xml;

pub(crate) use facts::{Facts, Kind, Places, Undeclared};
pub(super) use family::Heirs;
pub(crate) use literal::literal;

use super::Context;
use super::context::Known;
use crate::ir::{
    Access, Constraints, Docs, Literal, Place, Scalar, TypeDef, TypeId, TypeRef, TypeShape,
};
use crate::source::Pointer;

/// What the schema of a field or parameter says.
#[derive(Clone, Debug)]
pub struct MemberSchema {
    /// Its type.
    pub ty: TypeRef,
    /// Limits on its value.
    pub constraints: Constraints,
    /// The value that the service assumes.
    pub default: Option<Literal>,
    /// A value without parts that it shows, and that fits.
    pub example: Option<Literal>,
    /// What it is; empty for a reference, whose type has the words.
    pub docs: Docs,
    /// Who may set it.
    pub access: Access,
    /// `x-clientwright-name`, unless it names the type.
    pub pinned: Option<String>,
}

impl Context<'_> {
    /// The type of the schema at a place. `place` names it if it is declared right there.
    pub fn schema(&mut self, at: &Pointer, place: Place) -> TypeRef {
        self.schema_of(std::slice::from_ref(at), place)
    }

    /// The type of schemas that hold together.
    pub(crate) fn schema_of(&mut self, places: &[Pointer], place: Place) -> TypeRef {
        let mut key = Places::new();
        for at in places.iter().map(|at| self.resolve(at)) {
            if !key.contains(&at) {
                key.push(at);
            }
        }
        if let [target] = key.as_slice() {
            if let Some(path) = self.override_of(target) {
                let facts = self.facts(target);
                return nullable(TypeRef::Foreign(path), facts.nullable);
            }
            if let Some(name) = component(target) {
                return self.component(target, name);
            }
        }
        match self.known.get(&key) {
            Some(Known::Done(ty)) => return ty.clone(),
            Some(Known::Used(id) | Known::Reserved(id)) => {
                let id = *id;
                self.known.insert(key, Known::Used(id));
                return TypeRef::Named(id);
            }
            Some(Known::Busy) => {
                let id = self.reserve(key.first().unwrap_or(&Pointer::root()), place);
                self.known.insert(key, Known::Used(id));
                return TypeRef::Named(id);
            }
            None => {}
        }
        self.known.insert(key.clone(), Known::Busy);
        let facts = self.facts_of(&key);
        let ty = self.typed(&facts, place, Some(&key));
        let ty = match self.known.get(&key) {
            // A cycle came back here before the type was known.
            Some(Known::Used(id)) if !is(&ty, *id) => self.wrap(*id, ty),
            _ => ty,
        };
        self.known.insert(key, Known::Done(ty.clone()));
        ty
    }

    /// The user's own type for a component schema, by its name or its place.
    pub(super) fn override_of(&self, at: &Pointer) -> Option<String> {
        let own = &self.config.types.schemas;
        if own.is_empty() {
            return None;
        }
        let named = component(at).and_then(|name| own.get(&name));
        named.or_else(|| own.get(&at.to_string())).cloned()
    }

    /// The type of a field or a parameter, and all else that its schema says.
    pub fn member(&mut self, at: &Pointer, place: Place) -> MemberSchema {
        self.member_of(std::slice::from_ref(at), place)
    }

    /// The type of a field that several schemas describe together, and all else that they say.
    pub(crate) fn member_of(&mut self, places: &[Pointer], place: Place) -> MemberSchema {
        let ty = self.schema_of(places, place);
        let facts = self.facts_of(places);
        let default = facts.default.as_ref().and_then(|value| {
            let fits = self.check_value_of(value, places, crate::diagnostic::Code::DefaultMismatch);
            let node = self.node(value).filter(|_| fits)?;
            Some(literal(node))
        });
        let example = self.example_of(places);
        // What a component says of itself stands at its type.
        let targets = places.iter().rev().map(|at| self.resolve(at));
        let own: Places = targets.filter(|at| component(at).is_none()).collect();
        let (mut docs, mut pinned) = (Docs::default(), None);
        for at in &own {
            let facts = self.facts(at);
            docs = docs.or(&facts.docs);
            pinned = pinned.or_else(|| facts.pinned.clone());
        }
        let limits = facts.constraints.clone();
        MemberSchema {
            constraints: match crate::lower::usage::is_integer(&ty) {
                true => scalar::inclusive(limits),
                false => limits,
            },
            ty,
            default,
            example,
            docs,
            access: facts.access,
            pinned: pinned.filter(|name| !names_type(name)),
        }
    }

    /// The type of a component schema, whose shape follows.
    fn component(&mut self, at: &Pointer, name: String) -> TypeRef {
        let key = vec![at.clone()];
        if let Some(Known::Done(ty)) = self.known.get(&key) {
            return ty.clone();
        }
        let id = self.reserve(at, Place::Component(name));
        let facts = self.facts(at);
        let ty = nullable(TypeRef::Named(id), facts.nullable && facts.is_typed());
        self.known.insert(key, Known::Done(ty.clone()));
        self.waiting.push_back((at.clone(), id));
        ty
    }

    /// Gives the component schemas seen so far their shapes, and those that these lead to.
    pub(super) fn finish(&mut self) {
        while let Some((at, id)) = self.waiting.pop_front() {
            let Some(place) = self.ty(id).map(|def| def.place.clone()) else {
                continue;
            };
            let facts = self.facts(&at);
            self.describe(id, &facts);
            let shape = match self.same_as(&facts) {
                Some(part) => TypeShape::Alias(plain(self.schema(&part, place))),
                None => self.shape_of(&facts, id),
            };
            if let Some(def) = self.def(id) {
                def.shape = shape;
            }
        }
    }

    /// The type that facts describe; `key` is what it is known by, so that a cycle finds it.
    fn typed(&mut self, facts: &Facts, place: Place, key: Option<&Places>) -> TypeRef {
        if let Some(part) = self.same_as(facts) {
            return nullable(plain(self.schema(&part, place)), facts.nullable);
        }
        if let Some(ty) = self.plain(facts, &place) {
            return nullable(ty, facts.nullable);
        }
        let id = match key.and_then(|key| self.known.get(key)) {
            Some(Known::Used(id)) => *id,
            _ => {
                let id = self.reserve(&facts.at, place);
                if let Some(key) = key {
                    self.known.insert(key.clone(), Known::Reserved(id));
                }
                id
            }
        };
        self.describe(id, facts);
        let shape = self.shape_of(facts, id);
        // What turns out to be a name for another type needs none.
        let named = match &shape {
            TypeShape::Alias(ty) if !is(ty, id) => ty.clone(),
            _ => TypeRef::Named(id),
        };
        self.define(id, shape);
        nullable(named, facts.nullable)
    }

    /// A type with a name of its own, or an alias where a component turns out to need none.
    fn shape_of(&mut self, facts: &Facts, id: TypeId) -> TypeShape {
        let place = self.ty(id).map(|def| def.place.clone());
        let place = place.unwrap_or(Place::Component(String::new()));
        if let Some(ty) = self.plain(facts, &place) {
            return TypeShape::Alias(ty);
        }
        if facts.values.is_some() {
            enumeration::shape(facts)
        } else if facts.chooses() {
            self.union(facts, id)
        } else {
            TypeShape::Record(self.record(facts, id))
        }
    }

    fn describe(&mut self, id: TypeId, facts: &Facts) {
        let pinned = facts.pinned.clone().filter(|name| names_type(name));
        if let Some(def) = self.def(id) {
            def.docs = facts.docs.clone();
            def.docs.summary = facts.title.clone();
            def.pinned = pinned;
        }
    }

    /// Completes a type; one that turned out to be a name for another needs none.
    fn define(&mut self, id: TypeId, shape: TypeShape) -> TypeRef {
        if let Some(def) = self.def(id) {
            def.shape = shape;
        }
        TypeRef::Named(id)
    }

    fn wrap(&mut self, id: TypeId, ty: TypeRef) -> TypeRef {
        self.define(id, TypeShape::Wrapper(ty))
    }

    /// A type by its id, to change.
    pub(super) fn def(&mut self, id: TypeId) -> Option<&mut TypeDef> {
        self.api.types.get_mut(id.0 as usize)
    }
}

/// The name of the component schema that a place is.
pub(super) fn component(at: &Pointer) -> Option<String> {
    let name = at.as_str().strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| at.last()).flatten()
}

/// Whether a pinned name is one of a type rather than one of a field.
fn names_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// The type without `null`.
fn plain(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(inner) => *inner,
        other => other,
    }
}

/// A type or `null`; never twice.
fn nullable(ty: TypeRef, null: bool) -> TypeRef {
    match ty {
        TypeRef::Nullable(_) | TypeRef::AnyJson | TypeRef::Scalar(Scalar::Null) => ty,
        _ if null => TypeRef::Nullable(Box::new(ty)),
        _ => ty,
    }
}

fn is(ty: &TypeRef, id: TypeId) -> bool {
    match ty {
        TypeRef::Named(own) => *own == id,
        TypeRef::Nullable(inner) => is(inner, id),
        _ => false,
    }
}
