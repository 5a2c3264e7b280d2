//! Cycles of types that hold each other directly: one use in each is boxed. Names for other types that
//! lead back to themselves, as a list of itself does: one in each circle becomes a type of its own.

use super::walk;
use crate::ir::{Api, TypeId, TypeRef, TypeShape};

/// Makes of what no Rust type could be one that can.
pub(super) fn bound(api: &mut Api) {
    circles(api, named, |api, _, _, target| solid(api, target));
    circles(api, held, |api, from, at, _| close(api, from, at));
}

/// Where a use of a type leads.
enum Step {
    /// To this type.
    To(TypeId),
    /// Nowhere.
    Aside,
    /// There is no such use.
    End,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Goes depth first from every type, with a stack of its own, as chains of types can be long. `step` says
/// where the use at an index leads; `back` is told of each use that leads to a type around it.
fn circles(
    api: &mut Api,
    step: impl Fn(&mut TypeShape, usize) -> Step,
    back: impl Fn(&mut Api, TypeId, usize, TypeId),
) {
    let mut state = vec![State::New; api.types.len()];
    let mut stack: Vec<(TypeId, usize)> = Vec::new();
    for start in 0..api.types.len() {
        stack.push((TypeId(start as u32), 0));
        while let Some((id, at)) = stack.pop() {
            let index = id.0 as usize;
            if at == 0 {
                match state.get_mut(index) {
                    Some(own) if *own == State::New => *own = State::Open,
                    _ => continue,
                }
            }
            let Some(ty) = api.types.get_mut(index) else {
                continue;
            };
            let target = match step(&mut ty.shape, at) {
                Step::To(target) => Some(target),
                Step::Aside => None,
                Step::End => {
                    if let Some(own) = state.get_mut(index) {
                        *own = State::Done;
                    }
                    continue;
                }
            };
            stack.push((id, at + 1));
            let Some(target) = target else { continue };
            match state.get(target.0 as usize) {
                // An open type is always around this one.
                Some(State::Open) => back(api, id, at, target),
                Some(State::New) => stack.push((target, 0)),
                _ => {}
            }
        }
    }
}

/// The types that a name for another type is made of.
fn named(shape: &mut TypeShape, at: usize) -> Step {
    let mut found = Vec::new();
    if let TypeShape::Alias(ty) = shape {
        walk::named(ty, &mut |id| found.push(*id));
    }
    found.get(at).map_or(Step::End, |id| Step::To(*id))
}

fn solid(api: &mut Api, id: TypeId) {
    if let Some(ty) = api.types.get_mut(id.0 as usize) {
        if let TypeShape::Alias(inner) = &mut ty.shape {
            let inner = std::mem::replace(inner, TypeRef::AnyJson);
            ty.shape = TypeShape::Wrapper(inner);
        }
    }
}

/// The types that a type holds in place.
fn held(shape: &mut TypeShape, at: usize) -> Step {
    fn holds(used: &TypeRef) -> Step {
        match used {
            TypeRef::Named(id) => Step::To(*id),
            TypeRef::Nullable(inner) => holds(inner),
            _ => Step::Aside,
        }
    }
    direct(shape).get(at).map_or(Step::End, |used| holds(used))
}

/// The uses that hold their type in place.
fn direct(shape: &mut TypeShape) -> Vec<&mut TypeRef> {
    match shape {
        TypeShape::Record(record) => record
            .fields
            .iter_mut()
            .map(|field| &mut field.ty)
            .collect(),
        TypeShape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.filter_map(|variant| variant.ty.as_mut()).collect()
        }
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => vec![ty],
        TypeShape::Enum(_) => Vec::new(),
    }
}

fn close(api: &mut Api, id: TypeId, at: usize) {
    fn boxed(used: &mut TypeRef) {
        match used {
            TypeRef::Nullable(inner) => boxed(inner),
            _ => {
                let inner = std::mem::replace(used, TypeRef::AnyJson);
                *used = TypeRef::Boxed(Box::new(inner));
            }
        }
    }
    let shape = api.types.get_mut(id.0 as usize).map(|ty| &mut ty.shape);
    if let Some(used) = shape.and_then(|shape| direct(shape).into_iter().nth(at)) {
        boxed(used);
    }
}
