//! Cycles of types that hold each other directly: one use in each is boxed.

use crate::ir::{Api, TypeId, TypeRef, TypeShape};

/// Boxes what would make a type infinitely large.
pub(super) fn bound(api: &mut Api) {
    let count = api.types.len();
    let mut state = vec![State::New; count];
    for start in 0..count {
        visit(api, TypeId(start as u32), &mut state);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Goes depth first with a stack of its own: chains of types can be long.
fn visit(api: &mut Api, start: TypeId, state: &mut [State]) {
    let mut stack = vec![(start, 0)];
    while let Some((id, next)) = stack.pop() {
        let index = id.0 as usize;
        if next == 0 {
            match state.get_mut(index) {
                Some(own) if *own == State::New => *own = State::Open,
                _ => continue,
            }
        }
        let Some(ty) = api.types.get_mut(index) else {
            continue;
        };
        let mut uses = direct(&mut ty.shape);
        let Some(used) = uses.get_mut(next) else {
            if let Some(own) = state.get_mut(index) {
                *own = State::Done;
            }
            continue;
        };
        stack.push((id, next + 1));
        let Some(target) = holds(used) else { continue };
        match state.get(target.0 as usize) {
            Some(State::Open) => close(used),
            Some(State::New) => stack.push((target, 0)),
            _ => {}
        }
    }
}

/// The uses that hold their type in place. (An open stack entry is always an ancestor.)
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

/// The type that a use holds in place.
fn holds(used: &TypeRef) -> Option<TypeId> {
    match used {
        TypeRef::Named(id) => Some(*id),
        TypeRef::Nullable(inner) => holds(inner),
        _ => None,
    }
}

fn close(used: &mut TypeRef) {
    match used {
        TypeRef::Nullable(inner) => close(inner),
        _ => {
            let inner = std::mem::replace(used, TypeRef::AnyJson);
            *used = TypeRef::Boxed(Box::new(inner));
        }
    }
}
