//! `lib.rs`: what the crate is, and an example.

use super::context::Context;
use super::docs::Doc;
use super::example;
use crate::format::Item;
use crate::names::Names;
use proc_macro2::TokenStream;
use quote::quote;

/// How deeply the compiler looks into types if it is not told.
const DEPTH: usize = 128;

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
    let own = cx.config.output.root == "crate";
    let types_only = cx.config.output.types_only;
    if !types_only {
        doc = doc.and(contents(cx));
    }
    // The example names the crate, which only a crate of its own has.
    if own && !types_only {
        doc = doc.and(format!("```no_run\n{}\n```", example::doctest(cx)));
    }
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
    all.extend(modules(cx).map(Item::Tokens));
    all.push(Item::Tokens(uses(cx)));
    all
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
fn modules(cx: &Context<'_>) -> impl Iterator<Item = TokenStream> {
    let client = !cx.config.output.types_only;
    let gate = cx.with_feature("client");
    let gate = gate.as_ref();
    let api = (client && cx.services().next().is_some()).then(|| quote!(#gate pub mod api;));
    let types = (!cx.api.types.is_empty()).then(|| {
        quote!(
            pub mod types;
        )
    });
    let all_types = cx.with_feature("types");
    let all_types = all_types.as_ref();
    let webhooks = (!cx.api.webhooks.is_empty()).then(|| quote!(#all_types pub mod webhooks;));
    let xml = (client && !cx.api.xml.is_empty()).then(|| quote!(#gate mod xml;));
    let of_client = client.then(|| quote!(#gate mod client; #gate mod error;));
    let server = (client && cx.has_servers()).then(|| quote!(#gate mod server;));
    let testing = cx.has_testing().then(|| {
        let gate = cx.with_feature("testing");
        quote!(#gate pub mod testing;)
    });
    let watch = cx.has_watch().then(|| {
        let gate = cx.with_feature("watch");
        quote!(#gate pub mod watch;)
    });
    let wire = (!super::wire::files(cx).is_empty()).then(|| {
        quote!(
            mod wire;
        )
    });
    let all = [
        quote!(#api #testing #types #watch #webhooks),
        quote!(#of_client #server #wire #xml),
    ];
    all.into_iter().filter(|some| !some.is_empty())
}

/// What users find at the root.
fn uses(cx: &Context<'_>) -> TokenStream {
    let runtime = quote!(
        pub use clientwright_runtime as runtime;
    );
    if cx.config.output.types_only {
        return runtime;
    }
    let gate = cx.with_feature("client");
    let codes = if cx.api.error_codes.is_empty() {
        quote!(Error)
    } else {
        quote!({Error, ErrorCode})
    };
    let server = cx.has_servers().then(|| server_use(cx));
    let server = server.map(|server| quote!(#gate #server));
    quote! {
        #gate
        pub use client::{Client, ClientBuilder};
        #runtime
        #gate
        pub use error::#codes;
        #server
    }
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
