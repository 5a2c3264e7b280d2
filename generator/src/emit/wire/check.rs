//! `Check`: limits that are looked at before a request is sent.

use crate::emit::check::{Limited, is_needed, member};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{Constraints, Record, TypeDef, TypeShape, Union};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// The impl for a type that has limits or leads to some.
pub fn implement(scope: &Scope<'_>, def: &TypeDef) -> Option<TokenStream> {
    let names = scope.cx.type_names(def.id);
    let name = ident(&names.ident);
    let body = match &def.shape {
        TypeShape::Record(record) => members(scope, record, names),
        TypeShape::Union(union) => variants(scope, union, names),
        TypeShape::Wrapper(_) => quote!(wire::Check::check(&self.0, check);),
        // An enum has no limits, an alias no impl of its own.
        TypeShape::Enum(_) | TypeShape::Alias(_) => return None,
    };
    Some(quote! {
        impl wire::Check for types::#name {
            fn check(&self, check: &mut wire::Checker) { #body }
        }
    })
}

fn members(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> TokenStream {
    let all = record
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let name = ident(name);
            let (ty, presence, limits) = (&field.ty, field.presence, &field.constraints);
            member(
                scope,
                &quote!(check),
                &quote!(self.#name),
                &Limited {
                    wire_name: &field.wire_name,
                    ty,
                    presence,
                    limits,
                },
            )
        });
    all.collect()
}

fn variants(scope: &Scope<'_>, union: &Union, names: &TypeNames) -> TokenStream {
    let none = Constraints::default();
    let mut arms = Vec::new();
    for (variant, name) in union.variants.iter().zip(&names.variants) {
        if !variant
            .ty
            .as_ref()
            .is_some_and(|ty| is_needed(scope.cx, ty, &none))
        {
            continue;
        }
        let name = ident(name);
        arms.push((
            quote!(Self::#name(value)),
            quote!(wire::Check::check(value, check)),
        ));
    }
    let tagged = matches!(union.decision, crate::ir::Decision::Tag { .. });
    let more = tagged || arms.len() < union.variants.len();
    if let ([(pattern, check)], true) = (arms.as_slice(), more) {
        return quote!(if let #pattern = self { #check });
    }
    let arms = arms
        .into_iter()
        .map(|(pattern, check)| quote!(#pattern => #check,));
    let rest = more.then(|| quote!(_ => {}));
    quote!(match self { #(#arms)* #rest })
}
