//! References by `$id`, `$anchor`, `$dynamicRef` and `$recursiveRef` (JSON Schema 2020-12, section 8) as plain
//! JSON pointers. It comes before references are followed: these name no files.

mod uri;

use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit};
use crate::source::Pointer;
use std::collections::HashMap;
use uri::join;

/// What the document names, and what refers to a name.
#[derive(Default)]
struct Names<'a> {
    /// The places of schemas with an `$id`, and of the document itself.
    resources: HashMap<String, Pointer>,
    /// The places of anchors, by resource and name.
    anchors: HashMap<(String, String), Pointer>,
    /// The places of anchors by their names alone.
    anywhere: HashMap<&'a str, Pointer>,
    references: Vec<Reference<'a>>,
}

struct Reference<'a> {
    at: Pointer,
    key: &'static str,
    text: &'a str,
    base: String,
}

/// The document with every such reference as a pointer. What names nothing here stays as it is: it may
/// name a file.
#[must_use]
pub fn identify(mut document: Node) -> Node {
    let names = names(&document);
    let mut edits = Vec::new();
    for reference in &names.references {
        let to = names.lookup(reference, &document);
        if to.is_some() || reference.key != "$ref" {
            let text = to.map_or_else(|| reference.text.to_owned(), |to| to.to_string());
            edits.push((reference.at.clone(), reference.key, text));
        }
    }
    for (at, key, text) in edits {
        if let Some(Value::Object(members)) = document.at_mut(&at).map(|node| &mut node.value) {
            refer(members, key, text);
        }
    }
    document
}

fn names(document: &Node) -> Names<'_> {
    let mut names = Names::default();
    let own = document.get("$self").and_then(Node::as_str).unwrap_or("");
    let own = join("", own);
    names.resources.insert(own.clone(), Pointer::root());
    // The resources around the place that is looked at.
    let mut around = vec![(Pointer::root(), own)];
    visit(document, &mut |role, at, node| {
        let Some(members) = node.as_object().filter(|_| !matches!(role, Role::Map(_))) else {
            return;
        };
        while around.len() > 1 && !around.last().is_some_and(|(root, _)| within(at, root)) {
            around.pop();
        }
        let text = |key: &str| members.get(key).and_then(|member| member.node.as_str());
        if role == Role::One(Kind::Schema) {
            if let Some(id) = text("$id").filter(|id| !id.starts_with('#')) {
                let base = around.last().map_or("", |(_, base)| base);
                let uri = join(base, id.trim_end_matches('#'));
                names
                    .resources
                    .entry(uri.clone())
                    .or_insert_with(|| at.clone());
                around.push((at.clone(), uri));
            }
        }
        let base = around
            .last()
            .map(|(_, base)| base.clone())
            .unwrap_or_default();
        if role == Role::One(Kind::Schema) {
            // Draft 4 and 6 wrote anchors as `$id: '#name'`.
            let old = text("$id").and_then(|id| id.strip_prefix('#'));
            let anchors = [old, text("$anchor"), text("$dynamicAnchor")];
            for anchor in anchors.into_iter().flatten() {
                let key = (base.clone(), anchor.to_owned());
                names.anchors.entry(key).or_insert_with(|| at.clone());
                names.anywhere.entry(anchor).or_insert_with(|| at.clone());
            }
        }
        for key in ["$ref", "$dynamicRef", "$recursiveRef"] {
            if let Some(text) = text(key) {
                let (at, base) = (at.clone(), base.clone());
                names.references.push(Reference {
                    at,
                    key,
                    text,
                    base,
                });
            }
        }
    });
    names
}

/// Whether a place is inside of another one.
fn within(at: &Pointer, root: &Pointer) -> bool {
    let rest = at.as_str().strip_prefix(root.as_str());
    rest.is_some_and(|rest| rest.starts_with('/'))
}

impl Names<'_> {
    /// Where a reference leads, if not to where it says by itself.
    fn lookup(&self, reference: &Reference<'_>, document: &Node) -> Option<Pointer> {
        let (path, fragment) = reference
            .text
            .split_once('#')
            .unwrap_or((reference.text, ""));
        let uri = match path {
            "" => reference.base.clone(),
            path => join(&reference.base, path),
        };
        let root = self.resources.get(&uri)?;
        if fragment.is_empty() {
            // The document itself is no schema: a whole file is meant, or nothing.
            return (root != &Pointer::root() || path.is_empty()).then(|| root.clone());
        }
        if let Some(inner) = Pointer::parse(&format!("#{fragment}")) {
            let target = Pointer::parse(&format!("{}{}", root.as_str(), inner.as_str()))?;
            // Many write pointers from the document's root beside an `$id`.
            return document.at(&target).is_some().then_some(target);
        }
        let anchor = self.anchors.get(&(uri, fragment.to_owned()));
        anchor.or_else(|| self.anywhere.get(fragment)).cloned()
    }
}

/// Puts a plain reference in the place of one with another key.
fn refer(members: &mut Object, key: &str, text: String) {
    let Some(mut member) = members.shift_remove(key) else {
        return;
    };
    member.node.value = Value::String(text);
    if !members.contains_key("$ref") {
        members.insert("$ref".to_owned(), member);
        return;
    }
    let (span, key_span) = (member.node.span, member.key_span);
    let more = [("$ref".to_owned(), member)].into_iter().collect();
    let more = Node {
        span,
        value: Value::Object(more),
    };
    match members.get_mut("allOf").map(|parts| &mut parts.node.value) {
        Some(Value::Array(parts)) => parts.push(more),
        _ => {
            let node = Node {
                span,
                value: Value::Array(vec![more]),
            };
            members.insert("allOf".to_owned(), Member { key_span, node });
        }
    }
}
