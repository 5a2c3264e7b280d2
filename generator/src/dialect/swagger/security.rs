//! Security schemes of 2.0.

use crate::diagnostic::Diagnostics;
use crate::dialect::{mended, put};
use crate::document::{Object, Value};
use crate::source::Span;

/// The members of a flow in both versions.
const FLOW: &[&str] = &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"];

/// Brings a scheme to the shape of 3.0.
pub(super) fn rewrite(scheme: &mut Object, span: Span, diagnostics: &mut Diagnostics) {
    let text = |scheme: &Object, key: &str| {
        let member = scheme.get(key)?;
        member
            .node
            .as_str()
            .map(|text| text.trim().to_ascii_lowercase())
    };
    let Some(kind) = text(scheme, "type") else {
        return;
    };
    match kind.as_str() {
        "basic" => http(scheme, span, "basic"),
        "bearer" | "jwt" => {
            let help = "write `type: http, scheme: bearer`; it is read so";
            let message = format!("`{kind}` is no type of a security scheme");
            diagnostics.push(mended(span, message, help));
            http(scheme, span, "bearer");
        }
        "oauth2" => flow(scheme, span),
        "apikey" => {
            put(scheme, "type", span, Value::String("apiKey".to_owned()));
            if !scheme.contains_key("in") {
                let help = "write `in: header` or `in: query`; it is sent as a header";
                let message = "the scheme does not say where its key goes";
                diagnostics.push(mended(span, message, help));
                put(scheme, "in", span, Value::String("header".to_owned()));
            }
        }
        "http" if !scheme.contains_key("scheme") => {
            let help = "write `scheme: bearer` or `scheme: basic`; it is read as `bearer`";
            let message = "the scheme does not say which HTTP scheme it is";
            diagnostics.push(mended(span, message, help));
            http(scheme, span, "bearer");
        }
        _ => {}
    }
}

fn http(scheme: &mut Object, span: Span, name: &str) {
    put(scheme, "type", span, Value::String("http".to_owned()));
    put(scheme, "scheme", span, Value::String(name.to_owned()));
}

/// The single flow of 2.0 among the flows of 3.0.
fn flow(scheme: &mut Object, span: Span) {
    put(scheme, "type", span, Value::String("oauth2".to_owned()));
    if scheme.contains_key("flows") {
        return;
    }
    let name = scheme.shift_remove("flow");
    let name = match name.as_ref().and_then(|name| name.node.as_str()) {
        Some("implicit") => Some("implicit"),
        Some("password") => Some("password"),
        Some("application") => Some("clientCredentials"),
        Some("accessCode") => Some("authorizationCode"),
        _ => None,
    };
    let mut flow = Object::default();
    for key in FLOW {
        if let Some(member) = scheme.shift_remove(*key) {
            flow.insert((*key).to_owned(), member);
        }
    }
    let mut flows = Object::default();
    if let Some(name) = name {
        put(&mut flows, name, span, Value::Object(flow));
    }
    put(scheme, "flows", span, Value::Object(flows));
}
