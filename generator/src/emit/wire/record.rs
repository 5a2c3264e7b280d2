//! Objects on the wire.

use crate::emit::ident::{ident, integer, mask, string};
use crate::emit::scope::Scope;
use crate::format::Item;
use crate::ir::{Additional, Literal, Presence, Record, TypeId};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// How many fields one word of the mask of required ones covers.
const WORD: usize = 64;

/// `Record`, and the macro that makes serde's traits of it.
pub fn implement(scope: &Scope<'_>, id: TypeId, record: &Record) -> Vec<Item> {
    let names = scope.cx.type_names(id);
    let name = ident(&names.ident);
    let text = string(names.ident.trim_start_matches("r#"));
    let wires = record.fields.iter().map(|field| string(&field.wire_name));
    let required = required(record);
    let (blank, fill, write) = (
        blank(scope, record, names),
        fill(record, names),
        write(record, names),
    );
    let keep = keep(record, names);
    let tokens = quote! {
        impl wire::Record for types::#name {
            const NAME: &'static str = #text;
            const FIELDS: &'static [&'static str] = &[#(#wires),*];
            const REQUIRED: &'static [u64] = &[#(#required),*];
            #blank
            #fill
            #keep
            #write
        }
    };
    vec![
        Item::Tokens(tokens),
        Item::Text(format!("wire::record!(types::{});", names.ident)),
    ]
}

fn required(record: &Record) -> Vec<TokenStream> {
    let word = |fields: &[crate::ir::Field]| {
        let bits = fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.presence == Presence::Required);
        mask(bits.fold(0, |bits, (at, _)| bits | (1 << at)))
    };
    record.fields.chunks(WORD).map(word).collect()
}

fn blank(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> TokenStream {
    let fields = record
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let name = ident(name);
            match field.presence {
                Presence::Required => {
                    let value = scope.blank(&field.ty);
                    quote!(#name: #value)
                }
                Presence::Optional => quote!(#name: None),
            }
        });
    let mut fields: Vec<TokenStream> = fields.collect();
    if matches!(record.additional, Additional::Keep(_)) {
        let name = ident(&names.additional);
        fields.push(quote!(#name: wire::blank()));
    }
    quote!(fn blank() -> Self { Self { #(#fields),* } })
}

fn fill(record: &Record, names: &TypeNames) -> TokenStream {
    let signature = |field: TokenStream| quote!(fn fill<'de, M: wire::MapAccess<'de>>(&mut self, #field: usize, map: &mut M) -> Result<(), M::Error>);
    if record.fields.is_empty() {
        let signature = signature(quote!(_));
        return quote!(#signature { wire::skip(map) });
    }
    let arms = record
        .fields
        .iter()
        .zip(&names.fields)
        .enumerate()
        .map(|(at, (field, name))| {
            let (at, name) = (integer(at as i128), ident(name));
            let read = match field.presence {
                Presence::Required => quote!(read),
                Presence::Optional => quote!(read_optional),
            };
            quote!(#at => wire::#read(&mut self.#name, map),)
        });
    let signature = signature(quote!(field));
    quote! {
        #signature {
            match field {
                #(#arms)*
                _ => wire::skip(map),
            }
        }
    }
}

fn keep(record: &Record, names: &TypeNames) -> TokenStream {
    if record.additional == Additional::Ignore {
        return quote!();
    }
    let name = ident(&names.additional);
    quote! {
        const OPEN: bool = true;
        fn keep<'de, M: wire::MapAccess<'de>>(&mut self, key: String, map: &mut M) -> Result<(), M::Error> {
            wire::keep(&mut self.#name, key, map)
        }
    }
}

fn write(record: &Record, names: &TypeNames) -> TokenStream {
    let constants = record.constants.iter().filter_map(|constant| {
        let wire = string(&constant.wire_name);
        let value = value(&constant.value)?;
        Some(quote!(out.field(#wire, #value);))
    });
    let fields = record
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let (wire, name) = (string(&field.wire_name), ident(name));
            match field.presence {
                Presence::Required => quote!(out.field(#wire, &self.#name);),
                Presence::Optional => quote!(out.optional(#wire, &self.#name);),
            }
        });
    let mut statements: Vec<TokenStream> = constants.chain(fields).collect();
    if matches!(record.additional, Additional::Keep(_)) {
        let name = ident(&names.additional);
        statements.push(quote!(out.rest(&self.#name);));
    }
    let out = if statements.is_empty() {
        quote!(_)
    } else {
        quote!(out)
    };
    quote!(fn write<M: wire::SerializeMap>(&self, #out: &mut wire::Writer<M>) { #(#statements)* })
}

/// A constant as an expression that can be written.
fn value(literal: &Literal) -> Option<TokenStream> {
    match literal {
        Literal::String(text) => {
            let text = string(text);
            Some(quote!(#text))
        }
        Literal::Bool(value) => Some(quote!(&#value)),
        Literal::Integer(value) if i64::try_from(*value).is_ok() => {
            let value: TokenStream = format!("{value}_i64").parse().ok()?;
            Some(quote!(&#value))
        }
        Literal::Integer(value) => {
            let value: TokenStream = format!("{value}_u64").parse().ok()?;
            Some(quote!(&#value))
        }
        Literal::Float(value) => {
            let value = proc_macro2::Literal::f64_suffixed(*value);
            Some(quote!(&#value))
        }
        Literal::Null => Some(quote!(&())),
        Literal::Json(_) => None,
    }
}
