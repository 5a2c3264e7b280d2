//! Members of which the value is known beforehand: the schema allows a single one, or a union chooses
//! the object by it. Nobody has to pass them, and what says nothing new is no field at all.

use crate::ir::{
    Additional, Api, Constant, Decision, Field, Literal, Presence, Record, TypeDef, TypeId,
    TypeRef, TypeShape,
};
use std::collections::HashMap;

/// What the unions around a record say of it.
#[derive(Default)]
struct Chosen {
    /// The member that they choose it by, with its only text.
    tag: Option<(String, String)>,
    /// One of them looks at its shape, or two of them disagree about the tag.
    open: bool,
}

/// Fixes the members of every record.
pub(super) fn fix(api: &mut Api) {
    let chosen = chosen(api);
    for index in 0..api.types.len() {
        let Some(TypeDef {
            shape: TypeShape::Record(record),
            usage,
            ..
        }) = api.types.get(index)
        else {
            continue;
        };
        let told = chosen.get(&index);
        let request_only = usage.request && !usage.response;
        let mut fixed = Record {
            fields: Vec::with_capacity(record.fields.len()),
            ..record.clone()
        };
        for field in &record.fields {
            match constant(api, field, told, request_only, &record.additional) {
                Some(constant) => fixed.constants.push(constant),
                None => fixed.fields.push(Field {
                    fixed: value(api, field, told),
                    ..field.clone()
                }),
            }
        }
        if let Some(ty) = api.types.get_mut(index) {
            ty.shape = TypeShape::Record(fixed);
        }
    }
}

/// What is not worth a field: the one legal value of what only callers write, or of the tag that has
/// chosen the record.
fn constant(
    api: &Api,
    field: &Field,
    told: Option<&Chosen>,
    request_only: bool,
    additional: &Additional,
) -> Option<Constant> {
    let required = field.presence == Presence::Required;
    let value = single_value(api, &field.ty).filter(|_| required)?;
    let says = told
        .filter(|told| !told.open && *additional == Additional::Ignore)
        .and_then(|told| told.tag.as_ref());
    let tag = says.is_some_and(|(property, text)| {
        *property == field.wire_name && value == Literal::String(text.clone())
    });
    (request_only || tag).then(|| Constant {
        wire_name: field.wire_name.clone(),
        value,
    })
}

/// The value that a new object has in a field.
fn value(api: &Api, field: &Field, told: Option<&Chosen>) -> Option<Literal> {
    if field.presence == Presence::Optional {
        return None;
    }
    let tag = || {
        let (property, text) = told?.tag.as_ref()?;
        let own = *property == field.wire_name && is_text(api, &field.ty);
        // What the member itself says of its value counts more than what a schema is called.
        let said = field
            .default
            .clone()
            .filter(|value| matches!(value, Literal::String(_)));
        own.then(|| said.unwrap_or_else(|| Literal::String(text.clone())))
    };
    single_value(api, &field.ty).or_else(tag)
}

/// The only value of an enum.
pub(super) fn single_value(api: &Api, ty: &TypeRef) -> Option<Literal> {
    let TypeRef::Named(id) = ty else { return None };
    match &api.types.get(id.0 as usize)?.shape {
        TypeShape::Enum(one) => match one.values.as_slice() {
            [only] => match &only.value {
                Literal::String(_) | Literal::Integer(_) => Some(only.value.clone()),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

fn is_text(api: &Api, ty: &TypeRef) -> bool {
    use crate::ir::{EnumRepr, Scalar};
    match target(api, ty) {
        Some(id) => match api.types.get(id.0 as usize).map(|ty| &ty.shape) {
            Some(TypeShape::Enum(values)) => values.repr == EnumRepr::String,
            Some(TypeShape::Alias(ty)) => *ty == TypeRef::Scalar(Scalar::String),
            _ => false,
        },
        None => *ty == TypeRef::Scalar(Scalar::String),
    }
}

/// The type that a name stands for, other names in between followed.
fn target(api: &Api, ty: &TypeRef) -> Option<TypeId> {
    let &TypeRef::Named(mut id) = ty else {
        return None;
    };
    // Names that lead back to themselves are refused later.
    for _ in 0..api.types.len() {
        match api.types.get(id.0 as usize).map(|ty| &ty.shape) {
            Some(TypeShape::Alias(TypeRef::Named(next))) => id = *next,
            _ => break,
        }
    }
    Some(id)
}

fn chosen(api: &Api) -> HashMap<usize, Chosen> {
    let mut all: HashMap<usize, Chosen> = HashMap::new();
    for ty in &api.types {
        let TypeShape::Union(union) = &ty.shape else {
            continue;
        };
        for variant in &union.variants {
            let Some(id) = variant.ty.as_ref().and_then(|ty| target(api, ty)) else {
                continue;
            };
            let own = all.entry(id.0 as usize).or_default();
            let tag = match (&union.decision, variant.tags.as_slice()) {
                (Decision::Tag { property, .. }, [only]) => Some((property.clone(), only.clone())),
                _ => None,
            };
            match (&own.tag, tag) {
                (Some(known), Some(tag)) if *known == tag => {}
                (None, Some(tag)) => own.tag = Some(tag),
                _ => own.open = true,
            }
        }
    }
    all
}
