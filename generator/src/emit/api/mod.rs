//! `api/`: a sub-client for each service, a struct for each call.

mod answer;
mod body;
mod call;
mod example;
mod operation;
mod paging;
mod polling;
mod request;
mod service;
mod stream;
pub mod testing;

use super::Plan;
use super::context::Context;
use super::crates::FACADE;
use super::docs::Doc;
use super::former;
use super::scope::Scope;
use crate::format::Item;
use crate::ir::Operation;
use crate::names::{OperationNames, ServiceNames};
pub use answer::held;
pub use example::Example;
use proc_macro2::TokenStream;
use quote::quote;
pub use service::brief;

/// One plan for each file.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if cx.services().next().is_none() {
        return Vec::new();
    }
    let mut plans = Vec::new();
    for (at, krate) in cx.crates.all().filter(|(at, _)| has_api(cx, *at)) {
        let path = format!("{}src/api/mod.rs", krate.folder);
        plans.push(Plan::new(path, move || module(cx, at)));
    }
    for (service, names) in cx.services() {
        let folder = cx.crates.folder(cx.crates.of_service(&names.module));
        let path = format!("{folder}src/api/{}.rs", names.module);
        let plan = Plan::new(path, move || service::items(cx, service, names));
        plans.push(plan.weighing(service.operations.len()));
    }
    plans
}

/// Whether the call of an operation has `pages()` and `items()`.
pub fn has_pages<'a>(
    cx: &'a Context<'a>,
    service: &'a ServiceNames,
    operation: &'a Operation,
    names: &'a OperationNames,
) -> bool {
    let scope = Scope::new(cx, &service.module);
    let call = service::Call {
        operation,
        names,
        service,
        envelope: None,
    };
    paging::plan(&scope, &call).is_some()
}

/// Whether a crate has calls, or takes them from others.
pub fn has_api(cx: &Context<'_>, here: usize) -> bool {
    !services(cx, here).is_empty()
}

/// The services that can be found in a crate, by module.
fn services<'a>(cx: &Context<'a>, here: usize) -> Vec<&'a ServiceNames> {
    let all = cx.services().map(|(_, names)| names);
    let mut all: Vec<&ServiceNames> = all
        .filter(|names| here == FACADE || cx.crates.of_service(&names.module) == here)
        .collect();
    all.sort_unstable_by_key(|names| names.module.as_str());
    all
}

/// The declarations of the modules of services below `parent`.
fn modules(cx: &Context<'_>, here: usize, parent: &str) -> TokenStream {
    let modules = services(cx, here).into_iter().map(|names| {
        let (gate, home) = (
            cx.with_feature_of(names),
            cx.crates.of_service(&names.module),
        );
        let module = cx.crates.module(here, home, parent, &names.module);
        quote!(#gate #module)
    });
    modules.collect()
}

fn module(cx: &Context<'_>, here: usize) -> Vec<Item> {
    let mut all = vec![
        Item::Tokens(Doc::text("The operations, by tag.").inner()),
        Item::Tokens(modules(cx, here, "api")),
    ];
    if here == FACADE {
        all.extend(former::modules(cx).into_iter().map(Item::Tokens));
    }
    all
}
