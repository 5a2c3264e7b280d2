//! Who reaches a type, and which types nobody needs.

use super::walk;
use crate::ir::{Api, Place, TypeId, TypeRef, Usage};

/// Marks each type with whether requests or responses reach it.
pub(super) fn mark(api: &mut Api) {
    let (mut request, mut response) = (Vec::new(), Vec::new());
    for service in &mut api.services {
        for operation in &mut service.operations {
            collect(walk::request_uses(operation), &mut request);
            collect(walk::response_uses(operation), &mut response);
        }
    }
    collect(webhooks(api), &mut response);
    let (request, response) = (
        closure(api, request, |_| None),
        closure(api, response, |_| None),
    );
    for (index, ty) in api.types.iter_mut().enumerate() {
        ty.usage = Usage {
            request: request.get(index) == Some(&true),
            response: response.get(index) == Some(&true),
        };
    }
}

/// Tells each service the types that its operations lead to.
pub(super) fn reach(api: &mut Api) {
    let roots = api.services.iter_mut().map(|service| {
        let mut roots = Vec::new();
        for operation in &mut service.operations {
            collect(walk::request_uses(operation), &mut roots);
            collect(walk::response_uses(operation), &mut roots);
        }
        roots
    });
    let roots: Vec<_> = roots.collect();
    for (at, roots) in roots.into_iter().enumerate() {
        let reached = closure(api, roots, |_| None).into_iter().enumerate();
        let ids = reached.filter(|(_, reached)| *reached);
        let ids = ids.map(|(id, _)| TypeId(id as u32)).collect();
        if let Some(service) = api.services.get_mut(at) {
            service.types = ids;
        }
    }
}

/// Takes out the types declared inline that nothing leads to any more; and the components, unless they
/// are there for their own sake.
pub(super) fn prune(api: &mut Api, components: bool) {
    let mut roots = Vec::new();
    for ty in &api.types {
        if components && matches!(ty.place, Place::Component(_)) {
            roots.push(ty.id);
        }
    }
    for service in &mut api.services {
        for operation in &mut service.operations {
            collect(walk::request_uses(operation), &mut roots);
            collect(walk::response_uses(operation), &mut roots);
        }
    }
    collect(webhooks(api), &mut roots);
    // The type that another one is named after stays as well.
    let needed = closure(api, roots, parent);
    let places = walk::places(&needed);
    api.types
        .retain(|ty| needed.get(ty.id.0 as usize) == Some(&true));
    let rename = &mut |id: &mut TypeId| {
        if let Some(place) = places.get(id.0 as usize) {
            *id = TypeId(*place);
        }
    };
    for ty in &mut api.types {
        rename(&mut ty.id);
        rename_place(&mut ty.place, rename);
        for used in walk::uses(&mut ty.shape) {
            walk::named(used, rename);
        }
    }
    for service in &mut api.services {
        for operation in &mut service.operations {
            for used in walk::request_uses(operation) {
                walk::named(used, rename);
            }
            for used in walk::response_uses(operation) {
                walk::named(used, rename);
            }
        }
    }
    for used in webhooks(api) {
        walk::named(used, rename);
    }
}

fn webhooks(api: &mut Api) -> Vec<&mut TypeRef> {
    api.webhooks.iter_mut().filter_map(walk::payload).collect()
}

fn rename_place(place: &mut Place, rename: &mut dyn FnMut(&mut TypeId)) {
    match place {
        Place::Property(id, _) | Place::Variant(id, _) => rename(id),
        Place::Element(inner) | Place::MapValue(inner) | Place::Item(inner, _) => {
            rename_place(inner, rename);
        }
        _ => {}
    }
}

fn collect(uses: Vec<&mut TypeRef>, found: &mut Vec<TypeId>) {
    for used in uses {
        walk::named(used, &mut |id| found.push(*id));
    }
}

/// Everything that some types lead to by what they are made of, themselves included, and by `more`.
fn closure(
    api: &mut Api,
    roots: Vec<TypeId>,
    more: impl Fn(&Place) -> Option<TypeId>,
) -> Vec<bool> {
    let mut reached = vec![false; api.types.len()];
    let mut waiting = roots;
    while let Some(id) = waiting.pop() {
        let index = id.0 as usize;
        match reached.get_mut(index) {
            Some(reached) if !*reached => *reached = true,
            _ => continue,
        }
        if let Some(ty) = api.types.get_mut(index) {
            collect(walk::uses(&mut ty.shape), &mut waiting);
            waiting.extend(more(&ty.place));
        }
    }
    reached
}

fn parent(place: &Place) -> Option<TypeId> {
    match place {
        Place::Property(id, _) | Place::Variant(id, _) => Some(*id),
        Place::Element(inner) | Place::MapValue(inner) | Place::Item(inner, _) => parent(inner),
        _ => None,
    }
}

/// Whether it is an integer, nullable or not.
pub(super) fn is_integer(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Nullable(inner) => is_integer(inner),
        TypeRef::Scalar(scalar) => scalar.is_integer(),
        _ => false,
    }
}
