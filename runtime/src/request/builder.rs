//! Builds a request from checked arguments.

use super::Request;
use super::encoding::Encoding;
use super::path::PathBuilder;
use crate::error::Error;
use crate::parameter::{Node, Pieces, Place, Refusal, Style};
use crate::wire::Checker;
use crate::{Body, Operation};
use bytes::Bytes;
use http::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

/// Builds a request from checked arguments. What is wrong is kept, and said by
/// [`RequestBuilder::finish`], so that generated code needs no `?` for each argument.
#[derive(Debug)]
pub struct RequestBuilder {
    pub(super) path: PathBuilder,
    /// Pairs, joined.
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    /// Pairs, joined.
    pub(super) cookies: String,
    /// Headers of parts of a form, each with the part that it is for.
    pub(super) part_headers: Vec<(Encoding, String, String)>,
    pub(super) body: Body,
    pub(super) checker: Checker,
    /// The JSON of one argument after the other.
    pub(super) buffer: Vec<u8>,
}

impl RequestBuilder {
    /// A request of this operation.
    pub fn new(operation: &'static Operation) -> Self {
        let mut headers = HeaderMap::new();
        if let (false, Ok(accept)) = (
            operation.accept.is_empty(),
            HeaderValue::from_maybe_shared(Bytes::from_static(operation.accept.as_bytes())),
        ) {
            headers.insert(ACCEPT, accept);
        }
        Self {
            path: PathBuilder::with_room(operation.path.len()),
            query: String::new(),
            headers,
            cookies: String::new(),
            part_headers: Vec::new(),
            body: Body::empty(),
            checker: Checker::new(super::pattern::matches),
            buffer: Vec::with_capacity(64),
        }
    }

    /// Checks arguments; the first that breaks a limit is what [`RequestBuilder::finish`] reports.
    pub fn check(&mut self) -> &mut Checker {
        &mut self.checker
    }

    /// A header. Nothing is percent-encoded.
    pub fn header<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let mut text = String::new();
        let mut out = Pieces::parts(&mut text);
        let written = style.write(Place::Header, name, value, &mut self.buffer, &mut out);
        let is_written = out.begun() > 0;
        self.accept(name, written);
        if is_written {
            // Text beyond ASCII goes as UTF-8; control characters would end the header.
            let value = HeaderValue::from_maybe_shared(Bytes::from(text));
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
        let mut text = String::new();
        let mut out = Pieces::parts(&mut text);
        let written = style.write(Place::Header, name, value, &mut self.buffer, &mut out);
        let is_written = out.begun() > 0;
        self.accept(name, written);
        if is_written {
            self.part_headers.push((part, name.to_owned(), text));
        }
    }

    /// A cookie, or one for each value.
    pub fn cookie<T: Serialize + ?Sized>(&mut self, name: &str, value: &T, style: Style) {
        let mut pairs = String::new();
        let mut out = Pieces::cookies(&mut pairs);
        let written = style.write(Place::Cookie, name, value, &mut self.buffer, &mut out);
        let begun = out.begun();
        self.accept(name, written);
        if begun == 0 {
            return;
        }
        if pairs.matches(';').count() >= begun {
            self.checker
                .reject(name, "has a `;`, which would end the cookie");
        }
        Pieces::cookies(&mut self.cookies).next().push_str(&pairs);
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

    pub(super) fn node<'j>(&mut self, name: &str, json: &'j str) -> Option<Node<'j>> {
        self.kept(name, Node::parse(json))
    }

    pub(super) fn json<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Option<String> {
        self.kept(name, serde_json::to_string(value))
    }

    pub(super) fn kept<T>(&mut self, name: &str, result: serde_json::Result<T>) -> Option<T> {
        let refuse = |error| self.accept(name, Err(Refusal::Json(error)));
        result.map_err(refuse).ok()
    }

    /// Reports what a style cannot write.
    pub(super) fn accept(&mut self, name: &str, written: Result<(), Refusal>) {
        if let Err(refusal) = written {
            self.checker.reject(name, refusal);
        }
    }
}

const NOT_A_HEADER: &str = "has characters that no header may have";
