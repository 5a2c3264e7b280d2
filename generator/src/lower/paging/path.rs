//! Ways from a type to its members.

use crate::ir::{
    Field, Operation, PagingTarget, Path, Presence, Record, Scalar, TypeRef, TypeShape,
};
use crate::lower::Context;

/// A type without aliases, boxes and `null`.
pub(super) fn strip<'c>(context: &'c Context<'_>, ty: &'c TypeRef) -> &'c TypeRef {
    let mut ty = ty;
    for _ in 0..=context.api.types.len() {
        ty = match ty {
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => inner,
            TypeRef::Named(id) => match context.ty(*id).map(|def| &def.shape) {
                Some(TypeShape::Alias(target)) => target,
                _ => return ty,
            },
            _ => return ty,
        };
    }
    ty
}

/// The scalar that a type comes to.
pub(super) fn scalar(context: &Context<'_>, ty: &TypeRef) -> Option<Scalar> {
    match strip(context, ty) {
        TypeRef::Scalar(scalar) => Some(*scalar),
        _ => None,
    }
}

/// The record that a type comes to.
pub(super) fn record<'c>(context: &'c Context<'_>, ty: &TypeRef) -> Option<&'c Record> {
    match context.shape(ty)? {
        TypeShape::Record(record) => Some(record),
        _ => None,
    }
}

/// Whether it is a list.
pub(super) fn is_list(context: &Context<'_>, ty: &TypeRef) -> bool {
    matches!(strip(context, ty), TypeRef::List(_))
}

/// A longer way is none: each member is a step of the generated walk.
const MEMBERS: usize = 12;
/// Nor is one of more bytes than this.
const BYTES: usize = 1000;

/// The members that a text such as `meta.next` leads to, with the type at the end. A name may
/// have dots of its own, or such that are escaped.
pub(super) fn follow<'c>(
    context: &'c Context<'_>,
    from: &'c TypeRef,
    text: &str,
) -> Option<(Path, &'c TypeRef)> {
    (text.len() <= BYTES).then_some(())?;
    way(context, from, text, MEMBERS)
}

fn way<'c>(
    context: &'c Context<'_>,
    from: &'c TypeRef,
    text: &str,
    left: usize,
) -> Option<(Path, &'c TypeRef)> {
    if text.is_empty() {
        return Some((Vec::new(), from));
    }
    let left = left.checked_sub(1)?;
    let record = record(context, from)?;
    let named = |name: &str| record.fields.iter().find(|one| one.wire_name == name);
    if let Some(field) = named(text).or_else(|| named(&text.replace("\\.", "."))) {
        return Some((vec![field.wire_name.clone()], &field.ty));
    }
    // The longest name first, and never back: what is left gets shorter with each step.
    let dots: Vec<usize> = text.match_indices('.').map(|(at, _)| at).collect();
    dots.into_iter().rev().find_map(|at| {
        let (name, rest) = (text.get(..at)?, text.get(at + 1..)?);
        let field = named(name).or_else(|| named(&name.replace("\\.", ".")))?;
        let (mut path, ty) = way(context, &field.ty, rest, left)?;
        path.insert(0, field.wire_name.clone());
        Some((path, ty))
    })
}

/// The place of a request that a text names: a parameter, or a member of one.
pub(super) fn target(
    context: &Context<'_>,
    operation: &Operation,
    text: &str,
) -> Option<(PagingTarget, Scalar)> {
    let cut = text.split_once('.').unwrap_or((text, ""));
    [(text, ""), cut].into_iter().find_map(|(name, rest)| {
        let mut parameters = operation.parameters.iter();
        let parameter = parameters.find(|one| one.wire_name == name)?;
        let present = parameter.presence == Presence::Required;
        let (members, ty) = follow(context, &parameter.ty, rest)?;
        can_set(context, &parameter.ty, present, &members).then_some(())?;
        let target = PagingTarget {
            parameter: Some(name.to_owned()),
            members,
        };
        Some((target, scalar(context, ty)?))
    })
}

/// The place within the body that a text names.
pub(super) fn body_target(
    context: &Context<'_>,
    operation: &Operation,
    text: &str,
) -> Option<(PagingTarget, Scalar)> {
    let (ty, present) = body(operation)?;
    let (members, end) = follow(context, ty, text)?;
    can_set(context, ty, present, &members).then_some(())?;
    let target = PagingTarget {
        parameter: None,
        members,
    };
    Some((target, scalar(context, end)?))
}

/// The type of a body that has one, and whether it must be given.
pub(super) fn body(operation: &Operation) -> Option<(&TypeRef, bool)> {
    let body = operation.body.as_ref()?;
    match body.contents.as_slice() {
        [content] => Some((&content.ty, body.presence == Presence::Required)),
        _ => None,
    }
}

/// Whether a member can be set, all that is missing on the way being made.
pub(super) fn can_set(
    context: &Context<'_>,
    ty: &TypeRef,
    present: bool,
    members: &[String],
) -> bool {
    let (mut ty, mut present) = (ty, present);
    for member in members {
        let Some(record) = record(context, ty) else {
            return false;
        };
        let optional = |field: &Field| field.presence == Presence::Optional;
        if takes_null(context, ty) || !(present || record.fields.iter().all(optional)) {
            return false;
        }
        let Some(field) = record.fields.iter().find(|one| one.wire_name == *member) else {
            return false;
        };
        (ty, present) = (&field.ty, field.presence == Presence::Required);
    }
    true
}

fn takes_null(context: &Context<'_>, ty: &TypeRef) -> bool {
    let mut ty = ty;
    for _ in 0..=context.api.types.len() {
        ty = match ty {
            TypeRef::Nullable(_) => return true,
            TypeRef::Boxed(inner) => inner,
            TypeRef::Named(id) => match context.ty(*id).map(|def| &def.shape) {
                Some(TypeShape::Alias(target)) => target,
                _ => return false,
            },
            _ => return false,
        };
    }
    false
}
