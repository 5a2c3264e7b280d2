//! Which form is due under which key.

use crate::grammar::Kind;

/// A form of values that are no objects of a kind.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// A text.
    Text,
    /// `true` or `false`.
    Flag,
    /// A number that is not negative and has no fraction.
    Count,
    /// A number.
    Number,
    /// A number, or `true` or `false` beside one.
    Bound,
    /// A list of texts.
    Texts,
    /// Texts by name.
    ByName,
    /// Security requirements.
    Needs,
    /// An object of fixed members, and the one it cannot be without.
    Fixed(&'static [(&'static str, Form)], Option<&'static str>),
}

use Form::{Bound, ByName, Count, Fixed, Flag, Needs, Number, Text, Texts};

const INFO: Form = Fixed(
    &[
        ("title", Text),
        ("summary", Text),
        ("description", Text),
        ("termsOfService", Text),
        ("version", Text),
        (
            "contact",
            Fixed(&[("name", Text), ("url", Text), ("email", Text)], None),
        ),
        (
            "license",
            Fixed(&[("name", Text), ("url", Text), ("identifier", Text)], None),
        ),
    ],
    None,
);

const DOCS: Form = Fixed(&[("url", Text), ("description", Text)], Some("url"));

const DISCRIMINATOR: Form = Fixed(
    &[
        ("propertyName", Text),
        ("mapping", ByName),
        ("defaultMapping", Text),
    ],
    None,
);

const XML: Form = Fixed(
    &[
        ("name", Text),
        ("namespace", Text),
        ("prefix", Text),
        ("nodeType", Text),
        ("attribute", Flag),
        ("wrapped", Flag),
    ],
    None,
);

/// The form due under a key of an object of a kind.
pub(super) fn form(kind: Kind, key: &str) -> Option<Form> {
    Some(match (kind, key) {
        (Kind::Document, "info") => INFO,
        (Kind::Document | Kind::Operation, "security") => Needs,
        (Kind::Document, "host" | "basePath" | "jsonSchemaDialect" | "$self") => Text,
        (Kind::Document | Kind::Operation, "schemes" | "consumes" | "produces") => Texts,
        (Kind::Schema, key) => return schema(key),
        (_, "externalDocs") => DOCS,
        (_, "summary" | "description" | "operationId" | "name" | "url" | "style") => Text,
        (_, "contentType" | "operationRef" | "externalValue" | "collectionFormat") => Text,
        (Kind::Operation, "tags") => Texts,
        (Kind::ServerVariable, "default") => Text,
        (Kind::ServerVariable, "enum") => Texts,
        (_, "in" | "scheme" | "bearerFormat" | "openIdConnectUrl" | "parent" | "kind") => Text,
        (_, "deprecated" | "required" | "explode" | "allowReserved" | "allowEmptyValue") => Flag,
        (Kind::Parameter | Kind::Header, key) => return schema(key),
        _ => return None,
    })
}

fn schema(key: &str) -> Option<Form> {
    Some(match key {
        "title" | "description" | "format" | "pattern" | "contentMediaType" | "contentEncoding" => {
            Text
        }
        "nullable" | "readOnly" | "writeOnly" | "deprecated" | "uniqueItems" => Flag,
        "minLength" | "maxLength" | "minItems" | "maxItems" | "minProperties" | "maxProperties"
        | "minContains" | "maxContains" => Count,
        "minimum" | "maximum" | "multipleOf" => Number,
        "exclusiveMinimum" | "exclusiveMaximum" => Bound,
        "required" => Texts,
        "externalDocs" => DOCS,
        "xml" => XML,
        "discriminator" => DISCRIMINATOR,
        _ => return None,
    })
}
