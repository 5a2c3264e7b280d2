//! `api/`: a sub-client for each service, a struct for each call.

mod call;
mod operation;
mod paging;
mod request;
mod service;

use super::Plan;
use super::context::Context;
use super::docs::Doc;
use super::ident::ident;
use crate::format::Item;
use quote::quote;
pub use service::title;

/// One plan for each file.
pub fn plans<'a>(cx: &'a Context<'a>) -> Vec<Plan<'a>> {
    if cx.api.services.is_empty() {
        return Vec::new();
    }
    let mut plans = vec![Plan::new("src/api/mod.rs", || module(cx))];
    for (at, names) in cx.names.services.iter().enumerate() {
        plans.push(Plan::new(
            format!("src/api/{}.rs", names.module),
            move || service::items(cx, at),
        ));
    }
    plans
}

fn module(cx: &Context<'_>) -> Vec<Item> {
    let mut modules: Vec<&str> = cx
        .names
        .services
        .iter()
        .map(|names| names.module.as_str())
        .collect();
    modules.sort_unstable();
    let modules = modules.into_iter().map(|name| {
        let name = ident(name);
        quote!(pub mod #name;)
    });
    vec![
        Item::Tokens(Doc::text("The operations, by tag.").inner()),
        Item::Tokens(modules.collect()),
    ]
}
