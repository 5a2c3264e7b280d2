//! Bodies of JSON values, one after the other.

use super::RequestBuilder;
use crate::media;
use crate::stream::JsonSequence;
use http::header::CONTENT_TYPE;
use serde::Serialize;

impl RequestBuilder {
    /// JSON values of a media type such as `application/jsonl`, a line each; or of
    /// `application/json-seq`, each after a record separator (RFC 7464).
    pub fn body_json_sequence<T: Serialize + 'static>(
        &mut self,
        media_type: &str,
        values: &JsonSequence<T>,
    ) {
        let before = match media::is_json_sequence(media_type) {
            true => "\u{1e}",
            false => "",
        };
        self.set_header(CONTENT_TYPE, media_type);
        match values.body(before) {
            Ok(body) => self.body = body,
            Err(error) => self.checker.reject("body", error),
        }
    }
}
