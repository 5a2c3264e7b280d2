//! Paths to operations, sorted into services by tag.

mod path;
mod service;

use super::Context;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::Node;
use crate::ir::{Docs, Operation, Output, SecurityNeed};
use crate::model;
use crate::source::{Pointer, Span};
use std::collections::HashMap;

/// The methods that a path item may have, in the specification's order.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// All operations of the document.
pub(super) fn lower_all(context: &mut Context<'_>) {
    let paths = Pointer::root().child("paths");
    let everywhere = context.security(&Pointer::root().child("security"));
    let mut ids: HashMap<String, Span> = HashMap::new();
    let items = context.node(&paths).and_then(Node::as_object);
    for template in items.into_iter().flat_map(|items| items.keys()) {
        if template.starts_with("x-") {
            continue;
        }
        let item = context.resolve(&paths.child(template));
        let Some(node) = context.node(&item) else {
            continue;
        };
        if model::path_item(node, &item, context.diagnostics).is_none() {
            continue;
        }
        for method in METHODS {
            let at = item.child(method);
            let Some(node) = context.node(&at) else {
                continue;
            };
            context.api.coverage.operations.declared += 1;
            let Some(found) = model::operation(node, &at, context.diagnostics) else {
                continue;
            };
            let id_span = context.span(&at.child("operationId"));
            if let Some(id) = &found.operation_id {
                if let Some(first) = ids.get(id) {
                    let message = format!("two operations have the id `{id}`");
                    let twice = Diagnostic::error(Code::DuplicateOperationId, message)
                        .at(id_span, "here again")
                        .also(*first, "first here")
                        .help("give one of them an id of its own");
                    context.diagnostics.push(twice);
                    continue;
                }
                ids.insert(id.clone(), id_span);
            }
            let one = Source {
                template,
                method,
                item: &item,
                at: &at,
            };
            let tag = found.tags.first().cloned();
            if let Some(operation) = lower_one(context, &one, found, everywhere.as_deref()) {
                context.api.coverage.operations.generated += 1;
                service::place(context, tag, operation);
            } else {
                let dropped = context.dropped(&at);
                context.api.coverage.operations.dropped.push(dropped);
            }
        }
    }
    service::sort(context);
}

/// Where an operation stands.
pub(super) struct Source<'a> {
    pub(super) template: &'a str,
    pub(super) method: &'a str,
    /// The path item.
    pub(super) item: &'a Pointer,
    /// The operation itself.
    pub(super) at: &'a Pointer,
}

fn lower_one(
    context: &mut Context<'_>,
    source: &Source<'_>,
    found: openapiv3::Operation,
    everywhere: Option<&[SecurityNeed]>,
) -> Option<Operation> {
    let at = source.at;
    let method = source.method.to_uppercase();
    let label = found
        .operation_id
        .clone()
        .unwrap_or_else(|| format!("{method} {}", source.template));
    let mut operation = Operation {
        wire_id: found.operation_id,
        pinned: context.pinned(at),
        method,
        path: path::cut(source.template),
        parameters: Vec::new(),
        body: None,
        responses: Default::default(),
        output: Output::Nothing,
        security: Vec::new(),
        servers: own_servers(context, source),
        paging: None,
        envelope: None,
        error_codes: Vec::new(),
        docs: Docs {
            summary: found.summary,
            description: found.description,
            deprecated: found.deprecated,
        },
        origin: context.origin(at),
    };
    operation.parameters = context.parameters(source, &label)?;
    path::check(context, source, &operation)?;
    if found.request_body.is_some() {
        operation.body = Some(context.request_body(&at.child("requestBody"), &label)?);
    }
    context.responses(&mut operation, &label)?;
    let own = context.security(&at.child("security"));
    operation.security = own.unwrap_or_else(|| everywhere.unwrap_or_default().to_vec());
    Some(operation)
}

fn own_servers(context: &mut Context<'_>, source: &Source<'_>) -> Vec<crate::ir::Server> {
    let own = context.servers(&source.at.child("servers"));
    if own.is_empty() {
        context.servers(&source.item.child("servers"))
    } else {
        own
    }
}
