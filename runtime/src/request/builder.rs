//! Builds a request from checked arguments.

use super::Request;
use super::encoding::Encoding;
use super::path::PathBuilder;
use crate::error::Error;
use crate::parameter::{Node, Place, Style};
use crate::wire::Checker;
use crate::{Body, Operation};
use http::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

/// Builds a request from checked arguments. What is wrong is kept, and said by
/// [`RequestBuilder::finish`], so that generated code needs no `?` for each argument.
#[derive(Debug)]
pub struct RequestBuilder {
    pub(super) path: PathBuilder,
    pub(super) query: Vec<String>,
    pub(super) headers: HeaderMap,
    pub(super) cookies: Vec<String>,
    /// Headers of parts of a form, each with the part that it is for.
    pub(super) part_headers: Vec<(Encoding, String, String)>,
    pub(super) body: Body,
    pub(super) checker: Checker,
}

impl RequestBuilder {
    /// A request of this operation.
    pub fn new(operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        if let (false, Ok(accept)) = (
            operation.accept.is_empty(),
            HeaderValue::from_str(operation.accept),
        ) {
            headers.insert(ACCEPT, accept);
        }
        Self {
            path: PathBuilder::default(),
            query: Vec::new(),
            headers,
            cookies: Vec::new(),
            part_headers: Vec::new(),
            body: Body::empty(),
            checker: Checker::new(super::pattern::matches),
        }
    }

    /// Checks arguments; the first that breaks a limit is what [`RequestBuilder::finish`] reports.
    pub fn check(&mut self) -> &mut Checker {
        &mut self.checker
    }

    /// A header. Nothing is percent-encoded.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let texts = self.written(Place::Header, name, value, style);
        for text in texts {
            // Text beyond ASCII goes as UTF-8; control characters would end the header.
            let value = HeaderValue::from_bytes(text.as_bytes());
            match (HeaderName::from_bytes(name.as_bytes()), value) {
                (Ok(header), Ok(value)) => drop(self.headers.insert(header, value)),
                _ => self.checker.reject(name, NOT_A_HEADER),
            }
        }
    }

    /// A header of a part of the form that is the body, which has to come after it. A file that has
    /// such a header itself keeps it.
    pub fn part_header<T: Serialize + ?Sized>(
        &mut self,
        part: Encoding,
        name: &str,
        value: &T,
        style: Style,
    ) {
        for text in self.written(Place::Header, name, value, style) {
            self.part_headers.push((part, name.to_owned(), text));
        }
    }

    /// A cookie, or one for each value.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let pairs = self.written(Place::Cookie, name, value, style);
        if pairs.iter().any(|pair| pair.contains(';')) {
            self.checker
                .reject(name, "has a `;`, which would end the cookie");
        }
        self.cookies.extend(pairs);
    }

    /// The request.
    ///
    /// # Errors
    /// If an argument is not valid; the error names it.
    pub fn finish(mut self) -> Result<Request, Error> {
        let path = self.path.finish(&mut self.checker);
        if let Some(violation) = self.checker.take_violation() {
            return Err(Error::invalid(violation.name, violation.rule));
        }
        Ok(Request {
            path,
            query: self.query,
            headers: self.headers,
            cookies: self.cookies,
            body: self.body,
        })
    }

    pub(super) fn set_header(&mut self, name: HeaderName, value: &str) {
        match HeaderValue::from_str(value) {
            Ok(value) => drop(self.headers.insert(name, value)),
            Err(_) => self.checker.reject(name.as_str(), NOT_A_HEADER),
        }
    }

    pub(super) fn node<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<Node> {
        match Node::of(value) {
            Ok(node) => Some(node),
            Err(error) => {
                self.checker
                    .reject(name, format_args!("cannot be written: {error}"));
                None
            }
        }
    }

    pub(super) fn json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<String> {
        match serde_json::to_string(value) {
            Ok(text) => Some(text),
            Err(error) => {
                self.checker
                    .reject(name, format_args!("cannot be written: {error}"));
                None
            }
        }
    }

    /// What a style makes of a value; nothing where it cannot, which is reported.
    pub(super) fn written<T: Serialize + ?Sized>(
        &mut self,
        place: Place,
        name: &str,
        value: &T,
        style: Style,
    ) -> Vec<String> {
        style.write(place, name, value).unwrap_or_else(|refusal| {
            self.checker.reject(name, refusal);
            Vec::new()
        })
    }
}

const NOT_A_HEADER: &str = "has characters that no header may have";
