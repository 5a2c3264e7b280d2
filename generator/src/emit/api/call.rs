//! A call that is not sent yet: its struct, its optional arguments, and the ways to send it.

use super::service::Call;
use super::{answer, body, operation, paging, polling, request, stream};
use crate::emit::docs::{Doc, code_span, deprecated_line};
use crate::emit::ident::ident;
use crate::emit::scope::{Scope, written};
use crate::format::{Item, WIDTH};
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
pub fn items(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Item> {
    let mut all = vec![
        Item::Tokens(operation::define(scope.cx, call)),
        structure(scope, call),
        inherent(scope, call),
        future(scope, call),
    ];
    let mut rest = body::define(scope, call);
    rest.extend(answer::define(scope, call));
    rest.extend(stream::define(scope, call));
    all.extend(rest.into_iter().map(Item::Tokens));
    all
}

fn structure(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let (service, method) = (
        call.service.ident.trim_start_matches("r#"),
        call.names.method.trim_start_matches("r#"),
    );
    let doc = Doc::text(format!("A call of [`{service}::{method}`], not sent yet.")).written("");
    let name = &call.names.call;
    let fields = members(call).into_iter().map(|member| {
        let ty = written(&member.ty.written(scope));
        match member.required {
            true => format!("    {}: {ty},\n", member.name),
            false => format!("    {}: Option<{ty}>,\n", member.name),
        }
    });
    let fields: String = fields.collect();
    Item::Regular(format!(
        "{doc}#[derive(Clone, Debug)]\n\
         #[must_use = \"a call does nothing until it is awaited or sent\"]\n\
         pub struct {name} {{\n    core: runtime::Client,\n{fields}}}"
    ))
}

fn inherent(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let name = ident(&call.names.call);
    let setters = members(call)
        .into_iter()
        .filter(|member| !member.required)
        .map(|member| setter(scope, &member));
    let mut functions: Vec<String> = setters.collect();
    functions.extend(ways(scope, call));
    let request = request::define(scope, call);
    let streams = stream::methods(scope, call);
    let walks = paging::plan(scope, call).map(|plan| plan.methods());
    let polls = polling::method(scope, call);
    let send = send_stream(scope, call);
    let tokens = quote! {
        impl #name {
            #send
            #(#streams)*
            #walks
            #polls
            #request
        }
    };
    Item::Impl(tokens, functions)
}

/// What `to_request` and `to_curl` say of failures.
const FAILS: &str = "# Errors\nIf an argument is not valid or a credential is missing.";

/// The methods that every call has. They differ by a few words, so they are written as text, the way the formatter would
/// lay it out.
fn ways(scope: &Scope<'_>, call: &Call<'_>) -> Vec<String> {
    let operation = operation::name(call).to_string();
    let ask = |method: &str| sending(method, &operation);
    let raw = written(&coded(scope, &quote!(runtime::RawFuture), None));
    let mut ways = vec![
        method(
            &format!(
                "Builds the request without sending it. Credentials are part of it.\n\n{FAILS}"
            ),
            "to_request(&self) -> Result<runtime::http::Request<runtime::Body>, Error>",
            &ask("to_request"),
        ),
        method(
            &format!(
                "Writes the request as a command line of `curl`, with credentials masked.\n\n{FAILS}"
            ),
            "to_curl(&self) -> Result<String, Error>",
            &ask("to_curl"),
        ),
        method(
            "Gives this call options of its own: headers, query, time, retries.",
            "with(mut self, options: runtime::CallOptions) -> Self",
            "        self.core = self.core.with(options);\n        self",
        ),
    ];
    let send = match call.operation.output {
        Output::Nothing => Some("send_empty"),
        Output::Json(_) => Some("send_json"),
        Output::Text => Some("send_text"),
        Output::Bytes => Some("send_bytes"),
        Output::ByStatus => Some("send_answer"),
        Output::Stream => None,
    };
    if let Some(send) = send {
        let sent = output(scope, call);
        let sent = written(&coded(scope, &quote!(runtime::ResponseFuture), Some(sent)));
        let signature = format!("send(self) -> {sent}");
        ways.push(method(SENDS, &signature, &ask(send)));
    }
    ways.push(method(
        "Sends the request and returns whatever comes back, undecoded.",
        &format!("send_raw(self) -> {raw}"),
        &ask("send_raw"),
    ));
    ways
}

/// What `send` says of itself.
const SENDS: &str = "Sends the request; the answer comes with its status, headers and request id.";

/// A public method as text.
fn method(doc: &str, signature: &str, body: &str) -> String {
    let doc = doc.lines().map(|line| match line {
        "" => "    ///\n".to_owned(),
        line => format!("    /// {line}\n"),
    });
    let mut start = format!("    pub fn {signature} {{");
    if start.chars().count() > WIDTH {
        start = start.replace("(self)", "(\n        self,\n    )");
    }
    format!("{}{start}\n{body}\n    }}\n", doc.collect::<String>())
}

/// `send` where the whole answer is a stream.
fn send_stream(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let send = stream::send(call).filter(|_| call.operation.output == Output::Stream)?;
    let (sent, doc) = (output(scope, call), Doc::text(SENDS).outer());
    let sent = coded(scope, &quote!(runtime::ResponseFuture), Some(sent));
    Some(quote! {
        #doc
        pub fn send(self) -> #sent {
            #send
        }
    })
}

/// The expression that hands the request to a method of the client.
fn sending(method: &str, operation: &str) -> String {
    let line = format!("        self.core.{method}(&{operation}, self.request())");
    if line.chars().count() <= WIDTH {
        return line;
    }
    format!("        self.core\n            .{method}(&{operation}, self.request())")
}

fn setter(scope: &Scope<'_>, member: &Member<'_>) -> String {
    let text = format!("Sets {}.", code_span(member.wire_name));
    let doc = Doc::of(member.docs)
        .or(text)
        .default(member.default)
        .current()
        .written("    ");
    let deprecated = deprecated_line(member.docs);
    let name = member.name;
    let argument = ident(name);
    let (ty, value) = member.ty.argument(scope, &quote!(#argument));
    let (ty, value) = (written(&ty), written(&value));
    format!(
        "{doc}{deprecated}    pub fn {name}(mut self, {name}: {ty}) -> Self {{\n        \
         self.{name} = Some({value});\n        self\n    }}\n"
    )
}

fn future(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let name = &call.names.call;
    let output = output(scope, call);
    let future = coded(scope, &quote!(runtime::ValueFuture), Some(output.clone()));
    let (output, future) = (written(&output), written(&future));
    Item::Regular(format!(
        "impl IntoFuture for {name} {{\n    \
             type Output = Result<{output}, Error>;\n    \
             type IntoFuture = {future};\n\n    \
             fn into_future(self) -> Self::IntoFuture {{\n        \
                 self.send().into_value()\n    \
             }}\n\
         }}"
    ))
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
