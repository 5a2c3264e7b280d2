//! Tags to services.

use crate::document::Node;
use crate::ir::{Docs, Operation, Service};
use crate::lower::{Context, docs};
use crate::model;
use crate::source::Pointer;
use std::collections::HashMap;

/// The services so far, and the tags that the document declares.
pub(super) struct Services {
    all: Vec<Service>,
    by_tag: HashMap<Option<String>, usize>,
    /// The places of the tags in the document's list.
    declared: HashMap<String, usize>,
}

impl Services {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let tags = context.document.get("tags").and_then(Node::as_array);
        let named = |(at, node): (usize, &Node)| {
            let name = node.get("name").and_then(Node::as_str)?;
            Some((name.to_owned(), at))
        };
        // Of two tags of one name the first counts, so it comes last.
        let tags = tags.unwrap_or_default().iter().enumerate().rev();
        Self {
            all: Vec::new(),
            by_tag: HashMap::new(),
            declared: tags.filter_map(named).collect(),
        }
    }

    /// Puts an operation into the service of its tag.
    pub(super) fn place(
        &mut self,
        context: &mut Context<'_>,
        tag: Option<String>,
        operation: Operation,
    ) {
        let at = match self.by_tag.get(&tag) {
            Some(at) => *at,
            None => {
                let service = self.service(context, tag.clone(), &operation);
                self.all.push(service);
                self.by_tag.insert(tag, self.all.len() - 1);
                self.all.len() - 1
            }
        };
        if let Some(service) = self.all.get_mut(at) {
            service.operations.push(operation);
        }
    }

    fn service(
        &self,
        context: &mut Context<'_>,
        tag: Option<String>,
        first: &Operation,
    ) -> Service {
        let declared = tag.as_ref().and_then(|tag| self.declared.get(tag));
        // Where nobody declares it, it is where it is first used.
        let used = match &tag {
            Some(_) => first.origin.pointer.child("tags").index(0),
            None => Pointer::root().child("paths"),
        };
        let mut service = Service {
            tag,
            pinned: None,
            docs: Docs::default(),
            origin: context.origin(&used),
            operations: Vec::new(),
            types: Vec::new(),
        };
        if let Some(at) = declared {
            let at = Pointer::root().child("tags").index(*at);
            service.pinned = context.pinned(&at);
            service.origin = context.origin(&at);
            let node = context.node(&at);
            let found = node.and_then(|node| model::tag(node, &at, context.diagnostics));
            if let Some(found) = found {
                service.docs = Docs {
                    summary: found.summary,
                    description: docs::paragraphs([
                        found.description,
                        found.parent.map(|parent| format!("Part of {parent}.")),
                        found.external_docs.as_ref().map(docs::see),
                    ]),
                    deprecated: false,
                };
            }
        }
        service
    }

    /// The services in the document's order of tags; tags that it does not list follow in the
    /// order of use.
    pub(super) fn finish(self) -> Vec<Service> {
        let Self {
            mut all, declared, ..
        } = self;
        let order = |tag: &Option<String>| declared.get(tag.as_ref()?).copied();
        all.sort_by_key(|service| order(&service.tag).unwrap_or(usize::MAX));
        all
    }
}
