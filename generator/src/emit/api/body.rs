//! Request bodies: the type of one that has several representations, and how each is written.

use super::call::Held;
use super::request;
use super::service::Call;
use crate::emit::check::{self, Limited};
use crate::emit::docs::{Doc, code_span};
use crate::emit::ident::{ident, integer, string};
use crate::emit::scope::Scope;
use crate::emit::size::stands_out;
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

/// The statement that checks the body of a call and writes it.
pub fn write(scope: &Scope<'_>, call: &Call<'_>) -> Option<TokenStream> {
    let body = of(call)?;
    let name = ident(&call.names.body);
    let required = body.presence == Presence::Required;
    if let Some((_, ty)) = choice(call) {
        let arms = representations(body, call).map(|(content, variant)| {
            let checks = check::is_needed(scope.cx, &content.ty, &Default::default());
            let checks = checks.then(|| quote!(request.check().nested("body", body);));
            let write = one(scope, content, &quote!(body));
            quote!(#ty::#variant(body) => { #checks #write })
        });
        let arms = arms.collect::<Vec<_>>();
        return Some(match required {
            true => quote!(match &self.#name { #(#arms)* }),
            false => quote!(if let Some(body) = &self.#name { match body { #(#arms)* } }),
        });
    }
    let content = body.contents.first()?;
    let limited = Limited {
        wire_name: "body",
        ty: &content.ty,
        presence: body.presence,
        limits: &Default::default(),
    };
    let place = quote!(self.#name);
    let checks = check::member(scope, &quote!(request.check()), &place, &limited);
    Some(if required {
        let write = one(scope, content, &quote!(&#place));
        quote!(#checks #write)
    } else {
        let write = one(scope, content, &quote!(value));
        quote!(#checks if let Some(value) = &self.#name { #write })
    })
}

/// The statement that writes a representation.
fn one(scope: &Scope<'_>, content: &Content, value: &TokenStream) -> TokenStream {
    let media_type = content.media_type.as_str();
    let text = string(media_type);
    let encodings = encodings(&content.encodings);
    if let Some(root) = &content.xml {
        let root = crate::emit::xml::root(scope.cx, root);
        return quote!(request.body_xml(#text, #value, &#root););
    }
    match content.codec {
        Codec::Json if matches!(media_type, "application/json" | "*/*") => {
            quote!(request.body_json(#value);)
        }
        Codec::Json => quote!(request.body_json_as(#text, #value);),
        Codec::JsonSequence => quote!(request.body_json_sequence(#text, #value);),
        Codec::Form => quote!(request.body_form(#value, #encodings);),
        Codec::Multipart => quote!(request.body_multipart(#text, #value, #encodings);),
        Codec::Text if matches!(media_type, "text/plain" | "text/*") => {
            quote!(request.body_text(#value);)
        }
        Codec::Text => quote!(request.body_text_as(#text, #value);),
        Codec::Bytes => {
            let first = media_type.split(',').map(str::trim);
            let mut first = first.filter(|one| !one.contains('*'));
            let text = string(first.next().unwrap_or("application/octet-stream"));
            quote!(request.body_file(#text, #value);)
        }
    }
}

/// The function of the runtime's `Encoding` for a member or part, called.
pub fn encoded(of: &Encoded) -> TokenStream {
    match of {
        Encoded::Member(name) => {
            let name = string(name);
            quote!(of(#name))
        }
        Encoded::Part(index) => {
            let index = integer(*index as i128);
            quote!(part(#index))
        }
        Encoded::Parts => quote!(parts()),
    }
}

/// How members of a form are written, for the runtime.
pub fn encodings(encodings: &[Encoding]) -> TokenStream {
    let all = encodings.iter().map(|encoding| {
        let of = encoded(&encoding.of);
        let media_type = encoding.media_type.as_ref().map(|media_type| {
            let media_type = string(media_type);
            quote!(.media_type(#media_type))
        });
        let style = encoding.pairs.map(|pairs| {
            let style = request::style(pairs.style, pairs.reserved, false);
            quote!(.style(#style))
        });
        let headers = encoding.headers.iter().map(|(name, value)| {
            let (name, value) = (string(name), string(value));
            quote!((#name, #value))
        });
        let headers = (!encoding.headers.is_empty()).then(|| quote!(.headers(&[#(#headers),*])));
        quote!(runtime::Encoding::#of #media_type #style #headers)
    });
    quote!(&[#(#all),*])
}
