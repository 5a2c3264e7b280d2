//! Paths to operations, sorted into services by tag.

mod idempotency;
mod path;
mod service;

use super::select::Selection;
use super::{Context, docs};
use crate::config::Subject;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::document::Node;
use crate::ir::{Operation, Output, SecurityNeed};
use crate::model;
use crate::source::{Pointer, Span};
use service::Services;
use std::collections::HashMap;

/// The methods that a path item may have, in the specification's order.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Where an operation stands.
pub(super) struct Source<'a> {
    pub(super) template: &'a str,
    /// In capitals, or as the document writes one of its own.
    pub(super) method: String,
    /// The path item.
    pub(super) item: &'a Pointer,
    /// The operation itself.
    pub(super) at: Pointer,
}

/// What is known across operations.
struct Known {
    /// The `security` of the document.
    everywhere: Option<Vec<SecurityNeed>>,
    /// The ids so far, and where each stands.
    ids: HashMap<String, Span>,
}

/// All operations of the document.
pub(super) fn lower_all(context: &mut Context<'_>) {
    let paths = Pointer::root().child("paths");
    let mut services = Services::new(context);
    let mut selection = Selection::new(&context.config.select);
    let mut known = Known {
        everywhere: context.security(&Pointer::root().child("security")),
        ids: HashMap::new(),
    };
    for template in context.keys(&paths) {
        if template.starts_with("x-") {
            continue;
        }
        let item = context.resolve(&paths.child(template));
        for source in sources(context, template, &item) {
            context.api.coverage.operations.declared += 1;
            if !selection.takes(&source.subject(context)) {
                context.api.coverage.operations.excluded += 1;
                continue;
            }
            match lower_one(context, &source, &mut known) {
                Some((tag, operation)) => {
                    context.api.coverage.operations.generated += 1;
                    services.place(context, tag, operation);
                }
                None => {
                    let dropped = context.dropped(&source.at);
                    context.api.coverage.operations.dropped.push(dropped);
                }
            }
        }
    }
    selection.finish(context.diagnostics);
    context.api.services = services.finish();
}

impl Source<'_> {
    /// The operation as patterns see it, before anything else is read of it.
    fn subject<'s>(&'s self, context: &Context<'s>) -> Subject<'s> {
        let tags = context
            .node(&self.at.child("tags"))
            .and_then(Node::as_array);
        Subject {
            method: &self.method,
            path: self.template,
            id: context.text(&self.at, "operationId"),
            tags: tags
                .unwrap_or_default()
                .iter()
                .filter_map(Node::as_str)
                .collect(),
        }
    }
}

/// The operations of a path item.
pub(super) fn sources<'a>(
    context: &mut Context<'_>,
    template: &'a str,
    item: &'a Pointer,
) -> Vec<Source<'a>> {
    let Some(node) = context.node(item) else {
        return Vec::new();
    };
    if model::path_item(node, item, context.diagnostics).is_none() {
        return Vec::new();
    }
    let usual = METHODS
        .iter()
        .filter(|method| node.get(method).is_some())
        .map(|method| (method.to_uppercase(), item.child(method)));
    let mut all: Vec<(String, Pointer)> = usual.collect();
    let more = item.child("additionalOperations");
    for method in context.keys(&more) {
        let at = more.child(method);
        if is_token(method) {
            all.push((method.clone(), at));
        } else {
            let message = format!("`{method}` is no HTTP method; the operation is left out");
            let help = "a method has letters, digits and `-` only";
            let wrong = Diagnostic::warning(Code::InvalidDocument, message);
            let span = context.span(&at);
            context.diagnostics.push(wrong.at(span, "").help(help));
        }
    }
    let source = |(method, at)| Source {
        template,
        method,
        item,
        at,
    };
    all.into_iter().map(source).collect()
}

/// What HTTP allows in a method (RFC 9110, section 5.6.2).
fn is_token(method: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !method.is_empty() && method.chars().all(legal)
}

fn lower_one(
    context: &mut Context<'_>,
    source: &Source<'_>,
    known: &mut Known,
) -> Option<(Option<String>, Operation)> {
    let at = &source.at;
    let found = model::operation(context.node(at)?, at, context.diagnostics)?;
    let wire_id = found
        .operation_id
        .filter(|id| !id.is_empty())
        .and_then(|id| unique(context, at, id, &mut known.ids));
    let label = wire_id
        .clone()
        .unwrap_or_else(|| format!("{} {}", source.method, source.template));
    let mut operation = Operation {
        wire_id,
        pinned: context.pinned(at),
        method: source.method.clone(),
        path: path::cut(source.template),
        tags: found.tags,
        parameters: Vec::new(),
        body: None,
        responses: Default::default(),
        callbacks: Vec::new(),
        output: Output::Nothing,
        security: Vec::new(),
        servers: own_servers(context, source),
        stream_switch: None,
        paging: None,
        polling: None,
        envelope: None,
        idempotency_key: None,
        first_sent: None,
        error_codes: Vec::new(),
        docs: docs::of(
            found.summary,
            found.description,
            found.external_docs.as_ref(),
            found.deprecated,
        ),
        origin: context.origin(at),
    };
    operation.parameters = context.parameters(source, &label);
    path::fit(context, source, &mut operation);
    idempotency::find(&mut operation);
    let body = at.child("requestBody");
    if context.node(&body).is_some() {
        let body = context.request_body(&body, &label)?;
        let headers = context.part_headers(&body, &label);
        operation.parameters.extend(headers);
        operation.body = Some(body);
    }
    context.responses(&mut operation, &label);
    operation.callbacks = context.callbacks(at, &label);
    let own = context.security(&at.child("security"));
    operation.security = own.or_else(|| known.everywhere.clone()).unwrap_or_default();
    Some((operation.tags.first().cloned(), operation))
}

/// The id, unless another operation has it: the second one is named after method and path.
fn unique(
    context: &mut Context<'_>,
    at: &Pointer,
    id: String,
    ids: &mut HashMap<String, Span>,
) -> Option<String> {
    let span = context.span(&at.child("operationId"));
    let Some(first) = ids.get(&id) else {
        ids.insert(id.clone(), span);
        return Some(id);
    };
    let message =
        format!("two operations have the id `{id}`; this one is named after its method and path");
    let twice = Diagnostic::warning(Code::DuplicateOperationId, message)
        .at(span, "here again")
        .also(*first, "first here")
        .help("give one of them an id of its own")
        .mend(
            span,
            Change::Replace(crate::model::quoted(&format!("{id}2"))),
        );
    context.diagnostics.push(twice);
    None
}

fn own_servers(context: &mut Context<'_>, source: &Source<'_>) -> Vec<crate::ir::Server> {
    let own = context.servers(&source.at.child("servers"));
    if own.is_empty() {
        context.servers(&source.item.child("servers"))
    } else {
        own
    }
}
