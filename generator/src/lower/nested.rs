//! Members whose type is nested so deep that it is hard to read: what they hold gets a name.

use crate::ir::{Api, Docs, Place, Presence, TypeDef, TypeId, TypeRef, TypeShape};

/// From here on clippy's `type_complexity` asks for a name.
const HARD: usize = 250;

/// Names what such members hold.
pub(super) fn name(api: &mut Api) {
    let mut named = Vec::new();
    let next = api.types.len();
    for def in &mut api.types {
        let TypeShape::Record(record) = &mut def.shape else {
            continue;
        };
        for field in &mut record.fields {
            let optional = field.presence == Presence::Optional;
            if effort(&field.ty, 1 + usize::from(optional)) <= HARD {
                continue;
            }
            let id = TypeId((next + named.len()) as u32);
            let held = std::mem::replace(held(&mut field.ty), TypeRef::Named(id));
            named.push(TypeDef {
                id,
                place: Place::Property(def.id, field.wire_name.clone()),
                pinned: None,
                shape: TypeShape::Alias(held),
                usage: def.usage,
                docs: Docs::default(),
                origin: field.origin.clone(),
            });
        }
    }
    api.types.extend(named);
}

/// What is within `null` and boxes.
fn held(ty: &mut TypeRef) -> &mut TypeRef {
    match ty {
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => held(inner),
        other => other,
    }
}

/// How hard a type is to read, as clippy counts: every name, more the deeper it stands.
fn effort(ty: &TypeRef, depth: usize) -> usize {
    let own = 10 * depth;
    let within = match ty {
        TypeRef::List(inner) | TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => {
            effort(inner, depth + 1)
        }
        TypeRef::Map(inner) => 10 * (depth + 1) + effort(inner, depth + 1),
        TypeRef::Tuple(all) => all.iter().map(|ty| effort(ty, depth + 1)).sum(),
        TypeRef::Named(_) | TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => 0,
    };
    own + within
}
