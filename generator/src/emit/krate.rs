//! `lib.rs`: what the crate is, and an example.

use super::context::Context;
use super::docs::Doc;
use super::example;
use crate::format::Item;
use quote::quote;

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let mut doc = Doc::text(super::api_title(cx));
    let description = cx
        .api
        .info
        .description
        .as_deref()
        .map(super::docs::sanitise)
        .unwrap_or_default();
    if !description.is_empty() {
        doc = if description.starts_with(&super::api_title(cx)) {
            Doc::text(description)
        } else {
            doc.and(description)
        };
    }
    // The example names the crate, which only a crate of its own has.
    if cx.config.output.root == "crate" {
        doc = doc.and(format!("```no_run\n{}\n```", example::doctest(cx)));
    }
    let (api, types) = (cx.services().next().is_some(), !cx.api.types.is_empty());
    let wire = !super::wire::files(cx).is_empty();
    let (api, types) = (
        api.then(|| {
            quote!(
                pub mod api;
            )
        }),
        types.then(|| {
            quote!(
                pub mod types;
            )
        }),
    );
    let wire = wire.then(|| {
        quote!(
            mod wire;
        )
    });
    let (server, server_use) = match cx.has_servers() {
        true => (
            Some(quote!(
                mod server;
            )),
            Some(server_use(cx)),
        ),
        false => (None, None),
    };
    let codes = if cx.api.error_codes.is_empty() {
        quote!(Error)
    } else {
        quote!({Error, ErrorCode})
    };
    let forbid = (cx.config.output.root == "crate").then(|| quote!(#![forbid(unsafe_code)]));
    let mut all = vec![Item::Tokens(doc.inner())];
    all.extend(forbid.map(Item::Tokens));
    if api.is_some() || types.is_some() {
        all.push(Item::Tokens(quote!(#api #types)));
    }
    all.push(Item::Tokens(quote!(mod client; mod error; #server #wire)));
    all.push(Item::Tokens(quote! {
        pub use client::{Client, ClientBuilder};
        pub use clientwright_runtime as runtime;
        pub use error::#codes;
        #server_use
    }));
    all
}

fn server_use(cx: &Context<'_>) -> proc_macro2::TokenStream {
    let structs = cx
        .servers()
        .filter(|(server, _)| !server.variables.is_empty());
    let structs: Vec<_> = structs
        .map(|(_, name)| super::ident::ident(&format!("{name}Variables")))
        .collect();
    if structs.is_empty() {
        quote!(
            pub use server::Server;
        )
    } else {
        quote!(pub use server::{Server, #(#structs),*};)
    }
}
