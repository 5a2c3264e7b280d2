//! From type to type.

use crate::ir::{
    Additional, Incoming, Operation, Output, Record, Stream, TypeId, TypeRef, TypeShape,
};

/// The uses of types in a shape.
pub(super) fn uses(shape: &mut TypeShape) -> Vec<&mut TypeRef> {
    match shape {
        TypeShape::Record(record) => record_uses(record),
        TypeShape::Union(union) => {
            let variants = union.variants.iter_mut();
            variants.filter_map(|variant| variant.ty.as_mut()).collect()
        }
        TypeShape::Enum(_) => Vec::new(),
        TypeShape::Alias(ty) | TypeShape::Wrapper(ty) => vec![ty],
    }
}

fn record_uses(record: &mut Record) -> Vec<&mut TypeRef> {
    let fields = record.fields.iter_mut().map(|field| &mut field.ty);
    let rest = match &mut record.additional {
        Additional::Keep(ty) => Some(ty),
        Additional::Ignore => None,
    };
    fields.chain(rest).collect()
}

/// The types that a request of an operation is made of.
pub(super) fn request_uses(operation: &mut Operation) -> Vec<&mut TypeRef> {
    let parameters = operation.parameters.iter_mut().map(|one| &mut one.ty);
    let body = operation.body.iter_mut();
    let contents = body.flat_map(|body| body.contents.iter_mut().map(|content| &mut content.ty));
    parameters.chain(contents).collect()
}

/// The types that answers to an operation are made of.
pub(super) fn response_uses(operation: &mut Operation) -> Vec<&mut TypeRef> {
    let responses = &mut operation.responses;
    let all = responses.by_status.iter_mut().map(|(_, response)| response);
    let all = all.chain(responses.default.as_mut());
    let contents = all.flat_map(|one| {
        let headers = one.headers.iter_mut().map(|header| &mut header.ty);
        let contents = one.contents.iter_mut().flat_map(|content| {
            let stream = content.stream.iter_mut().flat_map(Stream::types);
            stream.chain([&mut content.ty])
        });
        contents.chain(headers)
    });
    let output = match &mut operation.output {
        Output::Json(ty) => Some(ty),
        _ => None,
    };
    let callbacks = operation.callbacks.iter_mut().flat_map(payload);
    contents.chain(output).chain(callbacks).collect()
}

/// The type that a call of the service carries.
pub(super) fn payload(incoming: &mut Incoming) -> Option<&mut TypeRef> {
    incoming.payload.as_mut().map(|content| &mut content.ty)
}

/// The place of each of many once those that are not needed are gone.
pub(super) fn places(needed: &[bool]) -> Vec<u32> {
    let mut next = 0;
    let place = |needed: &bool| {
        let place = next;
        next += u32::from(*needed);
        place
    };
    needed.iter().map(place).collect()
}

/// The named types in a use of a type.
pub(super) fn named(ty: &mut TypeRef, found: &mut dyn FnMut(&mut TypeId)) {
    match ty {
        TypeRef::Named(id) => found(id),
        TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Nullable(inner)
        | TypeRef::Boxed(inner) => named(inner, found),
        TypeRef::Tuple(all) => all.iter_mut().for_each(|inner| named(inner, found)),
        TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => {}
    }
}
