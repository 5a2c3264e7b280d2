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
use super::docs::Doc;
use super::former;
use super::ident::ident;
use super::scope::Scope;
use crate::format::Item;
use crate::ir::Operation;
use crate::names::{OperationNames, ServiceNames};
pub use answer::held;
pub use example::Example;
use quote::quote;
pub use service::brief;

/// One plan for each file.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if cx.services().next().is_none() {
        return Vec::new();
    }
    let mut plans = vec![Plan::new("src/api/mod.rs", || module(cx))];
    for (service, names) in cx.services() {
        let path = format!("src/api/{}.rs", names.module);
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

fn module(cx: &Context<'_>) -> Vec<Item> {
    let services = cx.services().map(|(_, names)| names);
    let mut services: Vec<&ServiceNames> = services.collect();
    services.sort_unstable_by_key(|names| names.module.as_str());
    let modules = services.into_iter().map(|names| {
        let (gate, name) = (cx.with_feature_of(names), ident(&names.module));
        quote!(#gate pub mod #name;)
    });
    let mut all = vec![
        Item::Tokens(Doc::text("The operations, by tag.").inner()),
        Item::Tokens(modules.collect()),
    ];
    all.extend(former::modules(cx).into_iter().map(Item::Tokens));
    all
}
