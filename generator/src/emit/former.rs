//! What items were called in earlier releases: deprecated items that lead to those that there are.
//!
//! A type has an alias, a value a constant, which patterns take too, and a function another one that calls it.
//! Nothing in Rust stands for a field, or for a variant that carries something, so these have none.

use super::context::Context;
use super::docs::Doc;
use super::ident::{ident, string};
use crate::names::{beside, former_service, snake_name};
use proc_macro2::{Literal, TokenStream};
use quote::quote;

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
        // What is written so is Rust.
        let each = self.under(former).into_iter();
        let each = each.map(|text| text.parse::<TokenStream>().unwrap_or_default());
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
    let mut all = Vec::new();
    for (service, names) in cx.services() {
        let former = names.accessor.iter();
        let former = former.flat_map(|accessor| cx.names.former_part("Client", accessor));
        for old in former.map(|old| former_service(old)) {
            let (gate, new) = (cx.with_feature_of(names), ident(&names.module));
            let (doc, note) = (told(&names.module, ""), note(&names.module));
            let path = format!("api::{}", names.module);
            let mut types = vec![(old.ident.clone(), names.ident.as_str())];
            for (operation, own) in service.operations.iter().zip(&names.operations) {
                for (_, name) in beside(operation, own) {
                    let before = cx.names.former_part(&path, name).iter();
                    types.push((name.to_owned(), name));
                    types.extend(before.map(|before| (before.clone(), name)));
                }
            }
            let aliases = types.iter().map(|(own, name)| {
                let doc = Doc::text(format!("[`{name}`](super::{}::{name})", names.module)).outer();
                let (own, name) = (ident(own), ident(name));
                quote!(#doc #[deprecated(note = #note)] pub type #own = #root::api::#new::#name;)
            });
            let old = ident(&old.module);
            all.push(quote! {
                #gate
                #doc
                #[deprecated(note = #note)]
                pub mod #old { #(#aliases)* }
            });
        }
    }
    all
}

/// The features of services under their former names: what each is called now.
pub fn features<'a>(cx: &'a Context<'a>) -> Vec<(String, &'a str)> {
    let taken = |name: &str| {
        let mut features = cx
            .services()
            .filter_map(|(_, names)| names.feature.as_deref());
        features.any(|feature| feature == name)
    };
    let mut all = Vec::new();
    for (_, names) in cx.services() {
        let (Some(accessor), Some(feature)) = (&names.accessor, &names.feature) else {
            continue;
        };
        let former = cx.names.former_part("Client", accessor).iter();
        let former = former.filter_map(|old| former_service(old).feature);
        let former = former.filter(|old| !taken(old));
        all.extend(former.map(|old| (old, feature.as_str())));
    }
    all.sort();
    all
}

/// The constructors of a variant that had other names.
pub fn constructors(former: &[String], known: &[String]) -> Vec<String> {
    let names = former.iter().map(|old| snake_name(old));
    names.filter(|old| !known.contains(old)).collect()
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
