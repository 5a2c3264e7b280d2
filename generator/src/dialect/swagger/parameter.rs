//! Parameters and headers of 2.0 have the keywords of a schema themselves, and say with `collectionFormat`
//! how a list is written.

use crate::diagnostic::Diagnostics;
use crate::dialect::{Version, mended, put};
use crate::document::{Object, Value};
use crate::grammar::Kind;
use crate::source::Span;

/// The keywords of a schema that 2.0 allows in a parameter.
pub(super) const SCHEMA: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "enum",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "multipleOf",
    "x-nullable",
];

/// Gives the parameter or header a schema and a style.
pub(super) fn rewrite(
    members: &mut Object,
    kind: Kind,
    span: Span,
    version: Version,
    diagnostics: &mut Diagnostics,
) {
    if let Some(example) = members.shift_remove("x-example") {
        members.entry("example".to_owned()).or_insert(example);
    }
    let described = members.contains_key("schema") || members.contains_key("content");
    let own = SCHEMA.iter().any(|key| members.contains_key(*key));
    if members.contains_key("$ref") || (!own && !members.contains_key("collectionFormat")) {
        return;
    }
    if version > Version::V2 {
        let message =
            "the keywords of a schema stand beside the parameter's own, as in Swagger 2.0";
        let help = if described {
            "move them into `schema`; they are ignored"
        } else {
            "move them into a `schema`; they are read so"
        };
        diagnostics.push(mended(span, message, help));
    }
    let mut schema = Object::default();
    for key in SCHEMA {
        if let Some(member) = members.shift_remove(*key) {
            schema.insert((*key).to_owned(), member);
        }
    }
    let list = schema
        .get("type")
        .is_some_and(|kind| kind.node.as_str() == Some("array"));
    let format = members.shift_remove("collectionFormat");
    if version == Version::V2 && list && kind == Kind::Parameter {
        let place = format.as_ref().map_or(span, |format| format.node.span);
        let written = format.as_ref().and_then(|format| format.node.as_str());
        collection(members, written.unwrap_or("csv"), place, diagnostics);
    }
    if !described {
        put(members, "schema", span, Value::Object(schema));
    }
}

/// The style that a `collectionFormat` is.
fn collection(members: &mut Object, format: &str, span: Span, diagnostics: &mut Diagnostics) {
    let query = members
        .get("in")
        .is_some_and(|place| place.node.as_str() == Some("query"));
    let known = matches!(format, "csv" | "multi" | "ssv" | "pipes");
    // A path and a header know commas only.
    if !known || (!query && format != "csv") {
        let message = format!("OpenAPI 3 cannot say `collectionFormat: {format}` here");
        let help = "the elements are written with commas between them";
        diagnostics.push(mended(span, message, help));
    }
    if query {
        put(
            members,
            "style",
            span,
            Value::String(separator(format).to_owned()),
        );
        put(members, "explode", span, Value::Bool(format == "multi"));
    }
}

/// The style that writes what a `collectionFormat` puts between elements.
pub(super) fn separator(format: &str) -> &'static str {
    match format {
        "ssv" => "spaceDelimited",
        "pipes" => "pipeDelimited",
        _ => "form",
    }
}
