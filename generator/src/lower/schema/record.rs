//! Objects with declared members.

use super::scalar::inclusive;
use super::{Facts, Undeclared};
use crate::ir::{
    Access, Additional, Constraints, Docs, Field, Place, Presence, Record, TypeId, TypeRef,
};
use crate::lower::Context;

impl Context<'_> {
    /// The record that the facts describe.
    pub(in crate::lower) fn record(&mut self, facts: &Facts, id: TypeId) -> Record {
        let mut fields = Vec::with_capacity(facts.properties.len());
        for (name, at) in &facts.properties {
            let member = self.member(at, Place::Property(id, name.clone()));
            let integer = crate::lower::usage::is_integer(&member.ty);
            fields.push(Field {
                wire_name: name.clone(),
                pinned: member.pinned,
                ty: member.ty,
                presence: presence(facts.required.contains(name)),
                access: member.access,
                default: member.default,
                constraints: if integer {
                    inclusive(member.constraints)
                } else {
                    member.constraints
                },
                docs: member.docs,
                origin: self.origin(at),
            });
        }
        for name in &facts.required {
            if facts.properties.contains_key(name) {
                continue;
            }
            // Required, but never described.
            fields.push(Field {
                wire_name: name.clone(),
                pinned: None,
                ty: self.undescribed(facts, id),
                presence: Presence::Required,
                access: Access::default(),
                default: None,
                constraints: Constraints::default(),
                docs: Docs::default(),
                origin: self.origin(&facts.at.child("required")),
            });
        }
        Record {
            fields,
            constants: Vec::new(),
            additional: self.additional(facts, id),
        }
    }

    fn undescribed(&mut self, facts: &Facts, id: TypeId) -> TypeRef {
        match &facts.additional {
            Some(Undeclared::Typed(at)) => self.schema(at, rest(id)),
            _ => self.untyped(facts),
        }
    }

    fn additional(&mut self, facts: &Facts, id: TypeId) -> Additional {
        match &facts.additional {
            Some(Undeclared::Typed(at)) => Additional::Keep(self.schema(at, rest(id))),
            Some(Undeclared::Allowed(true)) => Additional::Keep(TypeRef::AnyJson),
            _ if self.config.keep_unknown => Additional::Keep(TypeRef::AnyJson),
            _ => Additional::Ignore,
        }
    }
}

/// The place that names the type of the members that nobody named.
fn rest(id: TypeId) -> Place {
    Place::MapValue(Box::new(Place::Property(id, "additional".to_owned())))
}

fn presence(required: bool) -> Presence {
    if required {
        Presence::Required
    } else {
        Presence::Optional
    }
}
