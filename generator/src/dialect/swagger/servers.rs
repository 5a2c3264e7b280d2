//! `schemes`, `host` and `basePath` as servers.

use crate::diagnostic::Diagnostics;
use crate::dialect::{Version, mended, put};
use crate::document::{Member, Node, Object, Value};
use crate::source::Span;

/// The schemes of 2.0.
const SCHEMES: [&str; 4] = ["https", "http", "wss", "ws"];

/// Gives the document its servers.
pub(super) fn rewrite(document: &mut Node, version: Version, diagnostics: &mut Diagnostics) {
    let Value::Object(root) = &mut document.value else {
        return;
    };
    if version > Version::V2 || root.contains_key("servers") {
        return;
    }
    let place = ["host", "basePath", "schemes", "x-ms-parameterized-host"];
    let Some(span) = place
        .iter()
        .find_map(|key| root.get(*key))
        .map(|member| member.node.span)
    else {
        return;
    };
    let schemes = known(root.get("schemes").map(|member| &member.node), diagnostics);
    let base = base(root);
    let servers = match (root.get("x-ms-parameterized-host"), at(root)) {
        (Some(template), _) => parameterized(&template.node, &base),
        (None, Some(address)) => listed(&schemes, &address, span),
        (None, None) if base.is_empty() => vec![server(span, "/".to_owned())],
        (None, None) => vec![server(span, base)],
    };
    put(root, "servers", span, Value::Array(servers));
}

/// The schemes listed, or the one that is most likely: 2.0 means the one that the document came by.
fn known(listed: Option<&Node>, diagnostics: &mut Diagnostics) -> Vec<String> {
    let mut schemes = Vec::new();
    for node in listed.and_then(Node::as_array).unwrap_or_default() {
        let scheme = node
            .as_str()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        if SCHEMES.contains(&scheme.as_str()) {
            schemes.push(scheme);
        } else {
            let message = format!("`{scheme}` is no scheme");
            let help = "write http, https, ws or wss; it is ignored";
            diagnostics.push(mended(node.span, message, help));
        }
    }
    if schemes.is_empty() {
        schemes.push("https".to_owned());
    }
    schemes
}

/// The servers of an operation that lists schemes of its own.
pub(super) fn of_operation(
    operation: &mut Object,
    schemes: &Node,
    address: Option<&str>,
    diagnostics: &mut Diagnostics,
) {
    if let Some(address) = address.filter(|_| !operation.contains_key("servers")) {
        let servers = listed(&known(Some(schemes), diagnostics), address, schemes.span);
        put(operation, "servers", schemes.span, Value::Array(servers));
    }
}

/// Host and base path of the document, if it names a host.
pub(super) fn address(document: &Node) -> Option<String> {
    document.as_object().and_then(at)
}

fn at(root: &Object) -> Option<String> {
    let host = root
        .get("host")?
        .node
        .as_str()?
        .trim()
        .trim_end_matches('/');
    let host = host.split_once("://").map_or(host, |(_, host)| host);
    (!host.is_empty()).then(|| format!("{host}{}", base(root)))
}

fn base(root: &Object) -> String {
    let base = root.get("basePath").and_then(|member| member.node.as_str());
    let base = base.unwrap_or("").trim().trim_end_matches('/');
    let slash = if base.is_empty() || base.starts_with('/') {
        ""
    } else {
        "/"
    };
    format!("{slash}{base}")
}

fn listed(schemes: &[String], address: &str, span: Span) -> Vec<Node> {
    let url = |scheme: &String| server(span, format!("{scheme}://{address}"));
    schemes.iter().map(url).collect()
}

fn server(span: Span, url: String) -> Node {
    let mut server = Object::default();
    put(&mut server, "url", span, Value::String(url));
    Node {
        span,
        value: Value::Object(server),
    }
}

/// AutoRest's host with parameters is a server with variables.
fn parameterized(template: &Node, base: &str) -> Vec<Node> {
    let span = template.span;
    let text = |key: &str| template.get(key).and_then(Node::as_str).unwrap_or_default();
    let prefix = template
        .get("useSchemePrefix")
        .is_none_or(|flag| flag.value != Value::Bool(false));
    let scheme = if prefix { "https://" } else { "" };
    let mut node = server(span, format!("{scheme}{}{base}", text("hostTemplate")));
    let mut variables = Object::default();
    let parameters = template.get("parameters").and_then(Node::as_array);
    for parameter in parameters.unwrap_or_default() {
        let Some(name) = parameter.get("name").and_then(Node::as_str) else {
            continue;
        };
        let mut variable = Object::default();
        let value = parameter
            .get("default")
            .or_else(|| parameter.get("enum")?.as_array()?.first());
        let value = value.and_then(Node::as_str).unwrap_or(name).to_owned();
        put(
            &mut variable,
            "default",
            parameter.span,
            Value::String(value),
        );
        for key in ["enum", "description"] {
            if let Some(node) = parameter.get(key) {
                let member = Member {
                    key_span: node.span,
                    node: node.clone(),
                };
                variable.insert(key.to_owned(), member);
            }
        }
        put(
            &mut variables,
            name,
            parameter.span,
            Value::Object(variable),
        );
    }
    if let (Value::Object(server), false) = (&mut node.value, variables.is_empty()) {
        put(server, "variables", span, Value::Object(variables));
    }
    vec![node]
}
