//! Members that one side never sends: what only the service sets is not demanded of a caller, and
//! what only a caller sets is not expected from the service.

use crate::ir::{Access, Api, Decision, Presence, TypeId, TypeRef, TypeShape, Union};

/// Makes such members optional in every type that the other side reaches.
pub(super) fn relax(api: &mut Api) {
    for ty in &mut api.types {
        // What nothing reaches may be built by anybody.
        let (request, response) = (ty.usage.request || !ty.usage.response, ty.usage.response);
        if let TypeShape::Record(record) = &mut ty.shape {
            for field in &mut record.fields {
                let missing = match field.access {
                    Access::ReadOnly => request,
                    Access::WriteOnly => response,
                    Access::ReadWrite => false,
                };
                if missing {
                    field.presence = Presence::Optional;
                }
            }
        }
    }
    for index in 0..api.types.len() {
        relax_union(api, index);
    }
}

/// A variant is not told by a member that may be missing.
fn relax_union(api: &mut Api, index: usize) {
    let Some(TypeShape::Union(union)) = api.types.get(index).map(|ty| &ty.shape) else {
        return;
    };
    if union.decision != Decision::Shape {
        return;
    }
    let missing: Vec<Vec<String>> = union
        .variants
        .iter()
        .map(|variant| one_sided(api, variant.ty.as_ref()))
        .collect();
    if let Some(TypeShape::Union(Union { variants, .. })) =
        api.types.get_mut(index).map(|ty| &mut ty.shape)
    {
        for (variant, missing) in variants.iter_mut().zip(missing) {
            variant.required.retain(|name| !missing.contains(name));
        }
    }
}

/// The optional members of a record that one side never sends.
fn one_sided(api: &Api, ty: Option<&TypeRef>) -> Vec<String> {
    let Some(TypeRef::Named(TypeId(id))) = ty else {
        return Vec::new();
    };
    let Some(TypeShape::Record(record)) = api.types.get(*id as usize).map(|ty| &ty.shape) else {
        return Vec::new();
    };
    let fields = record.fields.iter();
    let missing = fields
        .filter(|field| field.access != Access::ReadWrite && field.presence == Presence::Optional);
    missing.map(|field| field.wire_name.clone()).collect()
}
