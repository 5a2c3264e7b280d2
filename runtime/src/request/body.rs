//! Bodies.

use super::RequestBuilder;
use super::multipart::SENT_BEFORE;
use crate::wire::{Check, NameStyle};
use crate::{Body, File};
use http::header::CONTENT_TYPE;
use serde::Serialize;

impl RequestBuilder {
    /// Checks the limits of a body; members are named `body.member`.
    pub fn check_body<T: Check + ?Sized>(&mut self, body: &T) {
        self.checker.set_style(NameStyle::Dots);
        self.checker.nested("body", body);
        self.checker.set_style(NameStyle::Brackets);
    }

    /// A JSON body.
    pub fn body_json<T: Serialize + ?Sized>(&mut self, body: &T) {
        self.body_json_as("application/json", body);
    }

    /// A JSON body of a media type of its own, such as `application/merge-patch+json`.
    pub fn body_json_as<T: Serialize + ?Sized>(&mut self, media_type: &str, body: &T) {
        match serde_json::to_vec(body) {
            Ok(json) => self.body_bytes(media_type, json),
            Err(error) => self
                .checker
                .reject("body", format_args!("cannot be written: {error}")),
        }
    }

    /// An XML document.
    #[cfg(feature = "xml")]
    pub fn body_xml<T: Serialize + ?Sized>(
        &mut self,
        media_type: &str,
        body: &T,
        root: &crate::xml::Root,
    ) {
        let json = self.json("body", body);
        let Some(node) = json.as_deref().and_then(|json| self.node("body", json)) else {
            return;
        };
        match crate::xml::write(&node, root) {
            Ok(xml) => self.body_bytes(media_type, xml),
            Err(defect) => self.checker.reject("body", defect),
        }
    }

    /// A text.
    pub fn body_text(&mut self, body: impl AsRef<str>) {
        self.body_text_as("text/plain; charset=utf-8", body);
    }

    /// A text of a media type of its own, such as `application/xml`.
    pub fn body_text_as(&mut self, media_type: &str, body: impl AsRef<str>) {
        self.body_bytes(media_type, body.as_ref().to_owned());
    }

    /// A file, which may know its media type itself.
    pub fn body_file(&mut self, media_type: &str, file: &File) {
        match file.body() {
            Some(body) => self.body_bytes(file.media_type().unwrap_or(media_type), body),
            None => self.checker.reject("body", SENT_BEFORE),
        }
    }

    /// Bytes of any media type, at hand or in pieces.
    pub fn body_bytes(&mut self, media_type: &str, body: impl Into<Body>) {
        self.set_header(CONTENT_TYPE, media_type);
        self.body = body.into();
    }
}
