//! Types that only requests reach become easier to build: alternatives that differ in one member become
//! one, numbers are plain numbers (their bounds are checked before anything is sent).

use super::fixed::single_value;
use crate::ir::{
    Api, Bound, Constant, Constraints, Decision, Integer, Literal, Place, Presence, Record, Scalar,
    TypeId, TypeRef, TypeShape, Union, Variant,
};

/// Changes every type that only requests reach.
pub(super) fn ease_requests(api: &mut Api) {
    for index in 0..api.types.len() {
        if is_request_only(api, index) {
            merge_variants(api, index);
        }
    }
    numbers(api);
}

fn is_request_only(api: &Api, index: usize) -> bool {
    let usage = api.types.get(index).map(|ty| ty.usage);
    usage.is_some_and(|usage| usage.request && !usage.response)
}

fn record(api: &Api, index: usize) -> Option<&Record> {
    match &api.types.get(index)?.shape {
        TypeShape::Record(record) => Some(record),
        _ => None,
    }
}

/// Two alternatives of which one has a required member more than the other are one alternative
/// in which that member is optional. Members with a single legal value that is optional in one of
/// them are written always: that is legal in both.
fn merge_variants(api: &mut Api, index: usize) {
    let Some(TypeShape::Union(union)) = api.types.get(index).map(|ty| ty.shape.clone()) else {
        return;
    };
    if union.decision != Decision::Shape {
        return;
    }
    let mut variants: Vec<Variant> = Vec::with_capacity(union.variants.len());
    for variant in union.variants {
        let merged = variants.iter().enumerate().find_map(|(at, known)| {
            let (one, other) = (inline(api, known)?, inline(api, &variant)?);
            let record = merged(api, record(api, one)?, record(api, other)?)?;
            Some((at, one, record))
        });
        let Some((at, target, record)) = merged else {
            variants.push(variant);
            continue;
        };
        if let Some(known) = variants.get_mut(at) {
            let required = |name: &String| {
                let constants = record.constants.iter().any(|one| one.wire_name == *name);
                let fields = record.fields.iter();
                let mut fields = fields.filter(|one| one.presence == Presence::Required);
                constants || fields.any(|one| one.wire_name == *name)
            };
            known.required.retain(required);
            let more = variant.required.into_iter().filter(required);
            known.required.extend(more.collect::<Vec<_>>());
            known.required.dedup();
            known.pinned = known.pinned.take().or(variant.pinned);
        }
        if let Some(ty) = api.types.get_mut(target) {
            ty.shape = TypeShape::Record(record);
        }
    }
    if let Some(ty) = api.types.get_mut(index) {
        ty.shape = TypeShape::Union(Union {
            decision: Decision::Shape,
            variants,
        });
    }
}

/// The type of a variant that nothing else uses.
fn inline(api: &Api, variant: &Variant) -> Option<usize> {
    let Some(TypeRef::Named(TypeId(id))) = variant.ty else {
        return None;
    };
    let ty = api.types.get(id as usize)?;
    matches!(ty.place, Place::Variant(..)).then_some(id as usize)
}

fn merged(api: &Api, one: &Record, other: &Record) -> Option<Record> {
    if one.additional != other.additional {
        return None;
    }
    let (larger, smaller) = if one.fields.len() > other.fields.len() {
        (one, other)
    } else {
        (other, one)
    };
    let mut result = Record {
        additional: larger.additional.clone(),
        ..Record::default()
    };
    let mut differing = 0;
    for field in &larger.fields {
        let twin = smaller
            .fields
            .iter()
            .find(|twin| twin.wire_name == field.wire_name);
        match (twin, single_value(api, &field.ty)) {
            (Some(twin), Some(value)) if single_value(api, &twin.ty).as_ref() == Some(&value) => {
                result.constants.push(Constant {
                    wire_name: field.wire_name.clone(),
                    value,
                });
            }
            (Some(twin), _) => {
                let same = twin.ty == field.ty && twin.presence == field.presence;
                (same && twin.constraints == field.constraints).then_some(())?;
                result.fields.push(field.clone());
            }
            (None, _) => {
                differing += 1;
                let mut field = field.clone();
                field.presence = Presence::Optional;
                result.fields.push(field);
            }
        }
    }
    let all = result.constants.len() + result.fields.len() == larger.fields.len();
    let inside = smaller.fields.len() + differing == larger.fields.len();
    (all && inside && differing == 1 && larger.constants == smaller.constants).then_some(result)
}

/// Integers that only requests carry lose what only the answer's reader needs, and the others the
/// bounds that their type already says.
fn numbers(api: &mut Api) {
    for ty in &mut api.types {
        let request_only = ty.usage.request && !ty.usage.response;
        if let TypeShape::Record(record) = &mut ty.shape {
            for field in &mut record.fields {
                number(&mut field.ty, &mut field.constraints, request_only);
            }
        }
    }
    for service in &mut api.services {
        for operation in &mut service.operations {
            for parameter in &mut operation.parameters {
                number(&mut parameter.ty, &mut parameter.constraints, true);
            }
        }
    }
}

fn number(ty: &mut TypeRef, constraints: &mut Constraints, request_only: bool) {
    let scalar = match ty {
        TypeRef::Scalar(scalar) => scalar,
        TypeRef::Nullable(inner) => return number(inner, constraints, request_only),
        _ => return,
    };
    if request_only {
        *scalar = match *scalar {
            Scalar::NonZeroU32 => Scalar::Integer(Integer::U32),
            Scalar::NonZeroU64 => Scalar::Integer(Integer::U64),
            other => other,
        };
    }
    let least = match scalar {
        Scalar::NonZeroU32 | Scalar::NonZeroU64 => 1,
        Scalar::Integer(Integer::U32 | Integer::U64) => 0,
        _ => return,
    };
    let said = Bound {
        value: Literal::Integer(least),
        exclusive: false,
    };
    if constraints.minimum == Some(said) {
        constraints.minimum = None;
    }
}
