//! Parameters of the query.

use super::{Encoding, RequestBuilder};
use crate::parameter::{Encode, Place, Style, encode};
use serde::Serialize;

impl RequestBuilder {
    /// A parameter of the query, as its style says: none, one or several pairs.
    pub fn query<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let pairs = self.written(Place::Query, name, value, style);
        self.query.extend(pairs);
    }

    /// The text of a form, for a parameter whose `content` is one: `a=1&b=2`.
    pub fn form<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        encodings: &[Encoding],
    ) -> Option<String> {
        let pairs = self.form_pairs(name, value, encodings)?;
        (!pairs.is_empty()).then(|| pairs.join("&"))
    }

    /// The query as a whole: the pairs of a form.
    pub fn query_string_form<T: Serialize + ?Sized>(&mut self, value: &T, encodings: &[Encoding]) {
        let pairs = self.form_pairs("query", value, encodings);
        self.query.extend(pairs.unwrap_or_default());
    }

    /// The query as a whole: JSON text.
    pub fn query_string_json<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Some(text) = self.json("query", value) {
            self.query.push(encode(&text, Encode::Strict).into_owned());
        }
    }

    /// The query as a whole: a text, of which only what a URL cannot have is encoded.
    pub fn query_string_text<T: Serialize + ?Sized>(&mut self, value: &T) {
        let node = self.node("query", value);
        if let Some(text) = node.as_ref().and_then(|node| node.text()) {
            self.query.push(encode(text, Encode::Literal).into_owned());
        }
    }
}
