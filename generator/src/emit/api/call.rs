//! A call that is not sent yet: its struct, its optional arguments, and the ways to send it.

use super::service::Call;
use super::{answer, body, operation, paging, polling, request, stream};
use crate::emit::INLINE;
use crate::emit::docs::{Doc, code_span, deprecated};
use crate::emit::former::Function;
use crate::emit::ident::ident;
use crate::emit::scope::Scope;
use crate::format::{self, Item, Layout, Value, WIDTH, Written};
use crate::ir::{Constraints, Content, Docs, Literal, Output, Presence, TypeRef};
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
    /// A value that the document shows.
    pub example: Option<&'a Literal>,
    /// Limits on the value.
    pub limits: &'a Constraints,
}

/// The first value that the document shows of a representation.
pub fn shown(content: &Content) -> Option<&Literal> {
    content.examples.first().map(|one| &one.value)
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
            example: parameter.example.as_ref(),
            limits: &parameter.constraints,
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
            example: body.contents.iter().find_map(|one| shown(one)),
            limits: &Constraints::NONE,
        }));
    }
    all
}

/// The static, the struct, its methods, and what every call can do.
pub fn items(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Item> {
    let mut all = vec![
        operation::define(scope.cx, call),
        structure(scope, call),
        inherent(scope, call),
        common(scope, call),
    ];
    all.extend(body::define(scope, call).into_iter().map(Item::Tokens));
    all.extend(answer::define(scope, call));
    all.extend(stream::define(scope, call).into_iter().map(Item::Tokens));
    all
}

fn structure(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let doc = Doc::text(format!("A call of {}, not sent yet.", call.link())).written("");
    let name = &call.names.call;
    let fields = members(call).into_iter().map(|member| {
        let ty = format::line(&member.ty.written(scope));
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
    let setters = members(call)
        .into_iter()
        .filter(|member| !member.required)
        .flat_map(|member| setter(scope, call, &member));
    let mut all: Vec<Written> = setters.map(Written::from).collect();
    all.extend(send(scope, call));
    let streams = send_stream(scope, call).into_iter();
    let streams = streams.chain(stream::methods(scope, call));
    all.push(Written::Tokens(streams.collect()));
    all.extend(paging::plan(scope, call).map(|plan| plan.methods()));
    all.extend(polling::method(scope, call).map(Written::Tokens));
    all.push(request::define(scope, call));
    Item::Impl(format!("impl {}", call.names.call), all)
}

/// What `send` says of itself.
const SENDS: &str = "Sends the request; the answer comes with its status, headers and request id.";

/// `send`, the way the formatter would lay it out: in most calls it differs by a few words only.
fn send(scope: &Scope<'_>, call: &Call<'_>) -> Option<Written> {
    let send = match call.operation.output {
        Output::Nothing => ".send_empty(",
        Output::Json(_) => ".send_json(",
        Output::Text => ".send_text(",
        Output::Bytes => ".send_bytes(",
        Output::ByStatus => ".send_answer(",
        Output::Stream => return None,
    };
    let operation = Value::word(format!("&{}", operation::name(call)));
    let mut sent = vec![Value::word(format::line(&output(scope, call)))];
    if !scope.cx.api.error_codes.is_empty() {
        sent.push(Value::word("ErrorCode"));
    }
    let sent = Value::Group("runtime::ResponseFuture<".into(), sent, ">");
    let arguments = vec![operation, Value::word("self.request()")];
    let body = Value::Chain(
        Box::new(Value::word("self.core")),
        vec![Value::call(send, arguments)],
    );
    let mut layout = Layout::default();
    layout.lines(&format!("    /// {SENDS}\n"));
    layout.line(4, INLINE);
    layout.head("pub fn send", &["self".to_owned()], &sent);
    layout.value(8, "", &body, "");
    layout.line(4, "}");
    Some(layout.finish())
}

/// `send` where the whole answer is a stream.
fn send_stream(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let send = stream::send(call).filter(|_| call.operation.output == Output::Stream)?;
    let (sent, doc) = (coded(scope, output(scope, call)), Doc::text(SENDS).outer());
    Some(quote! {
        #doc
        #[inline]
        pub fn send(self) -> runtime::ResponseFuture<#sent> {
            #send
        }
    })
}

/// The setter of an optional argument, under its former names too.
fn setter(scope: &Scope<'_>, call: &Call<'_>, member: &Member<'_>) -> Vec<String> {
    let text = format!("Sets {}.", code_span(member.wire_name));
    let doc = Doc::of(member.docs)
        .or(text)
        .default(member.default, true)
        .current()
        .written("    ");
    let deprecated = deprecated(member.docs);
    let name = member.name;
    let (ty, value) = member.ty.argument(scope, &quote!(value));
    let (ty, value) = (format::line(&ty), format::line(&value));
    let own = format!(
        "{doc}{deprecated}    pub fn {name}(mut self, value: {ty}) -> Self {{\n        \
         self.{name} = Some({value});\n        self\n    }}\n"
    );
    let path = format!("api::{}::{}", call.service.module, call.names.call);
    let former = scope.cx.names.former_part(&path, name);
    let setter = Function {
        name,
        receiver: Some("self"),
        arguments: vec![("value".to_owned(), ty)],
        output: "Self",
        attributes: "",
    };
    std::iter::once(own).chain(setter.under(former)).collect()
}

/// What every call can do: the runtime has it.
fn common(scope: &Scope<'_>, call: &Call<'_>) -> Item {
    let (name, operation) = (&call.names.call, operation::name(call));
    let given = format::line(&coded(scope, output(scope, call)));
    let line = format!("runtime::call!({name}, {operation} -> {given});");
    Item::Text(match line.len() {
        ..=WIDTH => line,
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
