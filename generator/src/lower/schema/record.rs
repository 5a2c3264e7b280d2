//! Objects: records, and maps of what nobody named.

use super::{Facts, MemberSchema, Places, Undeclared};
use crate::ir::{
    Additional, Constraints, Docs, Field, Openness, Place, Presence, Record, TypeId, TypeRef,
};
use crate::lower::Context;
use crate::source::Pointer;

impl Context<'_> {
    /// The record that the facts describe.
    pub(in crate::lower) fn record(&mut self, facts: &Facts, id: TypeId) -> Record {
        let mut fields = Vec::with_capacity(facts.properties.len());
        for (name, places) in &facts.properties {
            let required = facts.required.contains(name);
            if !required && self.facts_of(places).never {
                // It must not be there.
                continue;
            }
            let member = self.member_of(places, Place::Property(id, name.clone()));
            fields.push(self.field(name, places, required, member));
        }
        for (name, places) in &facts.conditional {
            let place = Place::Property(id, name.clone());
            let mut member = self.member_of(places, place.clone());
            let one = self.one_of(facts.at.child(name), places.clone(), true);
            member.ty = self.typed(&one, place, None);
            member.constraints = Constraints::default();
            fields.push(self.field(name, places, facts.required.contains(name), member));
        }
        for name in &facts.required {
            if facts.properties.contains_key(name) || facts.conditional.contains_key(name) {
                continue;
            }
            // Required, but never described.
            let member = MemberSchema {
                ty: self.undescribed(facts, id),
                constraints: Constraints::default(),
                default: None,
                example: None,
                docs: Docs::default(),
                access: Default::default(),
                pinned: None,
            };
            fields.push(self.field(name, &[facts.at.child("required")], true, member));
        }
        Record {
            fields,
            constants: Vec::new(),
            additional: self.additional(facts, id),
        }
    }

    fn field(&self, name: &str, places: &[Pointer], required: bool, member: MemberSchema) -> Field {
        Field {
            wire_name: name.to_owned(),
            pinned: member.pinned,
            ty: member.ty,
            presence: if required {
                Presence::Required
            } else {
                Presence::Optional
            },
            access: member.access,
            default: member.default,
            example: member.example,
            fixed: None,
            constraints: member.constraints,
            docs: member.docs,
            origin: self.origin(places.last().unwrap_or(&Pointer::root())),
        }
    }

    fn undescribed(&mut self, facts: &Facts, id: TypeId) -> TypeRef {
        match &facts.additional {
            Some(Undeclared::Typed(places)) => self.schema_of(places, rest(id)),
            _ => self.untyped(facts, Openness::NoProperty),
        }
    }

    fn additional(&mut self, facts: &Facts, id: TypeId) -> Additional {
        match self.undeclared(facts, rest(id)) {
            Some(ty) => Additional::Keep(ty),
            None if facts.additional == Some(Undeclared::Allowed(true)) => {
                Additional::Keep(TypeRef::AnyJson)
            }
            None if self.config.keep_unknown => Additional::Keep(TypeRef::AnyJson),
            None => Additional::Ignore,
        }
    }

    /// An object without declared members: a map.
    pub(super) fn map(&mut self, facts: &Facts, place: &Place) -> TypeRef {
        let value = Place::MapValue(Box::new(place.clone()));
        let value = match self.undeclared(facts, value) {
            Some(ty) => ty,
            None => self.untyped(facts, Openness::NoMembers),
        };
        TypeRef::Map(Box::new(value))
    }

    /// The type of members that no property describes, where the document says anything of it.
    fn undeclared(&mut self, facts: &Facts, place: Place) -> Option<TypeRef> {
        let typed: &[Pointer] = match &facts.additional {
            Some(Undeclared::Typed(places)) => places,
            _ => &[],
        };
        if facts.patterns.is_empty() {
            return (!typed.is_empty()).then(|| self.schema_of(typed, place));
        }
        let parts: Places = facts.patterns.iter().chain(typed).cloned().collect();
        let open = typed.is_empty() && facts.additional != Some(Undeclared::Allowed(false));
        let one = self.one_of(facts.at.child("patternProperties"), parts, open);
        Some(self.typed(&one, place, None))
    }
}

/// The place that names the type of the members that nobody named.
fn rest(id: TypeId) -> Place {
    Place::MapValue(Box::new(Place::Property(id, "additional".to_owned())))
}
