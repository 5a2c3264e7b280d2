//! `lib.rs`: what the crate is, and an example.

use super::context::Context;
use super::crates::{Crate, FACADE};
use super::docs::{Doc, code_span};
use super::example;
use crate::format::Item;
use crate::names::Names;
use proc_macro2::TokenStream;
use quote::quote;

/// How deeply the compiler looks into types if it is not told.
const DEPTH: usize = 128;

/// The items of the file.
pub fn items(cx: &Context<'_>, here: usize) -> Vec<Item> {
    let doc = match here {
        FACADE => described(cx),
        _ => Doc::text(format!(
            "A part of {}, which is the crate to depend on: it has all that is here, and what is here may move.",
            code_span(&cx.config.output.crate_name)
        )),
    };
    let own = cx.config.output.root == "crate";
    let mut all = vec![Item::Tokens(doc.inner())];
    // Whether a type may go from thread to thread is asked of all that it holds.
    let limit = DEPTH * (2 * cx.depth() / DEPTH + 1);
    if own && limit > DEPTH {
        let limit = proc_macro2::Literal::string(&limit.to_string());
        all.push(Item::Tokens(quote!(#![recursion_limit = #limit])));
    }
    if own {
        if cx.has_features() {
            all.push(Item::Tokens(quote!(#![cfg_attr(docsrs, feature(doc_cfg))])));
        }
        all.push(Item::Tokens(quote!(#![forbid(unsafe_code)])));
        if has_placeholders(cx.names) {
            all.push(Item::Tokens(quote!(#![allow(
                clippy::disallowed_names,
                reason = "the document calls things so"
            )])));
        }
    }
    all.extend(modules(cx, here).map(Item::Tokens));
    let uses = uses(cx, here);
    all.extend((!uses.is_empty()).then_some(Item::Tokens(uses)));
    all
}

/// What the crate is that users depend on, and an example.
fn described(cx: &Context<'_>) -> Doc {
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
    let own = cx.config.output.root == "crate";
    let types_only = cx.config.output.types_only;
    if !types_only {
        doc = doc.and(contents(cx));
    }
    // The example names the crate, which only a crate of its own has.
    if own && !types_only {
        doc = doc.and(format!("```no_run\n{}\n```", example::doctest(cx)));
    }
    doc
}

/// What there is to find, and where.
fn contents(cx: &Context<'_>) -> String {
    let accessors = cx
        .services()
        .filter_map(|(_, names)| names.accessor.as_ref());
    let link = |name: &String| format!("[`Client::{}`]", name.trim_start_matches("r#"));
    let mut accessors: Vec<String> = accessors.map(link).collect();
    accessors.sort_unstable();
    let calls = match accessors.as_slice() {
        [] => String::new(),
        some => format!(" by tag: {}", super::listed(some)),
    };
    let types = match cx.api.types.is_empty() {
        true => "",
        false => "- [`types`] has what goes and comes, as plain data.\n",
    };
    format!(
        "- [`Client`] has the operations{calls}. [`ClientBuilder`] says where they go, and by what credentials.\n\
         {types}- [`Error`] tells what went wrong, and whether it is worth trying again.\n\
         - [`runtime`] has what all clients share: transports, middleware, retries, pages, streams."
    )
}

/// The modules, those that others see first.
fn modules(cx: &Context<'_>, here: usize) -> impl Iterator<Item = TokenStream> {
    let client = !cx.config.output.types_only;
    let facade = here == FACADE;
    let gate = cx.with_feature("client");
    let gate = gate.as_ref();
    let has_api = super::api::has_api(cx, here);
    let api = (client && has_api).then(|| quote!(#gate pub mod api;));
    let types = (!cx.api.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let all_types = cx.with_feature("types");
    let all_types = all_types.as_ref();
    let webhooks = facade && !cx.api.webhooks.is_empty();
    let webhooks = webhooks.then(|| quote!(#all_types pub mod webhooks;));
    let shared = client && here == cx.crates.shared();
    let xml = (shared && !cx.api.xml.is_empty()).then(|| {
        let seen = super::ident::path(cx.crates.visibility(""));
        quote!(#gate #seen mod xml;)
    });
    let of_client = (client && facade).then(|| quote!(#gate mod client;));
    let error = shared.then(|| quote!(#gate mod error;));
    let server = (client && facade && cx.has_servers()).then(|| quote!(#gate mod server;));
    let testing = (cx.has_testing() && has_api).then(|| {
        let gate = cx.with_feature("testing");
        quote!(#gate pub mod testing;)
    });
    let watch = (facade && cx.has_watch()).then(|| {
        let gate = cx.with_feature("watch");
        quote!(#gate pub mod watch;)
    });
    let wire = super::wire::has_files(cx, here).then(|| {
        quote!(
            mod wire;
        )
    });
    let all = [
        quote!(#api #testing #types #watch #webhooks),
        quote!(#of_client #error #server #wire #xml),
    ];
    all.into_iter().filter(|some| !some.is_empty())
}

/// What users find at the root, and what other crates have that files look for there.
fn uses(cx: &Context<'_>, here: usize) -> TokenStream {
    let facade = here == FACADE;
    let runtime = facade.then(|| {
        quote!(
            pub use clientwright_runtime as runtime;
        )
    });
    if cx.config.output.types_only {
        return quote!(#runtime);
    }
    let gate = cx.with_feature("client");
    let codes = match cx.api.error_codes.is_empty() {
        true => quote!(Error),
        false => quote!({Error, ErrorCode}),
    };
    let client = facade.then(|| quote!(#gate pub use client::{Client, ClientBuilder};));
    let shared = cx.crates.get(cx.crates.shared());
    let shared = shared.filter(|_| here != cx.crates.shared());
    let error = match shared.map(Crate::path) {
        None => quote!(#gate pub use error::#codes;),
        Some(shared) => quote!(#gate #[doc(inline)] pub use #shared::#codes;),
    };
    let xml = shared.filter(|_| !cx.api.xml.is_empty()).map(|shared| {
        let shared = shared.path();
        quote!(#gate #[doc(hidden)] pub use #shared::xml;)
    });
    let server = (facade && cx.has_servers()).then(|| server_use(cx));
    let server = server.map(|server| quote!(#gate #server));
    quote!(#client #runtime #error #server #xml)
}

fn server_use(cx: &Context<'_>) -> TokenStream {
    let structs = super::server::more_types(cx);
    if structs.is_empty() {
        quote!(
            pub use server::Server;
        )
    } else {
        quote!(pub use server::{Server, #(#structs),*};)
    }
}

/// Whether a field or an argument has one of the names that clippy takes for placeholders.
fn has_placeholders(names: &Names) -> bool {
    let fields = names.types.iter().flat_map(|ty| &ty.fields);
    let services = names.services.iter();
    let operations = services.flat_map(|service| &service.operations);
    let arguments = operations.flat_map(|one| one.parameters.iter().chain(&one.headers));
    fields
        .chain(arguments)
        .any(|name| matches!(name.as_str(), "foo" | "baz" | "quux"))
}

#[cfg(test)]
mod tests {
    use super::has_placeholders;
    use crate::names::{Names, TypeNames};

    #[test]
    fn placeholders_are_found_among_fields() {
        let names = |field: &str| Names {
            types: vec![TypeNames {
                fields: vec![field.to_owned()],
                ..TypeNames::default()
            }],
            ..Names::default()
        };
        assert!(has_placeholders(&names("foo")));
        assert!(!has_placeholders(&names("food")));
    }
}
