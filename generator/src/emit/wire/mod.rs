//! `wire/`: how the types are read and written.

mod check;
mod enumeration;
mod record;
mod union;

use super::Plan;
use super::context::Context;
use super::docs::{Doc, code_span};
use super::gate::Gates;
use super::ident::ident;
use super::scope::Scope;
use crate::format::Item;
use crate::ir::{TypeDef, TypeId, TypeShape};
use quote::quote;

/// One plan for each file; a file of aliases alone needs none.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if files(cx).is_empty() {
        return Vec::new();
    }
    let mut plans = vec![Plan::new("src/wire/mod.rs", || module(cx))];
    for (module, ids) in files(cx) {
        plans.push(Plan::new(format!("src/wire/{module}.rs"), move || {
            file(cx, module, &ids)
        }));
    }
    plans
}

/// The types of each file that have something on the wire.
pub fn files<'a>(cx: &Context<'a>) -> Vec<(&'a str, Vec<TypeId>)> {
    let solid = |id: &TypeId| {
        cx.ty(*id)
            .is_some_and(|def| !matches!(def.shape, TypeShape::Alias(_)))
    };
    let all = cx
        .files()
        .into_iter()
        .map(|(module, ids)| (module, ids.into_iter().filter(solid).collect::<Vec<_>>()));
    all.filter(|(_, ids)| !ids.is_empty()).collect()
}

fn module(cx: &Context<'_>) -> Vec<Item> {
    let text =
        "How the types are read and written; the types themselves are plain data in `types`.";
    let gates = Gates::new(cx);
    let mods = files(cx).into_iter().map(|(file, _)| {
        let (gate, name) = (gates.of(cx, file), ident(file));
        quote!(#gate mod #name;)
    });
    vec![
        Item::Tokens(Doc::text(text).inner()),
        Item::Tokens(mods.collect()),
    ]
}

fn file(cx: &Context<'_>, module: &str, ids: &[TypeId]) -> Vec<Item> {
    let scope = Scope::new(cx, module);
    let names: Vec<String> = ids
        .iter()
        .take(1)
        .map(|id| code_span(&cx.type_names(*id).ident))
        .collect();
    let more = if ids.len() > 1 {
        ", and what belongs to it,"
    } else {
        ""
    };
    let head = Doc::text(format!("{}{more} on the wire.", names.join(", "))).head();
    let mut items = Vec::new();
    for def in ids.iter().filter_map(|id| cx.ty(*id)) {
        items.extend(implement(&scope, def));
    }
    let root = cx.root();
    let imports = scope.imports(vec![
        quote!(use #root::types;),
        quote!(
            use clientwright_runtime::wire;
        ),
    ]);
    let mut all = vec![head];
    all.extend(imports);
    all.extend(items);
    all
}

fn implement(scope: &Scope<'_>, def: &TypeDef) -> Vec<Item> {
    let name = &scope.cx.type_names(def.id).ident;
    let mut items = match &def.shape {
        TypeShape::Record(shape) => record::implement(scope, def.id, shape),
        TypeShape::Union(shape) => union::implement(scope, def.id, shape),
        TypeShape::Enum(shape) => vec![enumeration::implement(scope.cx.type_names(def.id), shape)],
        TypeShape::Wrapper(_) => vec![Item::Text(format!("wire::wrapper!(types::{name});"))],
        TypeShape::Alias(_) => Vec::new(),
    };
    if scope.cx.is_checked(def.id) {
        items.extend(check::implement(scope, def));
    }
    items
}
