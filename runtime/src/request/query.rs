//! Parameters of the query.

use super::{Encoding, RequestBuilder};
use crate::parameter::{Encode, Node, Pieces, Place, Style, push_encoded};
use serde::Serialize;

impl RequestBuilder {
    /// A parameter of the query, as its style says: none, one or several pairs.
    pub fn query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let out = &mut Pieces::pairs(&mut self.query);
        let written = style.write(Place::Query, name, value, &mut self.buffer, out);
        self.accept(name, written);
    }

    /// The text of a form, for a parameter whose `content` is one: `a=1&b=2`.
    pub fn form<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        encodings: &[Encoding],
    ) -> Option<String> {
        let pairs = self.form_pairs(name, value, encodings)?;
        (!pairs.is_empty()).then_some(pairs)
    }

    /// The query as a whole: the pairs of a form.
    pub fn query_string_form<T: Serialize + ?Sized>(&mut self, value: &T, encodings: &[Encoding]) {
        let pairs = self.form_pairs("query", value, encodings);
        if let Some(pairs) = pairs.filter(|pairs| !pairs.is_empty()) {
            Pieces::pairs(&mut self.query).next().push_str(&pairs);
        }
    }

    /// The query as a whole: JSON text.
    pub fn query_string_json<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Some(text) = self.json("query", value) {
            let mut out = Pieces::pairs(&mut self.query);
            push_encoded(out.next(), &text, Encode::Strict);
        }
    }

    /// The query as a whole: a text, of which only what a URL cannot have is encoded.
    pub fn query_string_text<T: Serialize + ?Sized>(&mut self, value: &T) {
        let json = self.json("query", value);
        let node = json.as_deref().and_then(|json| self.node("query", json));
        if let Some(Ok(Some(text))) = node.as_ref().map(Node::text) {
            let mut out = Pieces::pairs(&mut self.query);
            push_encoded(out.next(), text, Encode::Literal);
        }
    }
}
