//! Schemas to types.
//!
//! A component schema gets its type at first sight and its shape later, from a queue: only what
//! is declared inline nests, so the depth of the document bounds the depth of the lowering.

mod all_of;
mod enumeration;
mod facts;
mod keywords;
mod literal;
mod record;
mod scalar;
mod union;

pub(crate) use facts::{Facts, Kind, Undeclared};
pub(crate) use literal::literal;

use super::Context;
use super::context::Known;
use crate::ir::{Access, Constraints, Docs, Literal, Place, TypeDef, TypeId, TypeRef, TypeShape};
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
        let target = self.resolve(at);
        if let Some(name) = component(&target) {
            return self.component(&target, name);
        }
        match self.known.get(&target) {
            Some(Known::Done(ty)) => return ty.clone(),
            Some(Known::Busy(Some(id))) => return TypeRef::Named(*id),
            Some(Known::Busy(None)) => {
                let id = self.reserve(&target, place);
                self.known.insert(target, Known::Busy(Some(id)));
                return TypeRef::Named(id);
            }
            None => {}
        }
        self.known.insert(target.clone(), Known::Busy(None));
        let facts = self.facts(&target);
        let ty = self.typed(facts, place);
        let ty = match self.known.get(&target) {
            // A cycle came back here before the type was known.
            Some(Known::Busy(Some(id))) if !is(&ty, *id) => self.wrap(*id, ty),
            _ => ty,
        };
        self.known.insert(target, Known::Done(ty.clone()));
        ty
    }

    /// The type of a field or a parameter, and all else that its schema says.
    pub fn member(&mut self, at: &Pointer, place: Place) -> MemberSchema {
        let ty = self.schema(at, place);
        let target = self.resolve(at);
        let facts = self.facts(&target);
        let default = facts.default.as_ref().and_then(|value| {
            let fits = self.check_value(value, at, crate::diagnostic::Code::DefaultMismatch);
            let node = self.node(value).filter(|_| fits)?;
            Some(literal(node))
        });
        let shared = component(&target).is_some();
        MemberSchema {
            ty,
            constraints: facts.constraints,
            default,
            docs: if shared { Docs::default() } else { facts.docs },
            access: facts.access,
            pinned: facts.pinned.filter(|name| !shared && !names_type(name)),
        }
    }

    /// The type of a component schema, whose shape follows.
    fn component(&mut self, at: &Pointer, name: String) -> TypeRef {
        if let Some(Known::Done(ty)) = self.known.get(at) {
            return ty.clone();
        }
        let id = self.reserve(at, Place::Component(name));
        let facts = self.facts(at);
        let ty = nullable(TypeRef::Named(id), facts.nullable);
        self.known.insert(at.clone(), Known::Done(ty.clone()));
        self.waiting.push_back((at.clone(), id));
        ty
    }

    /// Gives the component schemas seen so far their shapes, and those that these lead to.
    pub(super) fn finish(&mut self) {
        while let Some((at, id)) = self.waiting.pop_front() {
            let Some(place) = self.ty(id).map(|def| def.place.clone()) else {
                continue;
            };
            let facts = Facts {
                nullable: false,
                ..self.facts(&at)
            };
            self.describe(id, &facts);
            let shape = match self.single(&facts) {
                Some(part) => TypeShape::Alias(self.schema(&part, place)),
                None => self.shape_of(facts, id),
            };
            if let Some(def) = self.def(id) {
                def.shape = shape;
            }
        }
    }

    /// The type that facts describe.
    fn typed(&mut self, facts: Facts, place: Place) -> TypeRef {
        let (null, at) = (facts.nullable, facts.at.clone());
        if let Some(part) = self.single(&facts) {
            let ty = self.schema(&part, place);
            return nullable(ty, null);
        }
        let ty = match self.plain(&facts, &place) {
            Some(ty) => ty,
            None => {
                let id = match self.known.get(&at) {
                    Some(Known::Busy(Some(id))) => *id,
                    _ => self.reserve(&at, place),
                };
                self.known.insert(at, Known::Busy(Some(id)));
                self.describe(id, &facts);
                let shape = self.shape_of(facts, id);
                self.define(id, shape)
            }
        };
        nullable(ty, null)
    }

    /// A type with a name of its own, or an alias where a component turns out to need none.
    fn shape_of(&mut self, facts: Facts, id: TypeId) -> TypeShape {
        let place = self.ty(id).map(|def| def.place.clone());
        let place = place.unwrap_or(Place::Component(String::new()));
        if let Some(ty) = self.plain(&facts, &place) {
            return TypeShape::Alias(ty);
        }
        if facts.values.is_some() {
            self.enumeration(&facts)
        } else if !facts.unions.is_empty() {
            self.union(facts, id)
        } else {
            TypeShape::Record(self.record(&facts, id))
        }
    }

    /// The only part of an `allOf`, `oneOf` or `anyOf`, if the schema says nothing else about types.
    fn single(&self, facts: &Facts) -> Option<Pointer> {
        let node = self.node(&facts.at)?.as_object()?;
        let mut parts = None;
        for (key, member) in node {
            match key.as_str() {
                "allOf" | "oneOf" | "anyOf" if parts.is_none() => {
                    let length = member.node.as_array().map(<[_]>::len);
                    parts = (length == Some(1)).then(|| facts.at.child(key).index(0));
                    parts.as_ref()?;
                }
                "type"
                | "enum"
                | "properties"
                | "required"
                | "additionalProperties"
                | "items"
                | "allOf"
                | "oneOf"
                | "anyOf"
                | "format" => return None,
                _ => {}
            }
        }
        parts
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
fn component(at: &Pointer) -> Option<String> {
    let name = at.as_str().strip_prefix("/components/schemas/")?;
    (!name.contains('/')).then(|| at.last()).flatten()
}

/// Whether a pinned name is one of a type rather than one of a field.
fn names_type(name: &str) -> bool {
    name.starts_with(char::is_uppercase)
}

/// A type or `null`; never twice.
fn nullable(ty: TypeRef, null: bool) -> TypeRef {
    match ty {
        TypeRef::Nullable(_) | TypeRef::AnyJson => ty,
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
