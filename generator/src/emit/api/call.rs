//! A call that is not sent yet: its struct, its optional arguments, and the ways to send it.

use super::service::Call;
use super::{answer, body, operation, paging, polling, request, stream};
use crate::emit::docs::{Doc, code_span, deprecated};
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::ir::{Docs, Literal, Output, Presence, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;

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
pub fn items(scope: &Scope<'_>, call: &Call<'_>) -> Vec<TokenStream> {
    let mut all = vec![
        operation::define(scope.cx, call),
        structure(scope, call),
        inherent(scope, call),
        future(scope, call),
    ];
    all.extend(body::define(scope, call));
    all.extend(answer::define(scope, call));
    all.extend(stream::define(scope, call));
    all
}

fn structure(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    let (service, method) = (
        call.service.ident.trim_start_matches("r#"),
        call.names.method.trim_start_matches("r#"),
    );
    let doc = Doc::text(format!("A call of [`{service}::{method}`], not sent yet.")).outer();
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
    let sending = coded(
        scope,
        &quote!(runtime::ResponseFuture),
        Some(output(scope, call)),
    );
    let sending_raw = coded(scope, &quote!(runtime::RawFuture), None);
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
            /// Builds the request without sending it. Credentials are part of it.
            ///
            /// # Errors
            /// If an argument is not valid or a credential is missing.
            pub fn to_request(&self) -> Result<runtime::http::Request<runtime::Body>, Error> {
                self.core.to_request(&#operation, self.request())
            }
            /// Writes the request as a command line of `curl`, with credentials masked.
            ///
            /// # Errors
            /// If an argument is not valid or a credential is missing.
            pub fn to_curl(&self) -> Result<String, Error> {
                self.core.to_curl(&#operation, self.request())
            }
            /// Gives this call options of its own: headers, query, time, retries.
            pub fn with(mut self, options: runtime::CallOptions) -> Self {
                self.core = self.core.with(options);
                self
            }
            /// Sends the request; the answer comes with its status, headers and request id.
            pub fn send(self) -> #sending {
                #send
            }
            #(#streams)*
            /// Sends the request and returns whatever comes back, undecoded.
            pub fn send_raw(self) -> #sending_raw {
                self.core.send_raw(&#operation, self.request())
            }
            #walks
            #polls
        }
    }
}

fn setter(scope: &Scope<'_>, member: &Member<'_>) -> TokenStream {
    let text = format!("Sets {}.", code_span(member.wire_name));
    let doc = Doc::of(member.docs)
        .or(text)
        .default(member.default)
        .current()
        .outer();
    let deprecated = deprecated(member.docs);
    let name = ident(member.name);
    let (ty, value) = member.ty.argument(scope, &quote!(#name));
    quote! {
        #doc
        #deprecated
        pub fn #name(mut self, #name: #ty) -> Self {
            self.#name = Some(#value);
            self
        }
    }
}

fn future(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    let name = ident(&call.names.call);
    let output = output(scope, call);
    let future = coded(scope, &quote!(runtime::ValueFuture), Some(output.clone()));
    quote! {
        impl IntoFuture for #name {
            type Output = Result<#output, Error>;
            type IntoFuture = #future;
            fn into_future(self) -> Self::IntoFuture {
                self.send().into_value()
            }
        }
    }
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

/// A type of the runtime whose failures carry business codes; by itself it has them as numbers.
pub fn coded(scope: &Scope<'_>, ty: &TokenStream, of: Option<TokenStream>) -> TokenStream {
    let codes = (!scope.cx.api.error_codes.is_empty()).then(|| quote!(ErrorCode));
    let arguments: Vec<TokenStream> = of.into_iter().chain(codes).collect();
    match arguments.is_empty() {
        true => ty.clone(),
        false => quote!(#ty<#(#arguments),*>),
    }
}
