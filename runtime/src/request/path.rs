//! The path: each argument stays one segment.
//!
//! URL libraries drop empty segments and resolve `.` and `..`, percent-encoded or not, without a
//! word: a call would then end at another operation. So no argument may make such a segment.

use super::RequestBuilder;
use crate::parameter::{Encode, decode_fully, encode, label, matrix, simple};
use crate::wire::Checker;
use serde::Serialize;

/// A path in the making.
#[derive(Debug, Default)]
pub(crate) struct PathBuilder {
    text: String,
    /// Where each argument begins and ends.
    arguments: Vec<(usize, usize, String)>,
}

impl PathBuilder {
    fn argument(&mut self, name: &str, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.arguments
            .push((start, self.text.len(), name.to_owned()));
    }

    /// The path; an argument that makes a segment that is not one is reported.
    pub(super) fn finish(&mut self, checker: &mut Checker) -> String {
        let mut start = 0;
        // What follows `?` is in the template of a document that writes queries into paths.
        let path = self.text.split('?').next().unwrap_or_default();
        for segment in path.split('/') {
            let end = start + segment.len();
            let inside = |(from, to, _): &&(usize, usize, String)| *from <= end && start <= *to;
            if let Some((.., name)) = self.arguments.iter().find(inside) {
                if is_no_segment(segment) {
                    checker.reject(name, NO_SEGMENT);
                }
            }
            start = end + 1;
        }
        std::mem::take(&mut self.text)
    }
}

fn is_no_segment(segment: &str) -> bool {
    matches!(decode_fully(segment).as_str(), "" | "." | "..")
}

const NO_SEGMENT: &str =
    "must not be empty, `.` or `..`, in any percent-encoded form: it is a segment of the path";

impl RequestBuilder {
    /// Text of the path template; what a URL cannot have is percent-encoded.
    pub fn path_literal(&mut self, text: &str) {
        self.path.text.push_str(&encode(text, Encode::Literal));
    }

    /// Style `simple`: `a,b`.
    pub fn path_simple<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) {
        self.path_simple_with(name, value, explode, Encode::Strict);
    }

    /// Style `simple` with `allowReserved`: reserved characters are sent as they are, so that a
    /// value may have several segments; only what would end the path is encoded.
    pub fn path_reserved<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) {
        self.path_simple_with(name, value, explode, Encode::Path);
    }

    fn path_simple_with<T: Serialize + ?Sized>(
        &mut self,
        name: &str,
        value: &T,
        explode: bool,
        how: Encode,
    ) {
        let Some(node) = self.node(name, value) else {
            return;
        };
        if node.text().is_some_and(is_no_segment) {
            self.checker.reject(name, NO_SEGMENT);
        }
        let text = simple(&node, explode, how);
        let text = self.shallow(name, text);
        self.path_argument(name, text);
    }

    /// JSON text: `%7B%22a%22%3A1%7D`.
    pub fn path_json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) {
        let text = self.json(name, value);
        let text = text.map(|text| Some(encode(&text, Encode::Strict).into_owned()));
        self.path_argument(name, text);
    }

    /// Style `label`: `.a.b`.
    pub fn path_label<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) {
        let Some(node) = self.node(name, value) else {
            return;
        };
        let text = label(&node, explode);
        let text = self.shallow(name, text);
        self.path_argument(name, text);
    }

    /// Style `matrix`: `;name=a`.
    pub fn path_matrix<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, explode: bool) {
        let Some(node) = self.node(name, value) else {
            return;
        };
        let text = matrix(name, &node, explode);
        let text = self.shallow(name, text);
        self.path_argument(name, text);
    }

    fn path_argument(&mut self, name: &str, text: Option<Option<String>>) {
        match text {
            Some(Some(text)) => self.path.argument(name, &text),
            Some(None) => self.checker.reject(name, NO_SEGMENT),
            None => {}
        }
    }
}
