//! One of several values.

use super::stutter;
use crate::emit::docs::{Doc, code_span, literal};
use crate::emit::former;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{Enum, EnumRepr, TypeDef};
use proc_macro2::TokenStream;
use quote::quote;

/// An open enum, whose conversions are the runtime's, and what its values were called before.
pub fn define(scope: &Scope<'_>, def: &TypeDef, shape: &Enum) -> [TokenStream; 2] {
    let names = scope.cx.type_names(def.id);
    let doc = Doc::of(&def.docs).headed().from(&def.origin).outer();
    let name = ident(&names.ident);
    let variants = shape
        .values
        .iter()
        .zip(&names.variants)
        .map(|(value, name)| {
            let doc = Doc::labelled(literal(&value.value), &value.docs).outer();
            let name = ident(name);
            quote!(#doc #name,)
        });
    let unknown = match shape.repr {
        EnumRepr::String => {
            let runtime = scope.runtime();
            quote!(#runtime::UnknownValue)
        }
        EnumRepr::Integer => quote!(i64),
        EnumRepr::Json => {
            let runtime = scope.runtime();
            quote!(#runtime::Value)
        }
    };
    let note = Doc::text(format!(
        "A value that the document does not name{}.",
        example(shape)
    ))
    .outer();
    let stutter = stutter(&names.ident, &names.variants, true);
    let own = quote! {
        #doc
        #stutter
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #note
            Unknown(#unknown),
        }
    };
    let path = format!("types::{}", names.ident);
    let variants = names.variants.iter().map(String::as_str);
    let former = former::values(scope.cx, &path, variants);
    [own, former]
}

/// Where the document names no value at all, say so.
fn example(shape: &Enum) -> String {
    if shape.values.is_empty() {
        format!(", such as {}", code_span("…"))
    } else {
        String::new()
    }
}
