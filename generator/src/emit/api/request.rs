//! The method that turns a call into a request.

use super::body;
use super::service::Call;
use crate::emit::check::{self, Limited};
use crate::emit::ident::{ident, integer, string};
use crate::emit::scope::Scope;
use crate::ir::{
    Codec, Literal, Parameter, ParameterLocation, ParameterStyle, PathPiece, Presence,
};
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
    if parameter.constant.is_some() {
        return TokenStream::new();
    }
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
    match &parameter.constant {
        Some(Literal::Integer(value)) => {
            let value = integer(*value);
            return write(parameter, &quote!(&#value));
        }
        Some(Literal::Bool(value)) => return write(parameter, &quote!(&#value)),
        Some(Literal::String(value)) => {
            let value = string(value);
            return write(parameter, &quote!(#value));
        }
        _ => {}
    }
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
    let encodings = body::encodings(&parameter.encodings);
    let method = ident(match parameter.style.location() {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Part => "part_header",
    });
    let style = style(
        parameter.style,
        parameter.allow_reserved,
        parameter.allow_empty,
    );
    match parameter.style {
        ParameterStyle::QueryString { codec } => match codec {
            Codec::Json => quote!(request.query_string_json(#value);),
            Codec::Form => quote!(request.query_string_form(#value, #encodings);),
            _ => quote!(request.query_string_text(#value);),
        },
        ParameterStyle::Content {
            codec: Codec::Form, ..
        } => quote! {
            let form = request.form(#wire, #value, #encodings);
            request.#method(#wire, &form, #style);
        },
        _ => {
            let part = parameter.part.as_ref().map(body::encoded);
            let part = part.map(|part| quote!(runtime::Encoding::#part,));
            quote!(request.#method(#part #wire, #value, #style);)
        }
    }
}

/// The runtime's `Style` of a parameter.
pub fn style(style: ParameterStyle, reserved: bool, or_empty: bool) -> TokenStream {
    use ParameterStyle as Of;
    let (name, explode) = match style {
        Of::PathSimple { explode } | Of::HeaderSimple { explode } => ("SIMPLE", explode),
        Of::PathLabel { explode } => ("LABEL", explode),
        Of::PathMatrix { explode } => ("MATRIX", explode),
        Of::QueryForm { explode } | Of::CookieForm { explode } => ("FORM", explode),
        Of::CookiePlain { explode } => ("COOKIE", explode),
        Of::QuerySpaceDelimited => ("SPACE_DELIMITED", false),
        Of::QueryPipeDelimited => ("PIPE_DELIMITED", false),
        Of::QueryDeepObject => ("DEEP_OBJECT", false),
        Of::Content {
            codec: Codec::Json, ..
        }
        | Of::PartHeader { json: true, .. } => ("JSON", false),
        Of::PartHeader { explode, .. } => ("SIMPLE", explode),
        Of::QueryString { .. } => ("FORM", false),
        Of::Content { location, .. } => match location {
            ParameterLocation::Path | ParameterLocation::Header | ParameterLocation::Part => {
                ("SIMPLE", false)
            }
            ParameterLocation::Query | ParameterLocation::Cookie => ("FORM", false),
        },
    };
    let name = ident(name);
    let explode = explode.then(|| quote!(.explode()));
    let reserved = reserved.then(|| quote!(.reserved()));
    let or_empty = or_empty.then(|| quote!(.or_empty()));
    quote!(runtime::Style::#name #explode #reserved #or_empty)
}
