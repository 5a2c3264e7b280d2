//! The method that turns a call into a request.

use super::body;
use super::service::Call;
use crate::emit::INLINE;
use crate::emit::check::{self, Limited};
use crate::emit::ident::quoted;
use crate::emit::scope::Scope;
use crate::emit::statement::{Statement, method};
use crate::format::{Layout, Value, Written};
use crate::ir::{
    Codec, Literal, Parameter, ParameterLocation, ParameterStyle, PathPiece, Presence,
};

/// `fn request(&self)`.
pub fn define(scope: &Scope<'_>, call: &Call<'_>) -> Written {
    let operation = format!("&{}", super::operation::name(call));
    let mut statements = path(scope, call);
    for (parameter, name) in call.operation.parameters.iter().zip(&call.names.parameters) {
        if !is_path(parameter) {
            statements.extend(checks(scope, parameter, name));
            statements.extend(with_value(parameter, name));
        }
    }
    statements.extend(body::write(scope, call));
    let mut layout = Layout::default();
    layout.line(4, INLINE);
    layout.line(
        4,
        "fn request(&self) -> Result<runtime::Request, runtime::Error> {",
    );
    let new = Value::call(
        "runtime::RequestBuilder::new(",
        vec![Value::word(operation)],
    );
    layout.value(8, "let mut request = ", &new, ";");
    for statement in &statements {
        statement.write(&mut layout, 8);
    }
    layout.line(8, "request.finish()");
    layout.line(4, "}");
    layout.finish()
}

fn is_path(parameter: &Parameter) -> bool {
    parameter.style.location() == ParameterLocation::Path
}

fn path(scope: &Scope<'_>, call: &Call<'_>) -> Vec<Statement> {
    let literal = |text: &str| {
        let text = vec![Value::Literal(quoted(text))];
        Statement::Call(method("request", "path_literal", text))
    };
    let mut statements = Vec::new();
    for piece in &call.operation.path.pieces {
        match piece {
            PathPiece::Literal(text) => statements.push(literal(text)),
            PathPiece::Parameter(wire) => {
                let parameters = call.operation.parameters.iter().zip(&call.names.parameters);
                let mut own = parameters
                    .filter(|(parameter, _)| is_path(parameter) && parameter.wire_name == *wire);
                if let Some((parameter, name)) = own.next() {
                    statements.extend(checks(scope, parameter, name));
                    statements.extend(with_value(parameter, name));
                }
            }
        }
    }
    if statements.is_empty() {
        statements.push(literal("/"));
    }
    statements
}

fn checks(scope: &Scope<'_>, parameter: &Parameter, name: &str) -> Vec<Statement> {
    if parameter.constant.is_some() {
        return Vec::new();
    }
    let limited = Limited {
        wire_name: &parameter.wire_name,
        ty: &parameter.ty,
        presence: parameter.presence,
        limits: &parameter.constraints,
    };
    check::member(scope, "request.check()", &format!("self.{name}"), &limited)
}

fn with_value(parameter: &Parameter, name: &str) -> Vec<Statement> {
    let constant = match &parameter.constant {
        Some(Literal::Integer(value)) => Some(format!("&{value}")),
        Some(Literal::Bool(value)) => Some(format!("&{value}")),
        Some(Literal::String(value)) => Some(quoted(value)),
        _ => None,
    };
    let place = format!("self.{name}");
    let may_be_absent = constant.is_none() && parameter.presence == Presence::Optional;
    let is_asked = may_be_absent && tells_null(parameter);
    let value = constant.unwrap_or_else(|| match is_asked {
        true => "value".to_owned(),
        false => format!("&{place}"),
    });
    Statement::of(write(parameter, value), &place, is_asked)
}

/// Whether something is written of a parameter that is `null`. Elsewhere that is undefined, in the sense of RFC 6570,
/// and as good as left out.
fn tells_null(parameter: &Parameter) -> bool {
    use ParameterStyle as Of;
    match parameter.style {
        Of::Content { .. } | Of::QueryString { .. } => true,
        Of::PartHeader { json, .. } => json,
        _ => parameter.allow_empty,
    }
}

fn write(parameter: &Parameter, value: String) -> Vec<Value> {
    let wire = || Value::Literal(quoted(&parameter.wire_name));
    // A constant is as long as the document has it.
    let value = match value.starts_with('"') {
        true => Value::Literal(value),
        false => Value::word(value),
    };
    let encodings = || body::encodings(&parameter.encodings);
    let name = match parameter.style.location() {
        ParameterLocation::Path => "path",
        ParameterLocation::Query => "query",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
        ParameterLocation::Part => "part_header",
    };
    let style = Value::word(style(
        parameter.style,
        parameter.allow_reserved,
        parameter.allow_empty,
    ));
    match parameter.style {
        ParameterStyle::QueryString { codec } => vec![match codec {
            Codec::Json => method("request", "query_string_json", vec![value]),
            Codec::Form => method("request", "query_string_form", vec![value, encodings()]),
            _ => method("request", "query_string_text", vec![value]),
        }],
        ParameterStyle::Content {
            codec: Codec::Form, ..
        } => {
            let form = method("request", "form", vec![wire(), value, encodings()]);
            let form = Value::Other(format!("let form = {}", form.text()));
            let write = vec![wire(), Value::word("&form"), style];
            vec![form, method("request", name, write)]
        }
        _ => {
            let part = parameter.part.as_ref().map(body::encoded);
            let arguments = part.into_iter().chain([wire(), value, style]);
            vec![method("request", name, arguments.collect())]
        }
    }
}

/// The runtime's `Style` of a parameter.
pub fn style(style: ParameterStyle, reserved: bool, or_empty: bool) -> String {
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
    let explode = if explode { ".explode()" } else { "" };
    let reserved = if reserved { ".reserved()" } else { "" };
    let or_empty = if or_empty { ".or_empty()" } else { "" };
    format!("runtime::Style::{name}{explode}{reserved}{or_empty}")
}
