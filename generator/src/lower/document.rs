//! What the document says about itself: title and servers.

use super::Context;
use super::docs::described;
use crate::diagnostic::{Change, Code, Diagnostic};
use crate::ir::{Docs, Info, Server, ServerVariable};
use crate::model;
use crate::source::Pointer;
use std::collections::BTreeSet;

impl Context<'_> {
    /// `info`
    pub(super) fn info(&mut self) {
        let at = Pointer::root().child("info");
        let Some(node) = self.node(&at) else {
            let message = "the document has no `info`";
            let help = "add `info` with a `title` and a `version`";
            let span = self.document.span;
            let missing = Diagnostic::warning(Code::InvalidDocument, message).at(span, "");
            let info = Change::Add("{info: {title: API, version: 1.0.0}}".to_owned());
            return self.diagnostics.push(missing.help(help).mend(span, info));
        };
        if let Some(info) = model::info(node, &at, self.diagnostics) {
            self.api.info = Info {
                title: info.title,
                version: info.version,
                description: info.description,
            };
        }
    }

    /// The servers listed at a place, the document's or an operation's.
    pub(super) fn servers(&mut self, at: &Pointer) -> Vec<Server> {
        let length = self.elements(at).len();
        let all = (0..length).filter_map(|index| self.server(&at.index(index)));
        all.collect()
    }

    fn server(&mut self, at: &Pointer) -> Option<Server> {
        let server = model::server(self.node(at)?, at, self.diagnostics)?;
        let mut variables = Vec::new();
        for name in names(&server.url) {
            let declared = server.variables.get(&name).cloned();
            if declared.as_ref().is_none_or(|one| one.default.is_none()) {
                let message = format!("the variable `{name}` of the server has no default");
                let help = "declare it under `variables` with a `default`";
                let open = Diagnostic::warning(Code::InvalidDocument, message);
                let span = self.span(&at.child("url"));
                let own = crate::model::quoted(&name);
                let declared = format!("{{variables: {{{own}: {{default: example}}}}}}");
                let open = open.at(span, "").help(help);
                self.once(at, open.mend(self.span(at), Change::Add(declared)));
            }
            let variable = declared.unwrap_or_default();
            let first = variable.values.first().cloned();
            variables.push(ServerVariable {
                wire_name: name,
                default: variable.default.or(first).unwrap_or_default(),
                values: variable.values,
                docs: described(variable.description),
            });
        }
        Some(Server {
            url: server.url,
            pinned: self.pinned(at),
            docs: Docs {
                summary: server.name,
                ..described(server.description)
            },
            variables,
            origin: self.origin(at),
        })
    }
}

/// The variables of a URL, in their order.
fn names(url: &str) -> Vec<String> {
    let mut known = BTreeSet::new();
    let pieces = url.split('{').skip(1);
    let named = pieces.filter_map(|piece| piece.split_once('}'));
    named
        .map(|(name, _)| name.to_owned())
        .filter(|name| known.insert(name.clone()))
        .collect()
}
