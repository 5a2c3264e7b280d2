//! What items were called in earlier releases: deprecated items that lead to those that there are.
//!
//! A type has an alias, a value a constant, which patterns take too, and a function another one that calls it.
//! Nothing in Rust stands for a field, or for a variant that carries something, so these have none.

use super::context::Context;
use super::docs::Doc;
use super::ident::{ident, string};
use crate::ir::Service;
use crate::names::{ServiceNames, beside, feature, former_service};
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// A function of a type that has former names.
pub struct Function<'a> {
    /// What it is called.
    pub name: &'a str,
    /// `self` or `&self`; `None` where it is called by its type.
    pub receiver: Option<&'a str>,
    /// Names and types.
    pub arguments: Vec<(String, String)>,
    /// What it gives.
    pub output: &'a str,
    /// An attribute or more, each a line.
    pub attributes: &'a str,
}

impl Function<'_> {
    /// The functions of its former names.
    pub fn under<'n>(&self, former: impl IntoIterator<Item = &'n String>) -> Vec<String> {
        let named = |(name, ty): &(String, String)| format!("{name}: {ty}");
        let own = self.receiver.map(str::to_owned);
        let taken = own
            .clone()
            .into_iter()
            .chain(self.arguments.iter().map(named));
        let taken = taken.collect::<Vec<_>>().join(", ");
        let given: Vec<&str> = self
            .arguments
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        let (given, new, output) = (given.join(", "), self.name, self.output);
        let plain = plain(new);
        let call = match own {
            Some(_) => format!("self.{new}({given})"),
            None => format!("Self::{new}({given})"),
        };
        let each = former.into_iter().map(|old| {
            format!(
                "    /// What [`Self::{plain}`] was called before.\n    \
                 #[deprecated(note = \"it is called `{plain}` now\")]\n{}    \
                 pub fn {old}({taken}) -> {output} {{\n        {call}\n    }}\n",
                self.attributes
            )
        });
        each.collect()
    }

    /// The same as tokens.
    pub fn tokens(&self, former: &[String]) -> TokenStream {
        let each = self.under(former).into_iter();
        // What is no Rust is said to the compiler.
        let each = each.map(|text| {
            text.parse::<TokenStream>()
                .unwrap_or_else(|_| quote!(compile_error!(#text);))
        });
        each.collect()
    }
}

/// The aliases of a type.
pub fn types(former: &[String], name: &str) -> Vec<TokenStream> {
    let (doc, note, new) = (told(name, ""), note(name), ident(name));
    let each = former.iter().map(|old| {
        let old = ident(old);
        quote!(#doc #[deprecated(note = #note)] pub type #old = #new;)
    });
    each.collect()
}

/// The aliases of what a mock has for a service.
pub fn mock(former: &[String], name: &str) -> Vec<TokenStream> {
    let (doc, note, new) = (told(name, ""), note(name), ident(name));
    let each = former.iter().map(|old| {
        let old = ident(old);
        quote!(#doc #[deprecated(note = #note)] pub type #old<'a> = #new<'a>;)
    });
    each.collect()
}

/// The constants of variants that carry nothing, of the enum of a path; nothing if none has a former name.
pub fn values<'n>(
    cx: &Context<'_>,
    path: &str,
    variants: impl Iterator<Item = &'n str>,
) -> TokenStream {
    let each = variants.flat_map(|variant| {
        let former = cx.names.former_part(path, variant).iter();
        former.map(move |old| {
            let (doc, note) = (told(variant, "Self::"), note(variant));
            let (old, new) = (ident(old), ident(variant));
            quote! {
                #doc
                #[deprecated(note = #note)]
                #[allow(non_upper_case_globals, reason = "it stands for a variant")]
                pub const #old: Self = Self::#new;
            }
        })
    });
    let each: Vec<TokenStream> = each.collect();
    let name = ident(path.rsplit_once("::").map_or(path, |(_, name)| name));
    match each.is_empty() {
        true => quote!(),
        false => quote!(impl #name { #(#each)* }),
    }
}

/// The modules of services under their former names. Of what a deprecated module only passes on the compiler says
/// nothing, so it has aliases.
pub fn modules(cx: &Context<'_>) -> Vec<TokenStream> {
    let root = cx.root();
    each_module(cx, |service, names, old| {
        let path = format!("api::{}", names.module);
        let types = service.operations.iter().zip(&names.operations);
        let types = types.flat_map(|(operation, own)| beside(operation, own));
        let types: Vec<&str> = types.map(|(_, name)| name).collect();
        // What had a name then goes before what has it now.
        let mut all = BTreeMap::from([(old, names.ident.as_str())]);
        for name in &types {
            for before in cx.names.former_part(&path, name) {
                all.entry(before.clone()).or_insert(name);
            }
        }
        for name in types {
            all.entry(name.to_owned()).or_insert(name);
        }
        let (note, new) = (note(&names.module), ident(&names.module));
        let aliases = all.iter().map(|(own, name)| {
            let doc = Doc::text(format!("[`{name}`](super::{}::{name})", names.module)).outer();
            let (own, name) = (ident(own), ident(name));
            quote!(#doc #[deprecated(note = #note)] pub type #own = #root::api::#new::#name;)
        });
        quote!(#(#aliases)*)
    })
}

/// The same of the mock: each has only what calls are expected of.
pub fn mocks(cx: &Context<'_>) -> Vec<TokenStream> {
    each_module(cx, |_, names, old| {
        let (module, own) = (ident(&names.module), ident(&names.ident));
        let (note, old) = (note(&names.module), ident(&old));
        let doc = Doc::text(format!("[`{own}`](super::{}::{own})", names.module)).outer();
        quote!(#doc #[deprecated(note = #note)] pub type #old<'a> = super::#module::#own<'a>;)
    })
}

/// The module of each former name of a service, with what it has: that is told by what the service's struct was called.
fn each_module(
    cx: &Context<'_>,
    items: impl Fn(&Service, &ServiceNames, String) -> TokenStream,
) -> Vec<TokenStream> {
    let mut all = Vec::new();
    for (service, names) in cx.services() {
        let former = cx.names.former_part("api", &names.module);
        for old in former {
            let inside = items(service, names, former_service(old).ident);
            let (gate, old) = (cx.with_feature_of(names), ident(old));
            let (doc, note) = (told(&names.module, ""), note(&names.module));
            all.push(quote! {
                #gate
                #doc
                #[deprecated(note = #note)]
                pub mod #old { #inside }
            });
        }
    }
    all
}

/// The features of services under their former names: what each is called now.
pub fn features<'a>(cx: &'a Context<'a>) -> Vec<(&'a str, &'a str)> {
    let features = cx
        .services()
        .filter_map(|(_, names)| names.feature.as_deref());
    let all = features.flat_map(|now| {
        let former = cx.names.former(&feature::path(now)).iter();
        former.map(move |old| (old.as_str(), now))
    });
    let mut all: Vec<_> = all.collect();
    all.sort_unstable();
    all
}

fn told(name: &str, front: &str) -> TokenStream {
    Doc::text(format!(
        "What [`{front}{}`] was called before.",
        plain(name)
    ))
    .outer()
}

fn note(name: &str) -> Literal {
    string(&format!("it is called `{}` now", plain(name)))
}

fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}
