//! A short way to walk back through pages: `previous()` of the record that says where a page begins.

use super::record::enum_variant;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, code_span};
use crate::emit::ident::ident;
use crate::ir::{Literal, ModeStep, Operation, PagingStep, Presence, Record, TypeId};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;
use std::collections::BTreeMap;

/// What walks back: a member of a record, and the value that it is given.
pub type Back = (String, String);

/// The records by which the paging of some operation walks back, the first that says how.
pub fn ways(cx: &Context<'_>) -> BTreeMap<TypeId, Back> {
    let mut all = BTreeMap::new();
    let operations = cx
        .api
        .services
        .iter()
        .flat_map(|service| &service.operations);
    for (id, back) in operations.flat_map(|operation| of_operation(cx, operation)) {
        all.entry(id).or_insert(back);
    }
    all
}

fn of_operation(cx: &Context<'_>, operation: &Operation) -> Vec<(TypeId, Back)> {
    let paging = operation.paging.as_ref().map(|paging| &paging.step);
    let Some(PagingStep::Modes(paging)) = paging else {
        return Vec::new();
    };
    let mut parameters = operation.parameters.iter();
    let parameter = parameters.find(|parameter| parameter.wire_name == paging.parameter);
    let Some((_, asked)) = parameter.and_then(|parameter| cx.union(&parameter.ty)) else {
        return Vec::new();
    };
    let modes = paging.modes.iter().filter_map(|mode| {
        let ModeStep::Cursor(step) = &mode.step else {
            return None;
        };
        let variant = asked.variants.get(step.request)?;
        let (id, _) = cx.record(variant.ty.as_ref()?)?;
        let back = step.back.as_ref()?;
        Some((id, (back.direction.clone(), back.value.clone())))
    });
    modes.collect()
}

/// The method of a record that is one of them.
pub fn method(
    cx: &Context<'_>,
    id: TypeId,
    record: &Record,
    names: &TypeNames,
) -> Option<TokenStream> {
    let (member, value) = cx.backs.get(&id)?;
    let (field, name) = record
        .fields
        .iter()
        .zip(&names.fields)
        .find(|(field, _)| field.wire_name == *member)?;
    let (direction, chosen) = enum_variant(cx, &field.ty, &Literal::String(value.clone()))?;
    let method = crate::names::snake_name(value);
    let path = format!("types::{}", names.ident);
    let is =
        |field: &String| *field == method || cx.names.former_part(&path, field).contains(&method);
    if names.fields.iter().any(is) {
        return None;
    }
    let doc = Doc::text(format!(
        "Sets {} to {}.",
        code_span(member),
        code_span(value)
    ))
    .outer();
    let (method, name) = (ident(&method), ident(name));
    let (direction, chosen) = (ident(&cx.type_names(direction).ident), ident(chosen));
    let path = quote!(#direction::#chosen);
    let set = if field.presence == Presence::Optional {
        quote!(Some(#path))
    } else {
        path
    };
    Some(quote! {
        #doc
        #[must_use]
        pub fn #method(mut self) -> Self {
            self.#name = #set;
            self
        }
    })
}
