//! Which dialect a document is written in.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Number, Value};
use crate::source::Span;

/// A dialect, as far as the rewrites care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// Swagger 2.0.
    V2,
    /// OpenAPI 3.0.
    V3,
    /// OpenAPI 3.1, whose schemas are those of JSON Schema 2020-12.
    V3_1,
    /// OpenAPI 3.2.
    V3_2,
}

const HELP: &str = "an OpenAPI document is an object that says `openapi: 3.0.3`, or another version \
                    from 3.0 to 3.2, or `swagger: '2.0'`";

/// The dialect of a document; `None` after reporting that it is none that can be read.
pub fn version(document: &Node, diagnostics: &mut Diagnostics) -> Option<Version> {
    let refused = match read(document) {
        Ok((version, warning)) => {
            warning.into_iter().for_each(|one| diagnostics.push(one));
            return Some(version);
        }
        Err(refused) => refused,
    };
    diagnostics.push(refused);
    None
}

fn read(document: &Node) -> Result<(Version, Option<Diagnostic>), Diagnostic> {
    let Value::Object(members) = &document.value else {
        let message = format!("the document is {}, not an object", document.kind());
        return Err(no_document(document.span, message));
    };
    if let Some(member) = members.get("openapi") {
        return openapi(&member.node);
    }
    match members.get("swagger") {
        Some(member) => swagger(&member.node),
        None => {
            let message = "there is no `openapi` key: this is no OpenAPI document";
            Err(no_document(document.span, message.to_owned()))
        }
    }
}

fn openapi(node: &Node) -> Result<(Version, Option<Diagnostic>), Diagnostic> {
    let Some(text) = written(node) else {
        let message = "`openapi` must be a version such as `3.0.3`".to_owned();
        return Err(no_document(node.span, message));
    };
    let mut parts = text.trim().split('.');
    let (major, minor) = (parts.next(), parts.next().unwrap_or("0"));
    match (major, minor) {
        (Some("3"), "0") => Ok((Version::V3, None)),
        (Some("3"), "1") => Ok((Version::V3_1, None)),
        (Some("3"), "2") => Ok((Version::V3_2, None)),
        (Some("3"), newer) if newer.parse::<u32>().is_ok() => {
            let message = format!("OpenAPI {text} is newer than this generator");
            let newer = Diagnostic::warning(Code::UnsupportedVersion, message)
                .at(node.span, "")
                .help("it is read as 3.2, the newest known; look at what the report leaves out");
            Ok((Version::V3_2, Some(newer)))
        }
        (Some(major), _) if major.parse::<u32>().is_ok() => Err(other(node.span, text)),
        _ => {
            let message = "`openapi` must be a version such as `3.0.3`".to_owned();
            Err(no_document(node.span, message))
        }
    }
}

fn swagger(node: &Node) -> Result<(Version, Option<Diagnostic>), Diagnostic> {
    match written(node) {
        Some(text) if text.trim() == "2" || text.trim().starts_with("2.") => {
            Ok((Version::V2, None))
        }
        Some(text) => Err(other(node.span, text)),
        None => {
            let message = "`swagger` must be the version `2.0`".to_owned();
            Err(no_document(node.span, message))
        }
    }
}

/// The version as a text: without quotes it is a number to YAML.
fn written(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Number(Number::Integer(value)) => Some(value.to_string()),
        Value::Number(Number::Float(value)) => Some(format!("{value:?}")),
        _ => None,
    }
}

fn other(span: Span, text: String) -> Diagnostic {
    let message = format!("version {text} of OpenAPI cannot be read");
    Diagnostic::error(Code::UnsupportedVersion, message)
        .at(span, "")
        .help("2.0 and 3.0 to 3.2 can: convert the document to one of them")
}

fn no_document(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(Code::NotOpenApi, message)
        .at(span, "")
        .help(HELP)
}
