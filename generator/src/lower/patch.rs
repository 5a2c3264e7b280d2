//! Bodies of `application/merge-patch+json` (RFC 7396): what is left out stays as it is, `null` takes
//! it out, anything else replaces it. So every member of an object may be left out or be `null`,
//! whatever the schema of the whole says, and so on for the objects in it.

use super::Context;
use super::schema::{Facts, Places, Undeclared, component};
use crate::ir::{Additional, Place, Presence, TypeDef, TypeId, TypeRef, TypeShape};
use crate::lower::docs;
use crate::source::Pointer;

/// Maps in maps that are followed.
const DEEPEST: usize = 16;

const WORDS: &str = "A patch: what is left out stays as it is, and `null` takes it out.";

impl Context<'_> {
    /// The type of a patch of what the schema at a place describes.
    pub(super) fn patch(&mut self, schema: &Pointer, place: Place) -> TypeRef {
        let ty = self.patch_of(std::slice::from_ref(schema), place, 0);
        // Objects wait in a queue, so that only what stands inline nests.
        while let Some((places, id)) = self.patches_waiting.pop_front() {
            self.patch_members(&places, id);
        }
        ty
    }

    fn patch_of(&mut self, places: &[Pointer], place: Place, depth: usize) -> TypeRef {
        let facts = self.facts_of(places);
        if facts.chooses() || facts.values.is_some() || depth > DEEPEST {
            return self.schema_of(places, place);
        }
        if facts.is_record() {
            return TypeRef::Named(self.patch_record(places, place));
        }
        match &facts.additional {
            Some(Undeclared::Typed(values)) if facts.is_object() && facts.patterns.is_empty() => {
                let inner = Place::MapValue(Box::new(place));
                let value = self.patch_of(values, inner, depth + 1);
                TypeRef::Map(Box::new(nullable(value)))
            }
            _ => self.schema_of(places, place),
        }
    }

    /// The type of a patch of an object, whose members follow.
    fn patch_record(&mut self, places: &[Pointer], place: Place) -> TypeId {
        let key: Places = places.iter().map(|at| self.resolve(at)).collect();
        if let Some(id) = self.patches.get(&key) {
            return *id;
        }
        let named = key.iter().find_map(component);
        let place = named.map_or(place, |name| Place::Component(format!("{name}Patch")));
        let id = self.reserve(key.first().unwrap_or(&Pointer::root()), place);
        self.patches.insert(key.clone(), id);
        self.patches_waiting.push_back((key, id));
        id
    }

    fn patch_members(&mut self, places: &[Pointer], id: TypeId) {
        let facts: Facts = (*self.facts_of(places)).clone();
        let mut record = self.record(&facts, id);
        for field in &mut record.fields {
            let name = &field.wire_name;
            if let Some(places) = facts.properties.get(name) {
                field.ty = self.patch_of(places, Place::Property(id, name.clone()), 0);
            }
            field.ty = nullable(std::mem::replace(&mut field.ty, TypeRef::AnyJson));
            field.presence = Presence::Optional;
            field.default = None;
        }
        record.additional = match record.additional {
            Additional::Keep(ty) => Additional::Keep(nullable(ty)),
            Additional::Ignore => Additional::Ignore,
        };
        if let Some(TypeDef {
            shape, docs: own, ..
        }) = self.def(id)
        {
            *shape = TypeShape::Record(record);
            *own = facts.docs;
            own.summary = facts.title;
            own.description = docs::paragraphs([own.description.take(), Some(WORDS.to_owned())]);
        }
    }
}

/// The type or `null`.
fn nullable(ty: TypeRef) -> TypeRef {
    match ty {
        TypeRef::Nullable(_) | TypeRef::AnyJson => ty,
        ty => TypeRef::Nullable(Box::new(ty)),
    }
}
