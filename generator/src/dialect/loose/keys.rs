//! Keys of objects that no later stage reads as a whole.

use crate::diagnostic::{Change, Code, Diagnostic, Diagnostics};
use crate::dialect::Version;
use crate::document::Object;
use crate::grammar::Kind;
use crate::source::Span;

const DOCUMENT: &[&str] = &[
    "$self",
    "components",
    "externalDocs",
    "info",
    "jsonSchemaDialect",
    "openapi",
    "paths",
    "security",
    "servers",
    "tags",
    "webhooks",
];

const COMPONENTS: &[&str] = &[
    "callbacks",
    "examples",
    "headers",
    "links",
    "mediaTypes",
    "parameters",
    "pathItems",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
];

const LINK: &[&str] = &[
    "$ref",
    "description",
    "operationId",
    "operationRef",
    "parameters",
    "requestBody",
    "server",
    "summary",
];

const ENCODING: &[&str] = &[
    "allowReserved",
    "contentType",
    "encoding",
    "explode",
    "headers",
    "itemEncoding",
    "prefixEncoding",
    "style",
];

/// Warns of keys that say nothing, and of a document without contents.
pub(super) fn check(
    kind: Kind,
    members: &Object,
    span: Span,
    version: Version,
    diagnostics: &mut Diagnostics,
) {
    let (name, known) = match kind {
        Kind::Document => ("the document", DOCUMENT),
        Kind::Components => ("`components`", COMPONENTS),
        Kind::Link => ("a link", LINK),
        Kind::Encoding => ("an encoding", ENCODING),
        _ => return,
    };
    for (key, member) in members {
        if known.contains(&key.as_str()) || key.starts_with("x-") {
            continue;
        }
        let message = format!("OpenAPI knows no `{key}` in {name}; it is ignored");
        let unknown = Diagnostic::warning(Code::UnknownKey, message).at(member.key_span, "");
        let unknown = unknown.help("remove it, or begin its name with `x-`");
        diagnostics.push(unknown.mend(member.key_span, Change::Remove));
    }
    let contents: &[&str] = match version {
        Version::V2 | Version::V3 => &["paths"],
        _ => &["paths", "components", "webhooks"],
    };
    let empty = !contents.iter().any(|key| members.contains_key(*key));
    if kind == Kind::Document && empty {
        let message = format!("the document has no {}", contents.join(", no "));
        let warning = Diagnostic::warning(Code::InvalidDocument, message).at(span, "");
        diagnostics.push(warning.help("there is nothing to call"));
    }
}
