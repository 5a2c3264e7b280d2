//! What types consist of.

use crate::ir::{Api, Scalar, TypeRef, TypeShape};

/// Every use of a type in a shape, those inside of others too.
pub fn each<'a>(shape: &'a TypeShape, found: &mut dyn FnMut(&'a TypeRef)) {
    for ty in shape.uses() {
        within(ty, found);
    }
}

fn within<'a>(ty: &'a TypeRef, found: &mut dyn FnMut(&'a TypeRef)) {
    found(ty);
    match ty {
        TypeRef::List(inner)
        | TypeRef::Map(inner)
        | TypeRef::Nullable(inner)
        | TypeRef::Boxed(inner) => within(inner, found),
        TypeRef::Tuple(all) => all.iter().for_each(|ty| within(ty, found)),
        TypeRef::Named(_) | TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => {}
    }
}

/// The features of the runtime that the types need where there is no client, sorted.
pub fn features(api: &Api) -> Vec<&'static str> {
    let (mut base64, mut chrono) = (false, false);
    let mut found = |ty: &TypeRef| match ty {
        TypeRef::Scalar(Scalar::Base64 | Scalar::Base64Url) => base64 = true,
        TypeRef::Scalar(Scalar::Date | Scalar::DateTime | Scalar::HttpDate | Scalar::UnixTime) => {
            chrono = true
        }
        _ => {}
    };
    for def in &api.types {
        each(&def.shape, &mut found);
    }
    for payload in api.webhooks.iter().filter_map(|one| one.payload.as_ref()) {
        within(&payload.ty, &mut found);
    }
    let all = [("base64", base64), ("chrono", chrono)];
    let used = all.into_iter().filter(|(_, used)| *used);
    used.map(|(name, _)| name).collect()
}
