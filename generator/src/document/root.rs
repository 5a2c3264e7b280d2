//! Whether a tree is an OpenAPI document of a version that can be read.

use super::Node;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// Reports a document that is not one of OpenAPI 3.0.
pub fn check_root(document: &Node, diagnostics: &mut Diagnostics) {
    let help = "an OpenAPI document is an object that says `openapi: 3.0.3`";
    if document.as_object().is_none() {
        let message = format!("the document is {}, not an object", document.kind());
        let wrong = Diagnostic::error(Code::NotOpenApi, message).at(document.span, "");
        return diagnostics.push(wrong.help(help));
    }
    if let Some(version) = document.get("swagger") {
        let message = "Swagger 2.0 cannot be read yet";
        let old = Diagnostic::error(Code::UnsupportedVersion, message).at(version.span, "");
        return diagnostics.push(old.help("convert it to OpenAPI 3.0 first"));
    }
    let Some(version) = document.get("openapi") else {
        let message = "there is no `openapi` key: this is no OpenAPI document";
        let none = Diagnostic::error(Code::NotOpenApi, message).at(document.span, "");
        return diagnostics.push(none.help(help));
    };
    match version.as_str() {
        Some(text) if text == "3.0" || text.starts_with("3.0.") => {}
        Some(text) if text.starts_with("3.") => {
            let message = format!("OpenAPI {text} cannot be read yet");
            let new = Diagnostic::error(Code::UnsupportedVersion, message).at(version.span, "");
            diagnostics.push(new.help("3.0 can: convert the document to it"));
        }
        _ => {
            let message = "`openapi` must be a version such as `3.0.3`, written as a text";
            let wrong = Diagnostic::error(Code::NotOpenApi, message).at(version.span, "");
            diagnostics.push(wrong.help(help));
        }
    }
}
