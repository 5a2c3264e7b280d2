//! `types/`: the types as plain data, one file for each top-level one.

mod enumeration;
mod record;
mod union;

use super::Plan;
use super::context::Context;
use super::crates::FACADE;
use super::docs::{Doc, code_span};
use super::former;
use super::gate::Gates;
use super::ident::ident;
use super::scope::Scope;
use crate::format::Item;
use crate::ir::{TypeDef, TypeId, TypeShape, Usage};
use proc_macro2::TokenStream;
use quote::quote;
pub use record::{asked, many};

/// From this many variants on clippy asks whether their names stutter.
const MANY_VARIANTS: usize = 3;

/// One plan for each file.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if cx.api.types.is_empty() {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for (at, krate) in cx.crates.all() {
        let path = format!("{}src/types/mod.rs", krate.folder);
        plans.push(Plan::new(path, move || module(cx, at)));
    }
    for (module, ids) in cx.files() {
        let folder = cx.crates.folder(cx.crates.of_types(module));
        plans.push(Plan::new(
            format!("{folder}src/types/{module}.rs"),
            move || file(cx, module, &ids),
        ));
    }
    plans
}

/// The facade shows all types, another crate its own and those that it may be made of.
fn module(cx: &Context<'_>, here: usize) -> Vec<Item> {
    let head = Doc::text("The types of requests and responses.").inner();
    let files = cx.files();
    let gates = Gates::new(cx);
    let is_own = |file: &str| cx.crates.of_types(file) == here;
    let mods = files.keys().filter(|file| is_own(file)).map(|file| {
        let (gate, name) = (gates.of(cx, here, file), ident(file));
        quote!(#gate mod #name;)
    });
    let seen = files
        .iter()
        .filter(|(file, _)| here == FACADE || is_own(file));
    let uses = seen.map(|(module, ids)| {
        let mut names: Vec<&str> = ids
            .iter()
            .map(|id| cx.type_names(*id).ident.as_str())
            .collect();
        names.sort_unstable();
        let (gate, home) = (gates.of(cx, here, module), cx.crates.of_types(module));
        let (module, names) = (ident(module), names.into_iter().map(ident));
        match cx.crates.get(home).filter(|_| home != here) {
            None => quote!(#gate pub use #module::{#(#names),*};),
            Some(home) => {
                let home = home.path();
                quote!(#gate #[doc(inline)] pub use #home::types::{#(#names),*};)
            }
        }
    });
    let shared = cx.crates.get(cx.crates.shared());
    let shared = shared.filter(|_| cx.crates.get(here).is_some_and(|it| it.is_part));
    let shared = shared.map(|shared| {
        let shared = shared.path();
        quote!(
            #[allow(unused_imports, reason = "not every feature brings types that are shared")]
            pub use #shared::types::*;
        )
    });
    let all = cx.names.types.iter().filter(|_| here == FACADE);
    let former = all.flat_map(|own| {
        let gate = gates.of(cx, here, &own.module);
        let former = former::types(cx.names.former_part("types", &own.ident), &own.ident);
        let former = former.into_iter();
        former.map(move |alias| Item::Tokens(quote!(#gate #alias)))
    });
    let mut all = vec![
        Item::Tokens(head),
        Item::Tokens(mods.collect()),
        Item::Tokens(uses.chain(shared).collect()),
    ];
    all.extend(former);
    all
}

fn file(cx: &Context<'_>, module: &str, ids: &[TypeId]) -> Vec<Item> {
    let scope = Scope::of_types(cx, module);
    let mut items = Vec::new();
    for def in ids.iter().filter_map(|id| cx.ty(*id)) {
        items.extend(define(&scope, def));
    }
    let place = ids
        .first()
        .and_then(|id| cx.ty(*id))
        .map(|def| code_span(&def.origin.pointer.to_string()));
    let mut all = vec![Doc::text(place.unwrap_or_default()).head()];
    all.extend(scope.imports(Vec::new()));
    all.extend(items);
    all
}

fn define(scope: &Scope<'_>, def: &TypeDef) -> Vec<Item> {
    let tokens = match &def.shape {
        TypeShape::Record(shape) => return record::define(scope, def, shape),
        TypeShape::Union(shape) => return union::define(scope, def, shape),
        TypeShape::Enum(shape) => enumeration::define(scope, def, shape).into(),
        TypeShape::Alias(target) => {
            let doc = Doc::of(&def.docs).headed().from(&def.origin).outer();
            let (name, target) = (ident(&scope.cx.type_names(def.id).ident), scope.ty(target));
            vec![quote!(#doc pub type #name = #target;)]
        }
        TypeShape::Wrapper(inner) => {
            let doc = Doc::of(&def.docs).headed().from(&def.origin).outer();
            let (name, inner) = (ident(&scope.cx.type_names(def.id).ident), scope.ty(inner));
            let structure = quote! {
                #doc
                #[derive(Clone, Debug, PartialEq)]
                pub struct #name(
                    /// The value.
                    pub #inner,
                );
            };
            let from = quote! {
                impl From<#inner> for #name {
                    fn from(value: #inner) -> Self {
                        Self(value)
                    }
                }
            };
            vec![structure, from]
        }
    };
    tokens.into_iter().map(Item::Tokens).collect()
}

/// Whether callers build values of the type: requests reach it, or nothing does and nobody can know.
pub fn is_built(usage: Usage) -> bool {
    usage.request || !usage.response
}

/// Leave for variants that repeat the enum's name, or one word all of them: what the document calls them
/// counts more than that they stutter.
fn stutter(name: &str, variants: &[String], open: bool) -> TokenStream {
    let name = name.trim_start_matches("r#");
    let plain: Vec<&str> = variants
        .iter()
        .map(|one| one.trim_start_matches("r#"))
        .collect();
    // An open enum has a variant of another word.
    let share = |word: fn(&str) -> &str| {
        let mut words = plain.iter().map(|one| word(one));
        let first = words.next();
        !open && words.all(|one| Some(one) == first)
    };
    let own = |one: &&str| one.starts_with(name) || one.ends_with(name);
    let repeats = plain.iter().any(own) || share(first_word) || share(last_word);
    if !repeats || plain.len() + usize::from(open) < MANY_VARIANTS {
        return quote!();
    }
    quote!(#[allow(clippy::enum_variant_names, reason = "the document calls them so")])
}

fn first_word(name: &str) -> &str {
    let mut letters = name.char_indices().skip(1);
    let end = letters.find(|(_, letter)| letter.is_ascii_uppercase());
    end.and_then(|(end, _)| name.get(..end)).unwrap_or(name)
}

fn last_word(name: &str) -> &str {
    let start = name.rfind(|letter: char| letter.is_ascii_uppercase());
    start.and_then(|start| name.get(start..)).unwrap_or(name)
}
