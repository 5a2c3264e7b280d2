//! Calls that the service makes, and links: described, for nothing here is sent.

use super::operation::sources;
use super::{Context, docs};
use crate::ir::{Incoming, Link, Place};
use crate::model;
use crate::source::Pointer;

impl Context<'_> {
    /// `webhooks`, which some documents of 3.0 have as `x-webhooks`.
    pub(super) fn webhooks(&mut self) {
        for key in ["webhooks", "x-webhooks"] {
            let all = Pointer::root().child(key);
            for name in self.keys(&all) {
                if !name.starts_with("x-") {
                    let item = self.resolve(&all.child(name));
                    let label = format!("{name} webhook");
                    let found = self.incoming(&item, name, None, &label);
                    self.api.webhooks.extend(found);
                }
            }
        }
    }

    /// The callbacks of the operation at a place.
    pub(super) fn callbacks(&mut self, operation: &Pointer, label: &str) -> Vec<Incoming> {
        let all = operation.child("callbacks");
        let mut found = Vec::new();
        for name in self.keys(&all) {
            if name.starts_with("x-") {
                continue;
            }
            let callback = self.resolve(&all.child(name));
            for expression in self.keys(&callback) {
                if expression.starts_with("x-") {
                    continue;
                }
                let item = self.resolve(&callback.child(expression));
                let label = format!("{label} {name}");
                found.extend(self.incoming(&item, name, Some(expression), &label));
            }
        }
        found
    }

    /// The calls of a path item.
    fn incoming(
        &mut self,
        item: &Pointer,
        name: &str,
        expression: Option<&String>,
        label: &str,
    ) -> Vec<Incoming> {
        let mut all = Vec::new();
        for source in sources(self, name, item) {
            let at = &source.at;
            let Some(node) = self.node(at) else { continue };
            let Some(found) = model::operation(node, at, self.diagnostics) else {
                continue;
            };
            let body = self.resolve(&at.child("requestBody"));
            let place = Place::RequestBody(label.to_owned());
            let contents = self.contents(&body.child("content"), &place);
            all.push(Incoming {
                wire_name: name.to_owned(),
                pinned: self.pinned(at),
                method: source.method.clone(),
                expression: expression.cloned(),
                payload: contents.into_iter().next(),
                docs: docs::of(
                    found.summary,
                    found.description,
                    found.external_docs.as_ref(),
                    found.deprecated,
                ),
                origin: self.origin(at),
            });
        }
        all
    }

    /// The links of the response at a place.
    pub(super) fn links(&mut self, response: &Pointer) -> Vec<Link> {
        let all = response.child("links");
        let mut links = Vec::new();
        for name in self.keys(&all) {
            let at = self.resolve(&all.child(name));
            let target = self.text(&at, "operationId");
            let target = target.or_else(|| self.text(&at, "operationRef"));
            links.push(Link {
                wire_name: name.clone(),
                target: target.unwrap_or_default().to_owned(),
                docs: docs::described(self.text(&at, "description").map(str::to_owned)),
            });
        }
        links
    }
}
