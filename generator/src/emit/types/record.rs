//! Objects: a struct, its constructor and its setters.

use super::is_built;
use crate::emit::context::Context;
use crate::emit::docs::{Doc, code_span, deprecated, literal};
use crate::emit::ident::{ident, string};
use crate::emit::scope::Scope;
use crate::ir::{
    Access, Additional, Field, Literal, ModeStep, PagingStep, Presence, Record, TypeDef, TypeId,
    TypeRef,
};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// More arguments than this and clippy asks for a reason.
const MANY: usize = 7;

/// The struct and its impl.
pub fn define(scope: &Scope<'_>, def: &TypeDef, record: &Record) -> Vec<TokenStream> {
    let names = scope.cx.type_names(def.id);
    let setters = if is_built(def.usage) {
        setters(scope, def.id, record, names)
    } else {
        Vec::new()
    };
    let name = ident(&names.ident);
    let new = constructor(scope, record, names);
    let inherent = quote!(impl #name { #new #(#setters)* });
    let mut all = vec![structure(scope, def, record, names), inherent];
    if required(record).next().is_some() && asked(record, names).next().is_none() {
        all.push(quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        });
    }
    all
}

fn structure(scope: &Scope<'_>, def: &TypeDef, record: &Record, names: &TypeNames) -> TokenStream {
    let doc = Doc::of(&def.docs).headed().from(&def.origin).outer();
    let name = ident(&names.ident);
    let blank = if required(record).next().is_none() {
        quote!(Default,)
    } else {
        quote!()
    };
    let fields = record
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, name)| {
            let default = field.default.as_ref();
            let default = default.filter(|_| field.presence == Presence::Optional);
            let doc = Doc::of(&field.docs)
                .or(code_span(&field.wire_name))
                .default(default, def.usage.request);
            let doc = match &field.fixed {
                Some(value) => doc.and(format!("`new` sets it to {}.", literal(value))),
                None => doc,
            };
            let doc = match one_sided(field.access) {
                Some(note) => doc.and(note),
                None => doc,
            };
            let doc = doc.outer();
            let (name, ty) = (ident(name), scope.member(&field.ty, field.presence));
            quote!(#doc pub #name: #ty,)
        });
    let fields: Vec<TokenStream> = fields.collect();
    let additional = additional(scope, record).map(|ty| {
        let name = ident(&names.additional);
        let doc = Doc::text("Members that the document does not name.").outer();
        quote!(#doc pub #name: #ty,)
    });
    quote! {
        #doc
        #[derive(Clone, Debug, #blank PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields)* #additional }
    }
}

/// What is worth knowing of a member that one side never sends.
fn one_sided(access: Access) -> Option<&'static str> {
    match access {
        Access::ReadWrite => None,
        Access::ReadOnly => Some("Read-only: only the service sets it."),
        Access::WriteOnly => Some("Write-only: the service does not send it."),
    }
}

fn constructor(scope: &Scope<'_>, record: &Record, names: &TypeNames) -> TokenStream {
    if required(record).next().is_none() {
        return quote! {
            /// With nothing set.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let asked: Vec<(&Field, &String)> = asked(record, names).collect();
    let (arguments, values) = arguments(scope, &asked);
    let fixed = record.fields.iter().zip(&names.fields);
    let fixed = fixed.filter_map(|(field, name)| {
        let (name, value) = (ident(name), fixed_value(scope, field)?);
        Some(quote!(#name: #value,))
    });
    let rest = record
        .fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| field.presence == Presence::Optional);
    let rest = rest.map(|(_, name)| ident(name));
    let additional = additional(scope, record).map(|_| {
        let name = ident(&names.additional);
        quote!(#name: Default::default(),)
    });
    let many = many(asked.len());
    quote! {
        /// With what is required.
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values,)* #(#fixed)* #(#rest: None,)* #additional }
        }
    }
}

/// What the constructor writes into a field of its own accord.
fn fixed_value(scope: &Scope<'_>, field: &Field) -> Option<TokenStream> {
    let value = field.fixed.as_ref()?;
    if let Some((id, variant)) = enum_variant(scope.cx, &field.ty, value) {
        let (ty, variant) = (scope.named(id), ident(variant));
        return Some(quote!(#ty::#variant));
    }
    let Literal::String(text) = value else {
        return None;
    };
    let text = string(text);
    Some(quote!(#text.into()))
}

/// Why a constructor may have many arguments: the document requires as many members.
pub fn many(arguments: usize) -> TokenStream {
    if arguments <= MANY {
        return quote!();
    }
    quote!(#[expect(clippy::too_many_arguments, reason = "the document requires as many members")])
}

/// The arguments for required members, and the initialisers of their fields.
pub fn arguments(
    scope: &Scope<'_>,
    required: &[(&Field, &String)],
) -> (Vec<TokenStream>, Vec<TokenStream>) {
    let each = required.iter().map(|(field, name)| {
        let name = ident(name);
        let (ty, value) = scope.argument(&field.ty, &quote!(#name));
        let plain = name == value.to_string();
        (
            quote!(#name: #ty),
            if plain {
                quote!(#name)
            } else {
                quote!(#name: #value)
            },
        )
    });
    each.unzip()
}

/// The required members of a record.
pub fn required(record: &Record) -> impl Iterator<Item = &Field> {
    record
        .fields
        .iter()
        .filter(|field| field.presence == Presence::Required)
}

/// The members, with their names, that a constructor asks for.
pub fn asked<'r>(
    record: &'r Record,
    names: &'r TypeNames,
) -> impl Iterator<Item = (&'r Field, &'r String)> {
    record
        .fields
        .iter()
        .zip(&names.fields)
        .filter(|(field, _)| field.presence == Presence::Required && field.fixed.is_none())
}

fn additional(scope: &Scope<'_>, record: &Record) -> Option<TokenStream> {
    match &record.additional {
        Additional::Keep(ty) => Some(scope.ty(&TypeRef::Map(Box::new(ty.clone())))),
        Additional::Ignore => None,
    }
}

fn setters(scope: &Scope<'_>, id: TypeId, record: &Record, names: &TypeNames) -> Vec<TokenStream> {
    let mut all = Vec::new();
    for (field, name) in record.fields.iter().zip(&names.fields) {
        // What only the service sets is never asked of a caller.
        if field.presence == Presence::Optional && field.access != Access::ReadOnly {
            let doc = Doc::of(&field.docs)
                .or(format!("Sets {}.", code_span(&field.wire_name)))
                .current()
                .outer();
            let deprecated = deprecated(&field.docs);
            let name = ident(name);
            let (ty, value) = scope.argument(&field.ty, &quote!(value));
            all.push(quote! {
                #doc
                #deprecated
                #[must_use]
                pub fn #name(mut self, value: #ty) -> Self {
                    self.#name = Some(#value);
                    self
                }
            });
        }
    }
    if let Some(ty) = additional(scope, record) {
        let name = ident(&names.additional);
        all.push(quote! {
            /// Members that the document does not name.
            #[must_use]
            pub fn #name(mut self, value: impl Into<#ty>) -> Self {
                self.#name = value.into();
                self
            }
        });
    }
    all.extend(walks_back(scope.cx, id, record, names));
    all
}

/// A short way to walk back, where the paging of some operation says how: `previous()`.
fn walks_back(
    cx: &Context<'_>,
    id: TypeId,
    record: &Record,
    names: &TypeNames,
) -> Option<TokenStream> {
    let (member, value) = cx
        .api
        .services
        .iter()
        .flat_map(|service| &service.operations)
        .find_map(|operation| {
            let PagingStep::Modes(paging) = &operation.paging.as_ref()?.step else {
                return None;
            };
            let parameter = operation
                .parameters
                .iter()
                .find(|parameter| parameter.wire_name == paging.parameter)?;
            let (_, asked) = cx.union(&parameter.ty)?;
            paging.modes.iter().find_map(|mode| match &mode.step {
                ModeStep::Cursor(step) => {
                    let variant = asked.variants.get(step.request)?;
                    let own = variant
                        .ty
                        .as_ref()
                        .and_then(|ty| cx.record(ty))
                        .is_some_and(|(own, _)| own == id);
                    step.back
                        .as_ref()
                        .filter(|_| own)
                        .map(|back| (back.direction.clone(), back.value.clone()))
                }
                _ => None,
            })
        })?;
    let (field, name) = record
        .fields
        .iter()
        .zip(&names.fields)
        .find(|(field, _)| field.wire_name == member)?;
    let (direction, chosen) = enum_variant(cx, &field.ty, &Literal::String(value.clone()))?;
    let method = crate::names::snake_name(&value);
    if names.fields.contains(&method) {
        return None;
    }
    let doc = Doc::text(format!(
        "Sets {} to {}.",
        code_span(&member),
        code_span(&value)
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

fn enum_variant<'c>(
    cx: &'c Context<'_>,
    ty: &TypeRef,
    value: &Literal,
) -> Option<(TypeId, &'c str)> {
    let (id, values) = cx.enumeration(ty)?;
    let at = values
        .values
        .iter()
        .position(|known| known.value == *value)?;
    cx.type_names(id)
        .variants
        .get(at)
        .map(|name| (id, name.as_str()))
}
