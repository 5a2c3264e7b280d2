//! Members of records as expressions: the way into a page, and what its paging part says.

use crate::emit::context::Context;
use crate::emit::ident::ident;
use crate::ir::{Field, Presence, Record, Scalar, TypeId, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// One member on the way into a page.
pub struct Step {
    /// Its name.
    pub name: Ident,
    /// Whether it may be missing.
    pub optional: bool,
}

/// The members on a path from a type, and the type at its end.
pub fn follow(cx: &Context<'_>, from: &TypeRef, path: &[String]) -> Option<(Vec<Step>, TypeRef)> {
    let mut ty = from.clone();
    let mut steps = Vec::new();
    for member in path {
        let (field, name) = field(cx, &ty, member)?;
        steps.push(Step {
            name,
            optional: field.presence == Presence::Optional,
        });
        ty = field.ty.clone();
    }
    Some((steps, ty))
}

/// A member of the record that a type is, with its name.
pub fn field<'a>(cx: &Context<'a>, ty: &TypeRef, member: &str) -> Option<(&'a Field, Ident)> {
    let (id, record) = cx.record(ty)?;
    let names = &cx.type_names(id).fields;
    let found = record
        .fields
        .iter()
        .zip(names)
        .find(|(field, _)| field.wire_name == member);
    found.map(|(field, name)| (field, ident(name)))
}

/// A member of a record with its name.
pub fn field_of<'r>(
    cx: &Context<'_>,
    id: TypeId,
    record: &'r Record,
    wire: &str,
) -> Option<(&'r Field, Ident)> {
    let names = &cx.type_names(id).fields;
    let found = record
        .fields
        .iter()
        .zip(names)
        .find(|(field, _)| field.wire_name == wire);
    found.map(|(field, name)| (field, ident(name)))
}

/// The expression at the end of a path: an `Option` if any step is optional.
pub fn walk(path: &[Step], start: TokenStream, owned: bool) -> TokenStream {
    let mut expression = start;
    let mut optional = false;
    for step in path {
        let name = &step.name;
        expression = match (optional, step.optional, owned) {
            (false, false, _) | (false, true, true) => quote!(#expression.#name),
            (false, true, false) => quote!(#expression.#name.as_ref()),
            (true, false, true) => quote!(#expression.map(|value| value.#name)),
            (true, false, false) => quote!(#expression.map(|value| &value.#name)),
            (true, true, true) => quote!(#expression.and_then(|value| value.#name)),
            (true, true, false) => quote!(#expression.and_then(|value| value.#name.as_ref())),
        };
        optional |= step.optional;
    }
    expression
}

/// A member that says yes or no.
pub fn boolean(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    matches!(cx.resolve(&field.ty), TypeRef::Scalar(Scalar::Bool)).then(|| match field.presence {
        Presence::Required => quote!(answer.#name),
        Presence::Optional => quote!(answer.#name == Some(true)),
    })
}

/// A member with a cursor, as `Option<&str>`.
pub fn text(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    let text = TypeRef::Scalar(Scalar::String);
    match (cx.resolve(&field.ty), field.presence) {
        (ty, Presence::Required) if *ty == text => Some(quote!(Some(answer.#name.as_str()))),
        (ty, Presence::Optional) if *ty == text => Some(quote!(answer.#name.as_deref())),
        (TypeRef::Nullable(inner), Presence::Required) if **inner == text => {
            Some(quote!(answer.#name.value().map(String::as_str)))
        }
        (TypeRef::Nullable(inner), Presence::Optional) if **inner == text => Some(
            quote!(answer.#name.as_ref().and_then(|cursor| cursor.value()).map(String::as_str)),
        ),
        _ => None,
    }
}

/// A member with a page number or size, as `u64`.
pub fn number(cx: &Context<'_>, answer: &TypeRef, member: &str) -> Option<TokenStream> {
    let (field, name) = field(cx, answer, member)?;
    let TypeRef::Scalar(scalar) = cx.resolve(&field.ty) else {
        return None;
    };
    if field.presence == Presence::Optional {
        return None;
    }
    match scalar {
        Scalar::U64 => Some(quote!(answer.#name)),
        Scalar::NonZeroU64 => Some(quote!(answer.#name.get())),
        Scalar::U32 => Some(quote!(u64::from(answer.#name))),
        Scalar::NonZeroU32 => Some(quote!(u64::from(answer.#name.get()))),
        Scalar::I32 | Scalar::I64 => Some(quote!(u64::try_from(answer.#name).unwrap_or_default())),
        _ => None,
    }
}
