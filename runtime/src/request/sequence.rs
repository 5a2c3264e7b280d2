//! Bodies of JSON values, one after the other.

use super::RequestBuilder;
use serde::Serialize;

impl RequestBuilder {
    /// JSON values of a media type such as `application/jsonl`, a line each; or of
    /// `application/json-seq`, each after a record separator (RFC 7464).
    pub fn body_json_sequence<T: Serialize>(&mut self, media_type: &str, values: &[T]) {
        let is_sequence = crate::media::is_json_sequence(media_type);
        let mut body = Vec::new();
        for (at, value) in values.iter().enumerate() {
            if is_sequence {
                body.push(0x1e);
            }
            if let Err(error) = serde_json::to_writer(&mut body, value) {
                let name = format!("body[{at}]");
                self.checker
                    .reject(&name, format_args!("cannot be written: {error}"));
            }
            body.push(b'\n');
        }
        self.body_bytes(media_type, body);
    }
}
