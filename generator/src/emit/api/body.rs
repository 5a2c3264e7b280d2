//! Request bodies: the type of one that has several representations, and how each is written.

use super::call::Held;
use super::request;
use super::service::Call;
use crate::emit::check::{self, Limited};
use crate::emit::docs::{Doc, code_span};
use crate::emit::ident::{ident, quoted};
use crate::emit::scope::Scope;
use crate::emit::size::stands_out;
use crate::emit::statement::{Statement, method};
use crate::format::{self, Value};
use crate::ir::{Codec, Content, Encoded, Encoding, Presence, RequestBody, TypeRef};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use std::collections::BTreeMap;

/// The body of a call that has one.
pub fn of<'a>(call: &Call<'a>) -> Option<&'a RequestBody> {
    let body = call.operation.body.as_ref();
    body.filter(|body| !body.contents.is_empty())
}

/// The type of the body, where the caller chooses among several representations.
pub fn choice<'a>(call: &Call<'a>) -> Option<(&'a RequestBody, Ident)> {
    let body = of(call).filter(|body| body.contents.len() > 1)?;
    Some((body, ident(&call.names.body_type)))
}

/// What a representation is held as.
pub fn held(content: &Content) -> Held<'_> {
    match (content.codec, &content.ty) {
        (Codec::JsonSequence, TypeRef::List(item)) => Held::Sequence(item),
        (_, ty) => Held::Type(ty),
    }
}

/// The enum of the representations, and how each becomes one.
pub fn define(scope: &Scope<'_>, call: &Call<'_>) -> Vec<TokenStream> {
    let Some((body, name)) = choice(call) else {
        return Vec::new();
    };
    let doc = format!("What a call of {} may carry.", call.link());
    let doc = Doc::text(doc).outer();
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    for content in &body.contents {
        let ty = scope.ty(scope.cx.resolve(&content.ty)).to_string();
        *types.entry(ty).or_default() += 1;
    }
    let mut variants = Vec::new();
    let mut all = Vec::new();
    for (at, (content, variant)) in representations(body, call).enumerate() {
        let doc = Doc::text(code_span(&content.media_type)).outer();
        let ty = held(content).written(scope);
        let boxed = is_boxed(scope, body, at);
        let held = if boxed { quote!(Box<#ty>) } else { ty.clone() };
        variants.push(quote!(#doc #variant(#held),));
        let key = scope.ty(scope.cx.resolve(&content.ty)).to_string();
        if types.get(&key) == Some(&1) {
            let value = if boxed {
                quote!(Box::new(body))
            } else {
                quote!(body)
            };
            all.push(quote! {
                impl From<#ty> for #name {
                    fn from(body: #ty) -> Self {
                        Self::#variant(#value)
                    }
                }
            });
        }
    }
    let definition = quote! {
        #doc
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub enum #name { #(#variants)* }
    };
    all.insert(0, definition);
    all
}

fn representations<'a>(
    body: &'a RequestBody,
    call: &'a Call<'_>,
) -> impl Iterator<Item = (&'a Content, Ident)> {
    let names = call.names.representations.iter().map(|name| ident(name));
    body.contents.iter().zip(names)
}

/// Whether a representation stands in a box, because it would make the others big.
pub fn is_boxed(scope: &Scope<'_>, body: &RequestBody, at: usize) -> bool {
    let size = |content: &Content| scope.cx.size_of(&content.ty);
    let sizes: Vec<usize> = body.contents.iter().map(size).collect();
    stands_out(&sizes, at, 0)
}

/// The statements that check the body of a call and write it.
pub fn write(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Statement> {
    let Some(body) = of(call) else {
        return Vec::new();
    };
    let place = format!("self.{}", call.names.body);
    let is_optional = body.presence != Presence::Required;
    if let Some((_, ty)) = choice(call) {
        let arms = representations(body, call).map(|(content, variant)| {
            let checks = check::is_needed(scope.cx, &content.ty, &Default::default());
            let checks = match checks {
                true => "request.check().nested(\"body\", body);",
                false => "",
            };
            let write = one(scope, content, "body").text();
            format!("{ty}::{variant}(body) => {{ {checks} {write}; }}")
        });
        let arms: String = arms.collect();
        return vec![Statement::Other(match is_optional {
            false => format!("match &{place} {{ {arms} }}"),
            true => format!("if let Some(body) = &{place} {{ match body {{ {arms} }} }}"),
        })];
    }
    let Some(content) = body.contents.first() else {
        return Vec::new();
    };
    let limited = Limited {
        wire_name: "body",
        ty: &content.ty,
        presence: body.presence,
        limits: &Default::default(),
    };
    let mut all = check::member(scope, "request.check()", &place, &limited);
    let value = match is_optional {
        true => "value".to_owned(),
        false => format!("&{place}"),
    };
    let write = one(scope, content, &value);
    all.extend(Statement::of(vec![write], &place, is_optional));
    all
}

/// The call that writes a representation.
fn one(scope: &Scope<'_>, content: &Content, value: &str) -> Value {
    let media_type = content.media_type.as_str();
    let text = || Value::Literal(quoted(media_type));
    let value = Value::word(value.to_owned());
    let encodings = || encodings(&content.encodings);
    if let Some(root) = &content.xml {
        let root = crate::emit::xml::root(scope.cx, root);
        let root = Value::Other(format!("&{}", format::line(&root)));
        return method("request", "body_xml", vec![text(), value, root]);
    }
    let (name, arguments) = match content.codec {
        Codec::Json if matches!(media_type, "application/json" | "*/*") => {
            ("body_json", vec![value])
        }
        Codec::Json => ("body_json_as", vec![text(), value]),
        Codec::JsonSequence => ("body_json_sequence", vec![text(), value]),
        Codec::Form => ("body_form", vec![value, encodings()]),
        Codec::Multipart => ("body_multipart", vec![text(), value, encodings()]),
        Codec::Text if matches!(media_type, "text/plain" | "text/*") => ("body_text", vec![value]),
        Codec::Text => ("body_text_as", vec![text(), value]),
        Codec::Bytes => {
            let first = media_type.split(',').map(str::trim);
            let mut first = first.filter(|one| !one.contains('*'));
            let first = first.next().unwrap_or("application/octet-stream");
            ("body_file", vec![Value::Literal(quoted(first)), value])
        }
    };
    method("request", name, arguments)
}

/// The function of the runtime's `Encoding` for a member or part, called.
pub fn encoded(of: &Encoded) -> Value {
    match of {
        Encoded::Member(name) => {
            Value::call("runtime::Encoding::of(", vec![Value::Literal(quoted(name))])
        }
        Encoded::Part(index) => Value::call(
            "runtime::Encoding::part(",
            vec![Value::word(index.to_string())],
        ),
        Encoded::Parts => Value::word("runtime::Encoding::parts()"),
    }
}

/// How members of a form are written, for the runtime.
pub fn encodings(encodings: &[Encoding]) -> Value {
    let all = encodings.iter().map(|encoding| {
        let literal = |text: &str| Value::Literal(quoted(text));
        let mut calls = Vec::new();
        if let Some(media_type) = &encoding.media_type {
            calls.push(Value::call(".media_type(", vec![literal(media_type)]));
        }
        if let Some(pairs) = encoding.pairs {
            let style = request::style(pairs.style, pairs.reserved, false);
            calls.push(Value::call(".style(", vec![Value::word(style)]));
        }
        if !encoding.headers.is_empty() {
            let headers = encoding.headers.iter();
            let pair = |(name, value): &(String, String)| {
                Value::call("(", vec![literal(name), literal(value)])
            };
            let headers = Value::list(headers.map(pair).collect());
            calls.push(Value::call(".headers(", vec![headers]));
        }
        match calls.is_empty() {
            true => encoded(&encoding.of),
            false => Value::Chain(Box::new(encoded(&encoding.of)), calls),
        }
    });
    Value::list(all.collect())
}
