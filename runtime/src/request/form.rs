//! Bodies of media type `application/x-www-form-urlencoded`.

use super::RequestBuilder;
use super::encoding::{Encoding, is_json, of_member};
use crate::parameter::{Node, Place, Refusal, Style, TooDeep, pair};
use crate::wire::Raw;
use serde::Serialize;
use std::collections::BTreeMap;

impl RequestBuilder {
    /// A form: `a=1&b=2`. Lists are repeated, what is deeper is JSON text, unless `encodings` say
    /// otherwise. A text goes as it is.
    pub fn body_form<T: Serialize + ?Sized>(&mut self, body: &T, encodings: &[Encoding]) {
        if let Some(pairs) = self.form_pairs("body", body, encodings) {
            self.body_bytes("application/x-www-form-urlencoded", pairs.join("&"));
        }
    }

    /// The pairs of a form.
    pub(super) fn form_pairs<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        body: &T,
        encodings: &[Encoding],
    ) -> Option<Vec<String>> {
        let node = self.node(name, body)?;
        let members = match &node {
            Node::Members(members) => members,
            Node::Text(text) => return Some(vec![text.clone()]),
            _ => return Some(Vec::new()),
        };
        // The texts of members that go as JSON; a node no longer has them.
        let json = self.json(name, body)?;
        let raw: BTreeMap<String, Raw<'_>> = serde_json::from_str(&json).unwrap_or_default();
        let mut pairs = Vec::new();
        for (name, node) in members {
            let raw = raw.get(name).map(Raw::get).unwrap_or_default();
            let written = member(name, node, raw, of_member(encodings, name));
            match written {
                Ok(written) => pairs.extend(written),
                Err(too_deep) => self.checker.reject(name, Refusal::from(too_deep)),
            }
        }
        Some(pairs)
    }
}

fn member(
    name: &str,
    node: &Node,
    raw: &str,
    encoding: Option<&Encoding>,
) -> Result<Vec<String>, TooDeep> {
    let style = encoding.and_then(Encoding::how);
    let style = style.filter(|style| !style.is_deep() || matches!(node, Node::Members(_)));
    if let Some(style) = style {
        return style.expand(Place::Query, name, node);
    }
    let media_type = encoding.and_then(Encoding::only_media_type);
    if media_type.is_some_and(is_json) && *node != Node::Null {
        return Ok(vec![pair(name, raw)]);
    }
    match node {
        Node::Members(_) => Ok(vec![pair(name, raw)]),
        Node::List(nodes) if !nodes.iter().all(is_flat) => {
            let elements: Vec<Raw<'_>> = serde_json::from_str(raw).unwrap_or_default();
            Ok(elements
                .iter()
                .map(|element| pair(name, element.get()))
                .collect())
        }
        _ => Style::FORM.explode().expand(Place::Query, name, node),
    }
}

fn is_flat(node: &Node) -> bool {
    matches!(node, Node::Null | Node::Text(_))
}
