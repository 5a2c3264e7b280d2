//! The path: each argument stays one segment.
//!
//! URL libraries drop empty segments and resolve `.` and `..`, percent-encoded or not, without a
//! word: a call would then end at another operation. So no argument may make such a segment.

use super::RequestBuilder;
use crate::parameter::{Encode, Pieces, Place, Style, decode_fully, push_encoded};
use crate::wire::Checker;
use serde::Serialize;

/// A path in the making.
#[derive(Debug, Default)]
pub(crate) struct PathBuilder {
    text: String,
    /// Where each argument begins and ends.
    arguments: Vec<(usize, usize, &'static str)>,
}

impl PathBuilder {
    /// With room for a path that is about as long as its template.
    pub(super) fn with_room(template: usize) -> Self {
        Self {
            text: String::with_capacity(template + 32),
            arguments: Vec::new(),
        }
    }

    /// The path; an argument that makes a segment that is not one is reported.
    pub(super) fn finish(&mut self, checker: &mut Checker) -> String {
        let mut start = 0;
        // What follows `?` is in the template of a document that writes queries into paths.
        let path = self.text.split('?').next().unwrap_or_default();
        for segment in path.split('/') {
            let end = start + segment.len();
            // Inside of one argument, with a slash of its own on both sides, nothing is a segment
            // that the caller did not mean.
            let touches = |(from, to, _): &&(usize, usize, &str)| {
                let is_inner = segment.is_empty() && *from < start && end < *to;
                *from <= end && start <= *to && !is_inner
            };
            if let Some((.., name)) = self.arguments.iter().find(touches) {
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
    matches!(&*decode_fully(segment), "" | "." | "..")
}

const NO_SEGMENT: &str =
    "must not be empty, `.` or `..`, in any percent-encoded form: it is a segment of the path";

impl RequestBuilder {
    /// Text of the path template; what a URL cannot have is percent-encoded.
    pub fn path_literal(&mut self, text: &str) {
        push_encoded(&mut self.path.text, text, Encode::Literal);
    }

    /// An argument. With [`Style::reserved`] it may have several segments.
    pub fn path<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T, style: Style) {
        let start = self.path.text.len();
        let out = &mut Pieces::parts(&mut self.path.text);
        let written = style.write(Place::Path, name, value, &mut self.buffer, out);
        self.accept(name, written);
        let end = self.path.text.len();
        self.path.arguments.push((start, end, name));
    }
}
