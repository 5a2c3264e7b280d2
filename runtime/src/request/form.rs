//! Bodies of media type `application/x-www-form-urlencoded`.

use super::RequestBuilder;
use super::encoding::{Encoding, is_json, of_member};
use crate::parameter::{Members, Node, Pieces, Place, Refusal, Style, TooDeep, push_pair};
use serde::Serialize;
use serde_json::value::RawValue;

impl RequestBuilder {
    /// A form: `a=1&b=2`. Lists are repeated, what is deeper is JSON text, unless `encodings` say
    /// otherwise. A text goes as it is.
    pub fn body_form<T: Serialize + ?Sized>(&mut self, body: &T, encodings: &[Encoding]) {
        if let Some(pairs) = self.form_pairs("body", body, encodings) {
            self.body_bytes("application/x-www-form-urlencoded", pairs);
        }
    }

    /// The pairs of a form, joined.
    pub(super) fn form_pairs<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        body: &T,
        encodings: &[Encoding],
    ) -> Option<String> {
        let json = self.json(name, body)?;
        if !json.starts_with('{') {
            return Some(match self.node(name, &json)? {
                Node::Text(text) => text.into_owned(),
                _ => String::new(),
            });
        }
        let Members::<&RawValue>(members) = self.kept(name, serde_json::from_str(&json))?;
        let mut pairs = String::new();
        let mut out = Pieces::pairs(&mut pairs);
        for (name, raw) in &members {
            let node = self.node(name, raw.get())?;
            let encoding = of_member(encodings, name);
            let written = member(name, &node, raw.get(), encoding, &mut out);
            self.accept(name, written.map_err(Refusal::from));
        }
        Some(pairs)
    }
}

fn member(
    name: &str,
    node: &Node<'_>,
    raw: &str,
    encoding: Option<&Encoding>,
    out: &mut Pieces<'_>,
) -> Result<(), TooDeep> {
    let style = encoding.and_then(Encoding::how);
    let style = style.filter(|style| !style.is_deep() || matches!(node, Node::Members(_)));
    if let Some(style) = style {
        return style.expand(Place::Query, name, node, out);
    }
    let media_type = encoding.and_then(Encoding::only_media_type);
    let as_json = media_type.is_some_and(is_json) && *node != Node::Null;
    match node {
        Node::List(nodes) if !as_json && !nodes.iter().all(is_flat) => {
            let elements: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            for element in elements {
                push_pair(out, name, element.get());
            }
        }
        Node::Members(_) => push_pair(out, name, raw),
        _ if as_json => push_pair(out, name, raw),
        _ => return Style::FORM.explode().expand(Place::Query, name, node, out),
    }
    Ok(())
}

fn is_flat(node: &Node<'_>) -> bool {
    matches!(node, Node::Null | Node::Text(_))
}
