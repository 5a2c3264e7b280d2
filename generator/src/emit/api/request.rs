//! The method that turns a call into a request.

use super::body;
use super::service::Call;
use crate::emit::check::{self, Limited};
use crate::emit::ident::{ident, string};
use crate::emit::scope::Scope;
use crate::ir::{Codec, Parameter, ParameterLocation, ParameterStyle, PathPiece, Presence};
use proc_macro2::TokenStream;
use quote::quote;

/// `fn request(&self)`.
pub fn define(scope: &Scope<'_>, call: &Call<'_>) -> TokenStream {
    let operation = super::operation::name(call);
    let mut statements = path(scope, call);
    for (parameter, name) in call.operation.parameters.iter().zip(&call.names.parameters) {
        if !is_path(parameter) {
            statements.push(checks(scope, parameter, name));
            statements.push(with_value(parameter, name));
        }
    }
    statements.extend(body::write(scope, call));
    quote! {
        fn request(&self) -> Result<runtime::Request, runtime::Error> {
            let mut request = runtime::RequestBuilder::new(&#operation);
            #(#statements)*
            request.finish()
        }
    }
}

fn is_path(parameter: &Parameter) -> bool {
    parameter.style.location() == ParameterLocation::Path
}

fn path(scope: &Scope<'_>, call: &Call<'_>) -> Vec<TokenStream> {
    let mut statements = Vec::new();
    for piece in &call.operation.path.pieces {
        match piece {
            PathPiece::Literal(text) => {
                let text = string(text);
                statements.push(quote!(request.path_literal(#text);));
            }
            PathPiece::Parameter(wire) => {
                let parameters = call.operation.parameters.iter().zip(&call.names.parameters);
                let mut own = parameters
                    .filter(|(parameter, _)| is_path(parameter) && parameter.wire_name == *wire);
                if let Some((parameter, name)) = own.next() {
                    statements.push(checks(scope, parameter, name));
                    statements.push(with_value(parameter, name));
                }
            }
        }
    }
    if statements.is_empty() {
        statements.push(quote!(request.path_literal("/");));
    }
    statements
}

fn checks(scope: &Scope<'_>, parameter: &Parameter, name: &str) -> TokenStream {
    let name = ident(name);
    let limited = Limited {
        wire_name: &parameter.wire_name,
        ty: &parameter.ty,
        presence: parameter.presence,
        limits: &parameter.constraints,
    };
    check::member(
        scope,
        &quote!(request.check()),
        &quote!(self.#name),
        &limited,
    )
}

fn with_value(parameter: &Parameter, name: &str) -> TokenStream {
    let name = ident(name);
    match parameter.presence {
        Presence::Required => write(parameter, &quote!(&self.#name)),
        Presence::Optional => {
            let write = write(parameter, &quote!(value));
            quote!(if let Some(value) = &self.#name { #write })
        }
    }
}

fn write(parameter: &Parameter, value: &TokenStream) -> TokenStream {
    let wire = string(&parameter.wire_name);
    let (method, explode) = match parameter.style {
        ParameterStyle::PathSimple { explode } if parameter.allow_reserved => {
            ("path_reserved", Some(explode))
        }
        ParameterStyle::PathSimple { explode } => ("path_simple", Some(explode)),
        ParameterStyle::PathLabel { explode } => ("path_label", Some(explode)),
        ParameterStyle::PathMatrix { explode } => ("path_matrix", Some(explode)),
        ParameterStyle::PathJson => ("path_json", None),
        ParameterStyle::QueryForm { explode } if parameter.allow_empty => {
            ("query_form_or_empty", Some(explode))
        }
        ParameterStyle::QueryForm { explode } if parameter.allow_reserved => {
            ("query_form_reserved", Some(explode))
        }
        ParameterStyle::QueryForm { explode } => ("query_form", Some(explode)),
        ParameterStyle::QuerySpaceDelimited => ("query_space", None),
        ParameterStyle::QueryPipeDelimited => ("query_pipe", None),
        ParameterStyle::QueryDeepObject => ("query_deep_object", None),
        ParameterStyle::QueryJson => ("query_json", None),
        ParameterStyle::HeaderSimple { explode } => ("header_simple", Some(explode)),
        ParameterStyle::HeaderJson => ("header_json", None),
        ParameterStyle::CookieForm { explode } => ("cookie_form", Some(explode)),
        ParameterStyle::CookiePlain { explode } => ("cookie_plain", Some(explode)),
        ParameterStyle::CookieJson => ("cookie_json", None),
        ParameterStyle::QueryString { codec } => {
            let method = ident(match codec {
                Codec::Json => "query_string_json",
                Codec::Form => "query_string_form",
                _ => "query_string_text",
            });
            let encodings = (codec == Codec::Form).then(|| quote!(, &[]));
            return quote!(request.#method(#value #encodings););
        }
    };
    let (method, explode) = (ident(method), explode.map(|explode| quote!(, #explode)));
    quote!(request.#method(#wire, #value #explode);)
}
