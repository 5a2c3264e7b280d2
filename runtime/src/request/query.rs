//! Parameters of the query.

use super::{Encoding, RequestBuilder};
use crate::parameter::{Encode, Node, deep_object, delimited, encode, form, simple};
use serde::Serialize;

impl RequestBuilder {
    /// Style `form`: `name=a,b`, or exploded `name=a&name=b`.
    pub fn query_form<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) {
        self.query_form_with(name, value, explode, Encode::Strict);
    }

    /// Style `form` with `allowReserved`: reserved characters are sent as they are, except
    /// those that would end the query or split its pairs.
    pub fn query_form_reserved<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        explode: bool,
    ) {
        self.query_form_with(name, value, explode, Encode::Reserved);
    }

    /// Style `form` with `allowEmptyValue`: nothing but the name for what has no value, `name=`.
    pub fn query_form_or_empty<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        explode: bool,
    ) {
        match self.node(name, value) {
            Some(Node::Null) => {
                let name = encode(name, Encode::Strict);
                self.query.push(format!("{name}="));
            }
            Some(_) => self.query_form(name, value, explode),
            None => {}
        }
    }

    fn query_form_with<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        explode: bool,
        how: Encode,
    ) {
        let pairs = self
            .node(name, value)
            .map(|node| form(name, &node, explode, how));
        let pairs = pairs.and_then(|pairs| self.shallow(name, pairs));
        self.query.extend(pairs.unwrap_or_default());
    }

    /// Style `spaceDelimited`: `name=a%20b`.
    pub fn query_space<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.query_delimited(name, value, "%20");
    }

    /// Style `pipeDelimited`: `name=a%7Cb`.
    pub fn query_pipe<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        self.query_delimited(name, value, "%7C");
    }

    fn query_delimited<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, delimiter: &str) {
        let pair = self
            .node(name, value)
            .map(|node| delimited(name, &node, delimiter, Encode::Strict));
        let pair = pair.and_then(|pair| self.shallow(name, pair)).flatten();
        self.query.extend(pair);
    }

    /// Style `deepObject`: `name[member]=a` with the brackets percent-encoded.
    pub fn query_deep_object<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(node) = self.node(name, value) {
            self.query.extend(deep_object(name, &node));
        }
    }

    /// JSON text: `name=%7B%22a%22%3A1%7D`.
    pub fn query_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        if let Some(text) = self.json(name, value) {
            let (name, text) = (encode(name, Encode::Strict), encode(&text, Encode::Strict));
            self.query.push(format!("{name}={text}"));
        }
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
        let text = self
            .node("query", value)
            .map(|node| simple(&node, false, Encode::Literal));
        let text = text.and_then(|text| self.shallow("query", text)).flatten();
        self.query.extend(text);
    }
}
