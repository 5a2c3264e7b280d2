//! A call that is not sent yet: its struct, its optional arguments, and the ways to send it.

use super::service::Call;
use super::{answer, body, operation, paging, polling, request, stream};
use crate::emit::docs::{Doc, code_span, deprecated};
use crate::emit::ident::{ident, written};
use crate::emit::scope::Scope;
use crate::format::Item;
use crate::ir::{Docs, Literal, Output, Presence, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A longer line is broken.
const LINE: usize = 90;

/// What a member of a call holds.
pub enum Held<'a> {
    /// A value of a type.
    Type(&'a TypeRef),
    /// Values one after the other, at hand or as they come.
    Sequence(&'a TypeRef),
    /// One of several representations of a body, by the name of their type.
    Choice(Ident),
}

impl Held<'_> {
    /// The type as a file writes it.
    pub fn written(&self, scope: &Scope<'_>) -> TokenStream {
        match self {
            Self::Type(ty) => scope.ty(ty),
            Self::Sequence(item) => {
                let item = scope.ty(item);
                quote!(runtime::stream::JsonSequence<#item>)
            }
            Self::Choice(name) => quote!(#name),
        }
    }

    /// A function's argument, and how `name` becomes the value.
    pub fn argument(&self, scope: &Scope<'_>, name: &TokenStream) -> (TokenStream, TokenStream) {
        match self {
            Self::Type(ty) => scope.argument(ty, name),
            Self::Sequence(_) | Self::Choice(_) => {
                let ty = self.written(scope);
                (quote!(impl Into<#ty>), quote!(#name.into()))
            }
        }
    }
}

/// A parameter or the body, as a member of the call.
pub struct Member<'a> {
    /// Its Rust name.
    pub name: &'a str,
    /// Its name on the wire.
    pub wire_name: &'a str,
    /// Its type.
    pub ty: Held<'a>,
    /// Whether it is an argument of the method.
    pub required: bool,
    /// What it is.
    pub docs: &'a Docs,
    /// The value that the service assumes.
    pub default: Option<&'a Literal>,
}

/// All members of a call: the parameters, then the body.
pub fn members<'a>(call: &Call<'a>) -> Vec<Member<'a>> {
    let parameters = call.operation.parameters.iter().zip(&call.names.parameters);
    let mut all: Vec<Member<'a>> = parameters
        .filter(|(parameter, _)| parameter.constant.is_none())
        .map(|(parameter, name)| Member {
            name,
            wire_name: &parameter.wire_name,
            ty: Held::Type(&parameter.ty),
            required: parameter.presence == Presence::Required,
            docs: &parameter.docs,
            default: parameter.default.as_ref(),
        })
        .collect();
    if let Some(body) = body::of(call) {
        let ty = match (body::choice(call), body.contents.first()) {
            (Some((_, name)), _) => Some(Held::Choice(name)),
            (None, content) => content.map(body::held),
        };
        all.extend(ty.map(|ty| Member {
            name: &call.names.body,
            wire_name: "body",
            ty,
            required: body.presence == Presence::Required,
            docs: &body.docs,
            default: None,
        }));
    }
    all
}

/// The static, the struct, its methods, and the future that it is.
pub fn items(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Item> {
    let own = [
        operation::define(scope.cx, call),
        structure(scope, call),
        inherent(scope, call),
    ];
    let mut all: Vec<Item> = own.into_iter().map(Item::Tokens).collect();
    all.push(common(scope, call));
    let more = body::define(scope, call).into_iter();
    let more = more.chain(answer::define(scope, call));
    let more = more.chain(stream::define(scope, call));
    all.extend(more.map(Item::Tokens));
    all
}

fn structure(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    let doc = Doc::text(format!("A call of {}, not sent yet.", call.link())).outer();
    let name = ident(&call.names.call);
    let fields = members(call).into_iter().map(|member| {
        let name = ident(member.name);
        let ty = member.ty.written(scope);
        match member.required {
            true => quote!(#name: #ty),
            false => quote!(#name: Option<#ty>),
        }
    });
    let fields: Vec<TokenStream> = fields.collect();
    quote! {
        #doc
        #[derive(Clone, Debug)]
        #[must_use = "a call does nothing until it is awaited or sent"]
        pub struct #name { core: runtime::Client, #(#fields),* }
    }
}

fn inherent(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    let name = ident(&call.names.call);
    let setters = members(call)
        .into_iter()
        .filter(|member| !member.required)
        .map(|member| setter(scope, &member));
    let setters: Vec<TokenStream> = setters.collect();
    let request = request::define(scope, call);
    let operation = operation::name(call);
    let output = coded(scope, output(scope, call));
    let send = match call.operation.output {
        Output::Nothing => quote!(send_empty),
        Output::Json(_) => quote!(send_json),
        Output::Text => quote!(send_text),
        Output::Bytes => quote!(send_bytes),
        Output::ByStatus | Output::Stream => quote!(send_answer),
    };
    let send = quote!(self.core.#send(&#operation, self.request()));
    let as_stream = stream::send(call).filter(|_| call.operation.output == Output::Stream);
    let send = as_stream.unwrap_or(send);
    let streams = stream::methods(scope, call);
    let walks = paging::plan(scope, call).map(|plan| plan.methods());
    let polls = polling::method(scope, call);
    quote! {
        impl #name {
            #(#setters)*
            #request
            /// Sends the request; the answer comes with its status, headers and request id.
            pub fn send(self) -> runtime::ResponseFuture<#output> {
                #send
            }
            #(#streams)*
            #walks
            #polls
        }
    }
}

fn setter(scope: &Scope<'_>, member: &Member<'_>) -> TokenStream {
    let text = format!("Sets {}.", code_span(member.wire_name));
    let doc = Doc::of(member.docs)
        .or(text)
        .default(member.default, true)
        .current()
        .outer();
    let deprecated = deprecated(member.docs);
    let name = ident(member.name);
    let (ty, value) = member.ty.argument(scope, &quote!(value));
    quote! {
        #doc
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

/// What every call can do: the runtime has it.
fn common(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let (name, operation) = (&call.names.call, operation::name(call));
    let given = written(&coded(scope, output(scope, call)));
    let line = format!("runtime::call!({name}, {operation} -> {given});");
    Item::Text(match line.len() {
        ..=LINE => line,
        _ => format!("runtime::call!(\n    {name},\n    {operation} -> {given}\n);"),
    })
}

/// What a success gives.
pub fn output(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    match &call.operation.output {
        Output::Nothing => quote!(()),
        Output::Json(ty) => scope.ty(ty),
        Output::Text => quote!(String),
        Output::Bytes => quote!(runtime::Bytes),
        Output::Stream => stream::ty(scope, call).unwrap_or_else(|| quote!(())),
        Output::ByStatus => {
            let name = ident(&call.names.response_type);
            quote!(#name)
        }
    }
}

/// The arguments of a generic type: what comes of a call and, where the service has some, its business codes.
pub fn coded(scope: &Scope<'_>, output: TokenStream) -> TokenStream {
    if scope.cx.api.error_codes.is_empty() {
        output
    } else {
        quote!(#output, ErrorCode)
    }
}

/// The type of business codes.
pub fn code(scope: &Scope<'_>) -> TokenStream {
    match scope.cx.api.error_codes.is_empty() {
        true => quote!(i64),
        false => quote!(ErrorCode),
    }
}
