//! What a file calls its own schemas: `$anchor`, `$dynamicAnchor` and `$id` (JSON Schema 2020-12).
//!
//! A pointer is always seen from the file's root, as everyone who writes an `$id` for its looks means it.

use super::address::Address;
use crate::document::{Node, Value};
use crate::source::Pointer;
use std::collections::HashMap;

/// The named schemas of a file.
#[derive(Default)]
pub(super) struct Anchors {
    anchors: HashMap<String, Pointer>,
    ids: HashMap<String, Pointer>,
}

/// Keywords under which there are values of the API's, not schemas.
const DATA: &[&str] = &["const", "default", "enum", "example", "examples"];

impl Anchors {
    /// Of a whole file. The first of two equal names counts.
    pub(super) fn of(file: &Node) -> Self {
        let mut found = Self::default();
        found.look(file, &mut Pointer::root(), None);
        found
    }

    fn look(&mut self, node: &Node, at: &mut Pointer, base: Option<&str>) {
        let length = at.as_str().len();
        match &node.value {
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    at.push(&index.to_string());
                    self.look(element, at, base);
                    at.truncate(length);
                }
            }
            Value::Object(members) => {
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = node.get(key).and_then(Node::as_str) {
                        let anchor = self.anchors.entry(name.to_owned());
                        anchor.or_insert_with(|| at.clone());
                    }
                }
                let id = node.get("$id").and_then(Node::as_str);
                let id = id.map(|id| id.trim_end_matches('#'));
                let whole = id.map(|id| joined(base, id));
                for name in id.into_iter().chain(whole.as_deref()) {
                    let known = self.ids.entry(name.to_owned());
                    known.or_insert_with(|| at.clone());
                }
                let base = whole.as_deref().or(base);
                for (key, member) in members {
                    if !DATA.contains(&key.as_str()) {
                        at.push(key);
                        self.look(&member.node, at, base);
                        at.truncate(length);
                    }
                }
            }
            _ => {}
        }
    }

    /// The place of an anchor.
    pub(super) fn anchor(&self, name: &str) -> Option<&Pointer> {
        self.anchors.get(name)
    }

    /// The place of the schema with an id.
    pub(super) fn id(&self, id: &str) -> Option<&Pointer> {
        self.ids.get(id)
    }
}

/// An id as the one around it completes it.
fn joined(base: Option<&str>, id: &str) -> String {
    let base = base.filter(|base| base.contains("://"));
    let whole = base.map(|base| Address::Url(base.to_owned()).join(id));
    match whole {
        Some(Ok(Address::Url(url))) => url,
        _ => id.to_owned(),
    }
}
