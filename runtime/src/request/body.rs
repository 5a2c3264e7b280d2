//! Bodies.

use super::RequestBuilder;
use crate::parameter::pairs;
use crate::wire::{Check, NameStyle};
use bytes::Bytes;
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

    /// A body of media type `application/x-www-form-urlencoded`.
    pub fn body_form<T: Serialize + ?Sized>(&mut self, body: &T) {
        if let Some(node) = self.node("body", body) {
            self.body_bytes("application/x-www-form-urlencoded", pairs(&node).join("&"));
        }
    }

    /// A text.
    pub fn body_text(&mut self, body: impl AsRef<str>) {
        self.body_bytes("text/plain; charset=utf-8", body.as_ref().to_owned());
    }

    /// Bytes of any media type.
    pub fn body_bytes(&mut self, media_type: &str, body: impl Into<Bytes>) {
        self.set_header(CONTENT_TYPE, media_type);
        self.body = body.into();
    }
}
