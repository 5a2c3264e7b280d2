//! Cycles of types that hold each other directly: one use in each is boxed.

use crate::diagnostic::{Code, Diagnostic};
use crate::ir::{Api, Presence, TypeId, TypeRef, TypeShape};
use crate::lower::Context;

/// Boxes what would make a type infinitely large, and refuses what has no finite value.
pub(super) fn bound(context: &mut Context<'_>) {
    let count = context.api.types.len();
    let mut state = vec![State::New; count];
    for start in 0..count {
        visit(&mut context.api, TypeId(start as u32), &mut state);
    }
    refuse_endless(context);
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

/// A value of some types would have to hold another of the same type, and so on.
fn refuse_endless(context: &mut Context<'_>) {
    let types = &context.api.types;
    let mut finite = vec![false; types.len()];
    loop {
        let before = finite.iter().filter(|one| **one).count();
        for (index, ty) in types.iter().enumerate() {
            let now = ends(&ty.shape, &finite);
            if let Some(one) = finite.get_mut(index) {
                *one |= now;
            }
        }
        if finite.iter().filter(|one| **one).count() == before {
            break;
        }
    }
    let endless: Vec<_> = types
        .iter()
        .zip(&finite)
        .filter(|(_, finite)| !**finite)
        .collect();
    let found: Vec<_> = endless.iter().map(|(ty, _)| ty.origin.clone()).collect();
    for origin in found {
        let message = "this type has no finite value: it requires another of itself";
        let diagnostic = Diagnostic::error(Code::UnsupportedSchema, message)
            .at(origin.span, "")
            .help("make the member that leads back optional, nullable or a list");
        context.once(&origin.pointer, diagnostic);
    }
}

fn ends(shape: &TypeShape, finite: &[bool]) -> bool {
    let ends_ref = |ty: &TypeRef| ends_use(ty, finite);
    match shape {
        TypeShape::Record(record) => {
            let mut required = record.fields.iter();
            required.all(|field| field.presence == Presence::Optional || ends_ref(&field.ty))
        }
        TypeShape::Union(union) => {
            let mut variants = union.variants.iter();
            variants.any(|variant| variant.ty.as_ref().is_none_or(ends_ref))
        }
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => ends_ref(ty),
        TypeShape::Enum(_) => true,
    }
}

fn ends_use(ty: &TypeRef, finite: &[bool]) -> bool {
    match ty {
        TypeRef::Named(id) => finite.get(id.0 as usize) == Some(&true),
        TypeRef::Boxed(inner) => ends_use(inner, finite),
        TypeRef::Tuple(all) => all.iter().all(|inner| ends_use(inner, finite)),
        _ => true,
    }
}
