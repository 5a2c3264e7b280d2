//! `server.rs`: the servers that the document names.

use super::context::Context;
use super::docs::{Doc, code_span};
use super::ident::{ident, string};
use crate::format::Item;
use crate::ir::Server;
use crate::names::snake_name;
use proc_macro2::TokenStream;
use quote::quote;

/// Whether the URL of any server has to be put together.
pub fn has_variables(cx: &Context<'_>) -> bool {
    cx.servers().any(|(server, _)| !server.variables.is_empty())
}

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let variable = has_variables(cx);
    let variants = cx.servers().map(|(server, name)| {
        let doc = Doc::of(&server.docs).or(code_span(&server.url)).outer();
        let name = ident(name);
        let payload = (!server.variables.is_empty()).then(|| {
            let ty = variables_name(&name);
            quote!((#ty))
        });
        quote!(#doc #name #payload,)
    });
    let copy = (!variable).then(|| quote!(Copy,));
    let enumeration = quote! {
        /// A server of the API.
        #[derive(Clone, #copy Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Server { #(#variants)* }
    };
    let arms = cx.servers().map(|(server, name)| {
        let (name, url) = (ident(name), string(server.url.trim_end_matches('/')));
        match (variable, server.variables.is_empty()) {
            (false, _) => quote!(Self::#name => #url,),
            (true, true) => quote!(Self::#name => #url.to_owned(),),
            (true, false) => quote!(Self::#name(variables) => variables.url(),),
        }
    });
    let signature = if variable {
        quote!(url(&self) -> String)
    } else {
        quote!(url(self) -> &'static str)
    };
    let url = quote! {
        impl Server {
            /// Its base URL.
            pub fn #signature {
                match self { #(#arms)* }
            }
        }
    };
    let head = Doc::text("The servers that the document names.").inner();
    let mut all = vec![head, enumeration, url];
    for (server, name) in cx
        .servers()
        .filter(|(server, _)| !server.variables.is_empty())
    {
        all.extend(variables(server, &ident(name)));
    }
    all.into_iter().map(Item::Tokens).collect()
}

fn variables_name(server: &proc_macro2::Ident) -> proc_macro2::Ident {
    ident(&format!("{server}Variables"))
}

/// A struct with the variables of a server's URL, each with its default.
fn variables(server: &Server, name: &proc_macro2::Ident) -> [TokenStream; 3] {
    let ty = variables_name(name);
    let doc = Doc::text(format!("The variables of {}.", code_span(&server.url))).outer();
    let each: Vec<_> = server
        .variables
        .iter()
        .map(|variable| (variable, ident(&snake_name(&variable.wire_name))))
        .collect();
    let fields = each.iter().map(|(variable, name)| {
        let doc = Doc::of(&variable.docs).or(code_span(&variable.wire_name));
        let doc = if variable.values.is_empty() {
            doc
        } else {
            let values: Vec<String> = variable
                .values
                .iter()
                .map(|value| code_span(value))
                .collect();
            doc.and(format!("One of {}.", values.join(", ")))
        };
        let doc = doc.outer();
        quote!(#doc pub #name: String,)
    });
    let defaults = each.iter().map(|(variable, name)| {
        let value = string(&variable.default);
        quote!(#name: #value.to_owned(),)
    });
    let replaced = each.iter().map(|(variable, name)| {
        let braces = string(&format!("{{{}}}", variable.wire_name));
        quote!(.replace(#braces, &self.#name))
    });
    let url = string(server.url.trim_end_matches('/'));
    let structure = quote! {
        #doc
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct #ty { #(#fields)* }
    };
    let default = quote! {
        impl Default for #ty {
            fn default() -> Self { Self { #(#defaults)* } }
        }
    };
    let inherent = quote! {
        impl #ty {
            fn url(&self) -> String { #url #(#replaced)* }
        }
    };
    [structure, default, inherent]
}
