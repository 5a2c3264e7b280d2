//! Media types.

use crate::ir::Codec;

/// Whether bodies of this type are JSON: `application/json`, `…+json`.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence == "text/json" || essence.ends_with("+json")
}

/// How a body of this type is written.
pub(super) fn codec(media_type: &str) -> Codec {
    let essence = essence(media_type);
    if is_json(&essence) || essence == "*/*" {
        Codec::Json
    } else if essence == "application/x-www-form-urlencoded" {
        Codec::Form
    } else if essence.starts_with("text/")
        || matches!(essence.as_str(), "application/xml" | "application/yaml")
        || essence.ends_with("+xml")
    {
        Codec::Text
    } else {
        Codec::Bytes
    }
}

/// The type without its parameters, in small letters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
