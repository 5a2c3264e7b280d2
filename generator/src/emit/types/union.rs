//! One of several shapes: an enum, constructors for what callers build, conversions from the variants.

use super::record::{arguments, asked, many};
use super::{is_built, stutter};
use crate::emit::docs::{Doc, code_span};
use crate::emit::former::{self, Function};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::format::{self, Item, Written};
use crate::ir::{Decision, Scalar, TypeDef, TypeId, TypeRef, Union, Variant};
use crate::names::TypeNames;
use proc_macro2::TokenStream;
use quote::quote;

/// The enum, its constructors and its conversions.
pub fn define(scope: &Scope<'_>, def: &TypeDef, union: &Union) -> Vec<Item> {
    let names = scope.cx.type_names(def.id);
    let mut all = vec![Item::Tokens(enumeration(scope, def, union, names))];
    let named = union.variants.iter().zip(&names.variants);
    let bare = named.filter(|(variant, _)| variant.ty.is_none());
    let path = format!("types::{}", names.ident);
    let former = former::values(scope.cx, &path, bare.map(|(_, name)| name.as_str()));
    all.push(Item::Tokens(former));
    if is_built(def.usage) {
        all.extend(constructors(scope, union, names));
    }
    all.extend(conversions(scope, def.id, union, names));
    all
}

fn enumeration(scope: &Scope<'_>, def: &TypeDef, union: &Union, names: &TypeNames) -> TokenStream {
    let mut doc = Doc::of(&def.docs).headed();
    let unknown = match &union.decision {
        Decision::Tag {
            property,
            required,
            base,
        } => {
            let runtime = scope.runtime();
            doc = doc.and(format!("Told apart by {}.", code_span(property)));
            let note = Doc::text(format!(
                "A {} that the document does not name{}{}.",
                code_span(property),
                if *required { "" } else { ", or none" },
                match base {
                    Some(_) => "; or only what all variants share",
                    None => "",
                }
            ))
            .outer();
            quote!(#note Unknown(#runtime::UnknownVariant),)
        }
        Decision::Shape => quote!(),
    };
    let doc = doc.from(&def.origin).outer();
    let name = ident(&names.ident);
    let variants =
        union
            .variants
            .iter()
            .enumerate()
            .zip(&names.variants)
            .map(|((at, variant), name)| {
                let doc = Doc::of(&variant.docs).or(what_it_is(variant)).outer();
                let name = ident(name);
                let payload = payload(scope, def.id, union, at).map(|ty| quote!((#ty)));
                quote!(#doc #name #payload,)
            });
    let variants: Vec<TokenStream> = variants.collect();
    let open = matches!(union.decision, Decision::Tag { .. });
    let stutter = stutter(&names.ident, &names.variants, open);
    quote! {
        #doc
        #stutter
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* #unknown }
    }
}

fn what_it_is(variant: &Variant) -> String {
    let list = |texts: &[String]| {
        texts
            .iter()
            .map(|text| code_span(text))
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !variant.tags.is_empty() {
        list(&variant.tags)
    } else if !variant.required.is_empty() {
        format!("Has {}.", list(&variant.required))
    } else {
        code_span(&variant.label)
    }
}

fn payload(scope: &Scope<'_>, id: TypeId, union: &Union, at: usize) -> Option<TokenStream> {
    let ty = union.variants.get(at)?.ty.as_ref()?;
    let ty = scope.ty(unboxed(ty));
    Some(match scope.cx.is_boxed(id, at) {
        true => quote!(Box<#ty>),
        false => ty,
    })
}

fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => inner,
        other => other,
    }
}

/// A function for each record: the variant with what it requires.
fn constructors(scope: &Scope<'_>, union: &Union, names: &TypeNames) -> Option<Item> {
    let mut all = Vec::new();
    let named = names.variants.iter().zip(&names.constructors);
    for (variant, (held, method)) in union.variants.iter().zip(named) {
        let held = held.trim_start_matches("r#");
        let Some((id, record)) = variant.ty.as_ref().and_then(|ty| scope.cx.record(ty)) else {
            continue;
        };
        let own = scope.cx.type_names(id);
        let asked: Vec<_> = asked(record, own).collect();
        let what = format!("What [`Self::{held}`] holds, with what is required.");
        let doc = Doc::of(&variant.docs).and(what).written("    ");
        let ty = format::line(&scope.named(id));
        let (arguments, _) = arguments(scope, &asked);
        let values: Vec<&str> = asked.iter().map(|(_, name)| name.as_str()).collect();
        all.push(format!(
            "{doc}{}    pub fn {method}({}) -> {ty} {{\n        {ty}::new({})\n    }}\n",
            many(asked.len()),
            arguments.join(", "),
            values.join(", ")
        ));
        let path = format!("types::{}", names.ident);
        let former = scope.cx.names.former_part(&path, method);
        let arguments = arguments.iter().filter_map(|one| one.split_once(": "));
        let function = Function {
            name: method,
            receiver: None,
            arguments: arguments
                .map(|(name, ty)| (name.into(), ty.into()))
                .collect(),
            output: &ty,
            attributes: many(asked.len()),
        };
        all.extend(function.under(former));
    }
    let all: Vec<Written> = all.into_iter().map(Written::from).collect();
    let head = format!("impl {}", names.ident);
    (!all.is_empty()).then(|| Item::Impl(head, all))
}

/// `From` for each payload that only one variant has.
fn conversions(scope: &Scope<'_>, id: TypeId, union: &Union, names: &TypeNames) -> Vec<Item> {
    let target = |variant: &Variant| {
        variant
            .ty
            .as_ref()
            .map(|ty| scope.cx.resolve(unboxed(ty)).clone())
    };
    let all: Vec<Option<TypeRef>> = union.variants.iter().map(target).collect();
    let mut made = Vec::new();
    for (at, (ty, variant)) in all.iter().zip(&names.variants).enumerate() {
        let Some(ty) = ty else { continue };
        if all.iter().flatten().filter(|other| *other == ty).count() > 1 {
            continue;
        }
        let from = |ty: &str, value: &str| {
            Item::Regular(format!(
                "impl From<{ty}> for {} {{\n    fn from(value: {ty}) -> Self {{\n        \
                 Self::{variant}({value})\n    }}\n}}",
                names.ident
            ))
        };
        let value = match scope.cx.is_boxed(id, at) {
            true => "Box::new(value)",
            false => "value",
        };
        made.push(from(&format::line(&scope.ty(ty)), value));
        if *ty == TypeRef::Scalar(Scalar::String) {
            made.push(from("&str", "value.to_owned()"));
        }
    }
    made
}
