//! The plan of a run, as the package `interop` reads it: for each exchange the crate, the operation
//! and the server's path that lead to it.

use super::scenarios::{Exchange, Scenario};
use super::xml;
use crate::interop::document::Document;
use crate::interop::driver;
use clientwright::ir::{Content, Operation, PathPiece, StatusMatch};
use serde_json::{Value, json};

/// The host in the data.
const WRITTEN_FOR: &str = "http://localhost:3000";

/// What leads to an exchange.
struct Found<'a> {
    document: &'a Document,
    operation: &'a Operation,
    /// How much of the path is the server's.
    server: usize,
}

/// The plan for a server.
pub fn write(scenarios: &[Scenario], documents: &[Document], base: &str) -> Value {
    let mut calls = Vec::new();
    for scenario in scenarios {
        let mut exchanges = scenario.exchanges.iter();
        // What a link leads to is no operation of its own: it answers as the one that gave the link.
        let first = exchanges
            .next()
            .and_then(|exchange| find(exchange, documents));
        for exchange in &scenario.exchanges {
            let found = find(exchange, documents);
            let answering = found.as_ref().or(first.as_ref());
            let (server, path) = exchange
                .path
                .split_at(found.as_ref().map_or(0, |one| one.server));
            calls.push(json!({
                "scenario": scenario.name,
                "document": found.as_ref().map(|one| &one.document.package),
                "operation": found.as_ref().map(|one| driver::name(one.operation)),
                "server": server,
                "path": path,
                "request": request(exchange, found.as_ref()),
                "response": response(exchange, answering),
            }));
        }
    }
    json!({ "base": base, "written_for": WRITTEN_FOR, "calls": calls })
}

/// What is sent; XML as the JSON that it stands for.
fn request(exchange: &Exchange, found: Option<&Found<'_>>) -> Value {
    let mut request = exchange
        .request
        .as_object()
        .map_or(json!({}), |all| json!(all));
    let contents = found.and_then(|found| found.operation.body.as_ref());
    let contents = contents.map_or(&[][..], |body| &body.contents);
    if let Some(text) = found.and_then(|found| read(found, contents, &request)) {
        request["body"]["raw"] = text;
    }
    request
}

/// What comes back; XML as the JSON that it stands for.
fn response(exchange: &Exchange, found: Option<&Found<'_>>) -> Value {
    let mut response = exchange.response.clone();
    let status = response
        .get("status")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let text = found.and_then(|found| {
        let own = &found.operation.responses;
        let all = own.by_status.iter().filter(|(own, _)| match own {
            StatusMatch::Exact(code) => u64::from(*code) == status,
            StatusMatch::Class(class) => u64::from(*class) == status / 100,
        });
        let mut all = all.map(|(_, response)| response).chain(&own.default);
        all.find_map(|own| read(found, &own.contents, &response))
    });
    if let Some(text) = text {
        response["body"]["raw"] = text;
        response["body"]["contentType"] = "application/json".into();
    }
    response
}

/// The body of a message as JSON, if it is XML that the document describes.
fn read(found: &Found<'_>, contents: &[Content], message: &Value) -> Option<Value> {
    let text = message.pointer("/body/raw")?.as_str()?;
    let mut values = contents.iter();
    let value = values.find_map(|content| xml::value(&found.document.api, content, text))?;
    Some(value.to_string().into())
}

/// The operation that the suite names, or the one whose URL it is.
fn find<'a>(exchange: &Exchange, documents: &'a [Document]) -> Option<Found<'a>> {
    let named = among(exchange, documents, |document, operation| {
        let id = operation.wire_id.as_deref();
        let mut named = exchange.operations.iter();
        named.any(|(path, own)| *path == document.path && Some(own.as_str()) == id)
    });
    named.or_else(|| among(exchange, documents, |_, _| true))
}

fn among<'a>(
    exchange: &Exchange,
    documents: &'a [Document],
    wanted: impl Fn(&Document, &Operation) -> bool,
) -> Option<Found<'a>> {
    let mut found = None;
    for document in documents {
        let services = document.api.services.iter();
        for operation in services.flat_map(|service| &service.operations) {
            if operation.method != exchange.method || !wanted(document, operation) {
                continue;
            }
            let Some(server) = server(exchange, document, operation) else {
                continue;
            };
            // Several versions of a service may have it: the one that the URL names, else the last.
            let of_version = exchange
                .path
                .split(['/', ':'])
                .any(|part| part == document.api.info.version);
            if found.is_none() || of_version || exchange.operations.len() > 1 {
                found = Some(Found {
                    document,
                    operation,
                    server,
                });
            }
        }
    }
    found
}

/// How much of the path is the server's, if it is a URL of this operation.
fn server(exchange: &Exchange, document: &Document, operation: &Operation) -> Option<usize> {
    let url = document
        .api
        .servers
        .first()
        .map_or("", |server| &server.url);
    // `{endpoint}/path`, `http://localhost:3000`
    let front = url.find("://").map_or(0, |at| at + 3);
    let start = url.get(front..)?.find('/').map(|at| front + at);
    let template = start.and_then(|at| url.get(at..)).unwrap_or_default();
    let template = template.trim_end_matches('/');
    let depth = template.matches('/').count();
    let mut slashes = exchange.path.match_indices('/').map(|(at, _)| at);
    let end = slashes.nth(depth).unwrap_or(exchange.path.len());
    let (own, path) = exchange.path.split_at(end);
    let own = own.split('/').zip(template.split('/'));
    let mut own = own.filter(|(text, piece)| !is_piece(text, piece));
    (own.next().is_none() && is_path(operation, path)).then_some(end)
}

/// Whether a text is a piece of a server's URL: `api-version:{version}`.
fn is_piece(text: &str, piece: &str) -> bool {
    match piece.split_once('{') {
        Some((front, rest)) => {
            let end = rest.split_once('}').map_or("", |(_, end)| end);
            text.len() > front.len() && text.starts_with(front) && text.ends_with(end)
        }
        None => text == piece,
    }
}

/// Whether a path is one of this operation.
fn is_path(operation: &Operation, path: &str) -> bool {
    let path = if path.is_empty() { "/" } else { path };
    let mut rest = path;
    let mut pieces = operation.path.pieces.iter().peekable();
    while let Some(piece) = pieces.next() {
        rest = match (piece, pieces.peek()) {
            (PathPiece::Literal(text), _) => match rest.strip_prefix(text.as_str()) {
                Some(rest) => rest,
                None => return false,
            },
            (PathPiece::Parameter(_), Some(PathPiece::Literal(next))) => match rest.find(next) {
                Some(at) => rest.get(at..).unwrap_or_default(),
                None => return false,
            },
            // A slash is never part of a value, and a value is never empty.
            (PathPiece::Parameter(_), _) if rest.contains('/') || rest.is_empty() => return false,
            (PathPiece::Parameter(_), _) => "",
        };
    }
    rest.is_empty()
}
