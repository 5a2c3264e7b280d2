//! `server.rs`: the servers that the document names.

use super::context::Context;
use super::docs::{Doc, code_span};
use super::former;
use super::ident::{ident, string};
use crate::format::Item;
use crate::ir::{Operation, Server, ServerVariable};
use crate::names::{snake_names, upper_names};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// Whether the URL of any server has to be put together.
pub fn has_variables(cx: &Context<'_>) -> bool {
    cx.servers().any(|(server, _)| !server.variables.is_empty())
}

/// The URL of a server with the defaults of its variables.
fn usual_url(server: &Server) -> String {
    let url = server.url.trim_end_matches('/').to_owned();
    server.variables.iter().fold(url, |url, variable| {
        url.replace(&format!("{{{}}}", variable.wire_name), &variable.default)
    })
}

/// The URL of the server that an operation has for itself, if it is another than the API's.
pub fn own(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    let own = usual_url(operation.servers.first()?);
    let usual = cx.api.servers.first().map(usual_url);
    (!own.is_empty() && usual.as_ref() != Some(&own)).then_some(own)
}

/// What the documentation of an operation says of its servers.
pub fn docs(cx: &Context<'_>, operation: &Operation) -> Option<String> {
    let own = own(cx, operation)?;
    let others = operation.servers.iter().skip(1);
    let others: Vec<String> = others.map(|server| code_span(&server.url)).collect();
    let others = match others.as_slice() {
        [] => String::new(),
        others => format!(" The document also names {}.", others.join(", ")),
    };
    let own = code_span(&own);
    Some(format!(
        "Goes to {own}, unless the client was given a server of its own.{others}"
    ))
}

/// The base URL of a client that is given none, as an expression: the API's first server with a
/// host, or that of an operation.
pub fn default_url(cx: &Context<'_>) -> TokenStream {
    if let Some((server, name)) = cx.servers().next() {
        let name = ident(name);
        return match (server.variables.is_empty(), has_variables(cx)) {
            (true, false) => quote!(Server::#name.url()),
            (true, true) => quote!(&Server::#name.url()),
            (false, _) => quote!(&Server::#name(Default::default()).url()),
        };
    }
    let mut operations = cx.api.services.iter().flat_map(|one| &one.operations);
    let own = operations.find_map(|operation| {
        let url = usual_url(operation.servers.first()?);
        url.contains("://").then_some(url)
    });
    let own = string(&own.unwrap_or_default());
    quote!(#own)
}

/// The path of the API's server where the document names no host.
pub fn relative(cx: &Context<'_>) -> Option<String> {
    let path = usual_url(cx.api.servers.first()?);
    (!cx.has_servers() && !path.is_empty()).then_some(path)
}

/// The items of the file.
pub fn items(cx: &Context<'_>) -> Vec<Item> {
    let variable = has_variables(cx);
    let variants = cx.servers().map(|(server, name)| {
        let doc = Doc::labelled(code_span(&server.url), &server.docs).outer();
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
    let bare = cx
        .servers()
        .filter(|(server, _)| server.variables.is_empty());
    let former = former::values(cx, "Server", bare.map(|(_, name)| name));
    let mut all = vec![head, enumeration, url, former];
    for (server, name) in cx
        .servers()
        .filter(|(server, _)| !server.variables.is_empty())
    {
        all.extend(variables(server, &ident(name)));
    }
    all.into_iter().map(Item::Tokens).collect()
}

fn variables_name(server: &Ident) -> Ident {
    ident(&format!("{server}Variables"))
}

/// The types that the variables of servers bring with them.
pub fn more_types(cx: &Context<'_>) -> Vec<Ident> {
    let mut all = Vec::new();
    for (server, name) in cx.servers() {
        let name = ident(name);
        let wire = server.variables.iter().map(|one| one.wire_name.as_str());
        let types = upper_names(&wire.collect::<Vec<_>>());
        if !types.is_empty() {
            all.push(variables_name(&name));
        }
        let typed = server.variables.iter().zip(types);
        let typed = typed.filter(|(variable, _)| !variable.values.is_empty());
        all.extend(typed.map(|(_, own)| values_name(&name, &own)));
    }
    all.sort();
    all
}

/// The type of a variable that has a list of values.
fn values_name(server: &Ident, variable: &str) -> Ident {
    ident(&format!("{server}{variable}"))
}

/// A struct with the variables of a server's URL, each with its default, and their types.
fn variables(server: &Server, name: &Ident) -> Vec<TokenStream> {
    let ty = variables_name(name);
    let doc = Doc::text(format!("The variables of {}.", code_span(&server.url))).outer();
    let wire: Vec<&str> = server
        .variables
        .iter()
        .map(|variable| variable.wire_name.as_str())
        .collect();
    let (fields, types) = (snake_names(&wire), upper_names(&wire));
    let (mut members, mut defaults, mut replaced) = (Vec::new(), Vec::new(), Vec::new());
    let mut more = Vec::new();
    for ((variable, field), type_name) in server.variables.iter().zip(&fields).zip(&types) {
        let field = ident(field);
        let doc = Doc::of(&variable.docs)
            .or(code_span(&variable.wire_name))
            .outer();
        let braces = string(&format!("{{{}}}", variable.wire_name));
        if variable.values.is_empty() {
            let value = string(&variable.default);
            members.push(quote!(#doc pub #field: String,));
            defaults.push(quote!(#field: #value.to_owned(),));
            replaced.push(quote!(.replace(#braces, &self.#field)));
        } else {
            let values = values_name(name, type_name);
            members.push(quote!(#doc pub #field: #values,));
            defaults.push(quote!(#field: #values::default(),));
            replaced.push(quote!(.replace(#braces, self.#field.as_str())));
            more.extend(choice(variable, &values, &ty));
        }
    }
    let url = string(server.url.trim_end_matches('/'));
    // Where every field's own default is the right one, there is nothing to write.
    let is_plain = |one: &ServerVariable| !one.values.is_empty() || one.default.is_empty();
    let plain = server.variables.iter().all(is_plain);
    let derived = plain.then(|| quote!(Default,));
    let mut all = vec![quote! {
        #doc
        #[derive(Clone, Debug, #derived PartialEq, Eq, Hash)]
        pub struct #ty { #(#members)* }
    }];
    if !plain {
        all.push(quote! {
            impl Default for #ty {
                fn default() -> Self { Self { #(#defaults)* } }
            }
        });
    }
    all.push(quote! {
        impl #ty {
            fn url(&self) -> String { #url #(#replaced)* }
        }
    });
    all.extend(more);
    all
}

/// The values that a variable may have.
fn choice(variable: &ServerVariable, name: &Ident, of: &Ident) -> [TokenStream; 2] {
    let mut values: Vec<&str> = Vec::with_capacity(variable.values.len() + 1);
    for value in variable.values.iter().chain([&variable.default]) {
        if !values.contains(&value.as_str()) {
            values.push(value);
        }
    }
    let names = upper_names(&values);
    let variants = values.iter().zip(&names).map(|(value, name)| {
        let doc = Doc::text(code_span(value)).outer();
        let default = (**value == variable.default).then(|| quote!(#[default]));
        let name = ident(name);
        quote!(#doc #default #name,)
    });
    let arms = values.iter().zip(&names).map(|(value, name)| {
        let (value, name) = (string(value), ident(name));
        quote!(Self::#name => #value,)
    });
    let doc = format!("{} of [`{of}`].", code_span(&variable.wire_name));
    let doc = Doc::text(doc).outer();
    [
        quote! {
            #doc
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
            #[non_exhaustive]
            pub enum #name { #(#variants)* }
        },
        quote! {
            impl #name {
                /// The text in the URL.
                pub fn as_str(self) -> &'static str {
                    match self { #(#arms)* }
                }
            }
        },
    ]
}
