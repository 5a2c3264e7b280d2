//! Bytes in texts: `contentEncoding` and `contentMediaType` of 2020-12 as the formats of 3.0.

use super::{Pass, put};
use crate::document::{Object, Value};

/// Media types that are no text though they look like none of the binary families.
const BINARY: &[&str] = &[
    "octet-stream",
    "pdf",
    "zip",
    "gzip",
    "x-tar",
    "msgpack",
    "protobuf",
];

/// Says by `format` what the content of a text is.
pub(super) fn rewrite(members: &mut Object, _: &mut Pass<'_>) {
    let text = |key: &str| {
        let found = members.get(key)?.node.as_str()?;
        Some(found.trim().to_ascii_lowercase())
    };
    let encoding = text("contentEncoding");
    let media = text("contentMediaType");
    let format = match encoding.as_deref() {
        Some("base64") => Some("byte"),
        Some("base64url") => Some("base64url"),
        Some("binary") => Some("binary"),
        Some(_) => None,
        None => media
            .as_deref()
            .filter(|media| is_binary(media))
            .map(|_| "binary"),
    };
    let Some(format) = format else {
        return;
    };
    let kind = members.get("type").map(|kind| &kind.node);
    let textual = kind.is_none_or(|kind| match &kind.value {
        Value::Array(names) => names.iter().any(|name| name.as_str() == Some("string")),
        _ => kind.as_str() == Some("string"),
    });
    if !textual {
        return;
    }
    let place = ["contentEncoding", "contentMediaType"];
    let place = place.iter().find_map(|key| members.get(*key));
    let Some(span) = place.map(|place| place.node.span) else {
        return;
    };
    members.shift_remove("contentEncoding");
    if !members.contains_key("type") {
        put(members, "type", span, Value::String("string".to_owned()));
    }
    // `format: binary` beside an encoding, and `format: base64`, say less than the encoding.
    let weak = members
        .get("format")
        .and_then(|format| format.node.as_str());
    if weak.is_none_or(|weak| matches!(weak, "binary" | "base64" | "byte")) {
        put(members, "format", span, Value::String(format.to_owned()));
    }
}

fn is_binary(media: &str) -> bool {
    let media = media.split(';').next().unwrap_or_default().trim();
    match media.split_once('/') {
        Some(("image", kind)) => !kind.ends_with("+xml"),
        // Of whatever type it is: its bytes.
        Some(("audio" | "video" | "font" | "*", _)) => true,
        Some(("application", kind)) => {
            BINARY.contains(&kind)
                || kind.starts_with("vnd.openxmlformats")
                || kind.ends_with("+zip")
        }
        _ => false,
    }
}
