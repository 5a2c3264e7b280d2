//! What a driver says of a parameter, so that the texts of the data can be taken apart.

use super::Call;
use clientwright::ir::{Parameter, ParameterStyle, TypeRef, TypeShape};

/// The parameter as the package `interop` has it.
pub fn described(call: &Call<'_>, parameter: &Parameter) -> String {
    let (place, form) = style(parameter.style);
    let kind = match parameter.style {
        ParameterStyle::Content { .. } => "One",
        _ => kind(call, &parameter.ty),
    };
    format!(
        "::interop::Parameter {{ name: {:?}, place: ::interop::Place::{place}, \
         form: ::interop::Form::{form}, kind: ::interop::Kind::{kind} }}",
        parameter.wire_name
    )
}

fn style(style: ParameterStyle) -> (&'static str, String) {
    let place = format!("{:?}", style.location());
    let place = match place.as_str() {
        "Path" => "Path",
        "Query" => "Query",
        "Header" => "Header",
        _ => "Cookie",
    };
    let separated = |explode: bool| match explode {
        true => "Exploded".to_owned(),
        false => "Delimited(',')".to_owned(),
    };
    let form = match style {
        ParameterStyle::PathSimple { explode }
        | ParameterStyle::HeaderSimple { explode }
        | ParameterStyle::PartHeader { explode, .. } => {
            format!("Simple({explode})")
        }
        ParameterStyle::PathLabel { explode } => format!("Label({explode})"),
        ParameterStyle::PathMatrix { explode } => format!("Matrix({explode})"),
        ParameterStyle::QueryForm { explode }
        | ParameterStyle::CookieForm { explode }
        | ParameterStyle::CookiePlain { explode } => separated(explode),
        ParameterStyle::QuerySpaceDelimited => "Delimited(' ')".to_owned(),
        ParameterStyle::QueryPipeDelimited => "Delimited('|')".to_owned(),
        ParameterStyle::QueryDeepObject => "Deep".to_owned(),
        ParameterStyle::QueryString { .. } => "Exploded".to_owned(),
        // A text, which is taken apart by its codec and not by a style.
        ParameterStyle::Content { .. } => "Json".to_owned(),
    };
    (place, form)
}

fn kind(call: &Call<'_>, ty: &TypeRef) -> &'static str {
    match ty {
        TypeRef::List(_) | TypeRef::Tuple(_) => "List",
        TypeRef::Map(_) => "Members",
        TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => kind(call, inner),
        TypeRef::Named(id) => match call
            .document
            .api
            .types
            .get(id.0 as usize)
            .map(|ty| &ty.shape)
        {
            Some(TypeShape::Record(_)) => "Members",
            Some(TypeShape::Alias(inner) | TypeShape::Wrapper(inner)) => kind(call, inner),
            _ => "One",
        },
        TypeRef::Scalar(_) | TypeRef::Foreign(_) | TypeRef::AnyJson => "One",
    }
}
