//! Media types.

use crate::ir::Codec;

/// Texts that do not say so by `text/` or a suffix.
const TEXTS: [&str; 9] = [
    "application/csv",
    "application/graphql",
    "application/javascript",
    "application/jwt",
    "application/toml",
    "application/x-yaml",
    "application/xml",
    "application/yaml",
    "application/sql",
];

/// Whether bodies of this type are JSON: `application/json`, `…+json`.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/json" | "text/json" | "json")
        || essence.ends_with("+json")
}

/// Whether bodies of this type are JSON Merge Patches.
pub(super) fn is_patch(media_type: &str) -> bool {
    essence(media_type) == "application/merge-patch+json"
}

/// Whether bodies of this type are XML: `application/xml`, `…+xml`.
pub(super) fn is_xml(media_type: &str) -> bool {
    let essence = essence(media_type);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// Whether bodies of this type are Server-Sent Events.
pub(super) fn is_events(media_type: &str) -> bool {
    essence(media_type) == "text/event-stream"
}

/// Whether bodies of this type come item by item.
pub(super) fn is_sequence(media_type: &str) -> bool {
    is_events(media_type) || is_json_sequence(media_type)
}

/// Whether bodies of this type are JSON values, one after the other.
pub(super) fn is_json_sequence(media_type: &str) -> bool {
    let essence = essence(media_type);
    let subtype = essence.strip_prefix("application/").unwrap_or_default();
    let subtype = subtype.trim_start_matches("x-");
    matches!(
        subtype,
        "jsonl" | "jsonlines" | "json-lines" | "ndjson" | "json-seq" | "stream+json"
    ) || ["+jsonl", "+ndjson", "+json-seq"]
        .iter()
        .any(|suffix| subtype.ends_with(suffix))
}

/// How a body of this type is written.
pub(super) fn codec(media_type: &str) -> Codec {
    let essence = essence(media_type);
    let text = ["+xml", "+yaml", "+csv"];
    if is_json(&essence) || essence == "*/*" {
        Codec::Json
    } else if essence == "application/x-www-form-urlencoded" {
        Codec::Form
    } else if essence.starts_with("multipart/") {
        Codec::Multipart
    } else if essence.starts_with("text/")
        || TEXTS.contains(&essence.as_str())
        || is_json_sequence(&essence)
        || text.iter().any(|suffix| essence.ends_with(suffix))
    {
        Codec::Text
    } else {
        Codec::Bytes
    }
}

/// Whether it stands for several: `image/*`.
pub(super) fn is_range(media_type: &str) -> bool {
    media_type.contains('*')
}

/// The type without its parameters, in small letters.
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::codec;
    use crate::ir::Codec;

    #[test]
    fn every_media_type_has_a_way_to_be_written() {
        let cases = [
            ("Application/JSON; charset=utf-8", Codec::Json),
            ("application/problem+json", Codec::Json),
            ("*/*", Codec::Json),
            ("application/x-www-form-urlencoded", Codec::Form),
            ("multipart/form-data; boundary=x", Codec::Multipart),
            ("text/csv", Codec::Text),
            ("application/x-ndjson", Codec::Text),
            ("application/atom+xml", Codec::Text),
            ("image/*", Codec::Bytes),
            ("application/vnd.ms-excel", Codec::Bytes),
            ("", Codec::Bytes),
        ];
        for (media_type, expected) in cases {
            assert_eq!(codec(media_type), expected, "{media_type}");
        }
    }
}
