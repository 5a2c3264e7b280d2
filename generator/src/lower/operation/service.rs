//! Tags to services.

use crate::document::Node;
use crate::ir::{Docs, Operation, Service};
use crate::lower::Context;
use crate::source::Pointer;

/// Puts an operation into the service of its tag.
pub(super) fn place(context: &mut Context<'_>, tag: Option<String>, operation: Operation) {
    let known = context.api.services.iter_mut();
    if let Some(service) = known.into_iter().find(|service| service.tag == tag) {
        return service.operations.push(operation);
    }
    let declared = tag.as_deref().and_then(|tag| declared(context, tag));
    let service = match declared {
        Some(at) => Service {
            pinned: context.pinned(&at),
            docs: Docs {
                description: context.text(&at, "description").map(str::to_owned),
                ..Docs::default()
            },
            origin: context.origin(&at),
            tag,
            operations: vec![operation],
        },
        None => Service {
            pinned: None,
            docs: Docs::default(),
            origin: operation.origin.clone(),
            tag,
            operations: vec![operation],
        },
    };
    context.api.services.push(service);
}

/// The document's order of tags; tags that it does not list follow in the order of use.
pub(super) fn sort(context: &mut Context<'_>) {
    let order = |tag: &Option<String>| {
        let tag = tag.as_deref()?;
        position(context.document, tag)
    };
    let mut services = std::mem::take(&mut context.api.services);
    services.sort_by_key(|service| order(&service.tag).unwrap_or(usize::MAX));
    context.api.services = services;
}

fn declared(context: &Context<'_>, tag: &str) -> Option<Pointer> {
    let index = position(context.document, tag)?;
    Some(Pointer::root().child("tags").index(index))
}

fn position(document: &Node, tag: &str) -> Option<usize> {
    let tags = document.get("tags")?.as_array()?;
    let named = |node: &Node| node.get("name").and_then(Node::as_str) == Some(tag);
    tags.iter().position(named)
}
