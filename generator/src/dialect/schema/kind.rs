//! Names of types that JSON Schema does not know, as what they are everywhere else.

use super::{Pass, put};
use crate::diagnostic::Change;
use crate::dialect::{Version, mended};
use crate::document::{Node, Object, Value};

/// What a name means: a type and a format; no type is any value.
const MEANT: &[(&str, Option<&str>, Option<&str>)] = &[
    ("any", None, None),
    ("anything", None, None),
    ("mixed", None, None),
    ("jsonb", None, None),
    ("json", None, None),
    ("str", Some("string"), None),
    ("text", Some("string"), None),
    ("char", Some("string"), None),
    ("character", Some("string"), None),
    ("varchar", Some("string"), None),
    ("enum", Some("string"), None),
    ("file", Some("string"), Some("binary")),
    ("binary", Some("string"), Some("binary")),
    ("byte", Some("string"), Some("byte")),
    ("date", Some("string"), Some("date")),
    ("time", Some("string"), Some("time")),
    ("date-time", Some("string"), Some("date-time")),
    ("datetime", Some("string"), Some("date-time")),
    ("timestamp", Some("string"), Some("date-time")),
    ("uuid", Some("string"), Some("uuid")),
    ("guid", Some("string"), Some("uuid")),
    ("uri", Some("string"), Some("uri")),
    ("url", Some("string"), Some("uri")),
    ("email", Some("string"), Some("email")),
    ("password", Some("string"), Some("password")),
    ("int", Some("integer"), None),
    ("int32", Some("integer"), Some("int32")),
    ("int64", Some("integer"), Some("int64")),
    ("long", Some("integer"), Some("int64")),
    ("bigint", Some("integer"), Some("int64")),
    ("short", Some("integer"), Some("int32")),
    ("float", Some("number"), Some("float")),
    ("double", Some("number"), Some("double")),
    ("decimal", Some("number"), None),
    ("numeric", Some("number"), None),
    ("bool", Some("boolean"), None),
    ("list", Some("array"), None),
    ("set", Some("array"), None),
    ("dict", Some("object"), None),
    ("dictionary", Some("object"), None),
    ("hash", Some("object"), None),
    ("map", Some("object"), None),
];

/// The types of JSON Schema.
pub(super) const TYPES: [&str; 7] = [
    "array", "boolean", "integer", "null", "number", "object", "string",
];

/// Whether a name means a type.
pub(super) fn is_known(name: &str) -> bool {
    let small = name.trim().to_ascii_lowercase();
    TYPES.contains(&&*small) || MEANT.iter().any(|(alias, ..)| *alias == small)
}

/// Brings `type` to the names that JSON Schema knows.
pub(super) fn rewrite(members: &mut Object, pass: &mut Pass<'_>) {
    let Some(member) = members.get_mut("type") else {
        return;
    };
    let span = member.node.span;
    let mut format = None;
    let known = match &mut member.node.value {
        Value::String(_) => name(&mut member.node, &mut format, pass),
        Value::Array(names) => {
            let several = !names.is_empty();
            names.retain_mut(|one| {
                if one.value == Value::Null {
                    one.value = Value::String("null".to_owned());
                }
                name(one, &mut format, pass)
            });
            several && !names.is_empty()
        }
        _ => {
            let message = format!("`type` is {}", member.node.kind());
            let help = "write the name of a type; until then any value is read";
            pass.mended(span, message, help);
            false
        }
    };
    if !known {
        members.shift_remove("type");
    }
    if let Some(format) = format {
        if !members.contains_key("format") {
            put(members, "format", span, Value::String(format.to_owned()));
        }
    }
}

/// Makes a name one that is known; `false` if it says nothing.
fn name(node: &mut Node, format: &mut Option<&'static str>, pass: &mut Pass<'_>) -> bool {
    let span = node.span;
    let Some(written) = node.as_str() else {
        let message = format!("{} is no name of a type; it is ignored", node.kind());
        pass.mended(span, message, "write the name of a type");
        return false;
    };
    if TYPES.contains(&written) {
        return true;
    }
    let small = written.trim().to_ascii_lowercase();
    if let Some(known) = TYPES.into_iter().find(|known| *known == small) {
        let message = format!("`{written}` is no type of a schema");
        let wrong = mended(span, message, format!("write `{known}`; it is read so"));
        let right = Change::Replace(known.to_owned());
        pass.diagnostics.push(wrong.mend(span, right));
        node.value = Value::String(known.to_owned());
        return true;
    }
    let meant = MEANT.iter().find(|(alias, ..)| *alias == small);
    let Some((_, meant, form)) = meant else {
        let message = format!("`{written}` is no type of a schema; any value is read");
        let help = "write string, integer, number, boolean, array or object";
        pass.mended(span, message, help);
        return false;
    };
    if !(small == "file" && pass.version == Version::V2) {
        let instead = match (meant, form) {
            (Some(meant), Some(form)) => format!("write `type: {meant}, format: {form}`"),
            (Some(meant), None) => format!("write `type: {meant}`"),
            (None, _) => "leave `type` out where any value is meant".to_owned(),
        };
        let message = format!("`{written}` is no type of a schema");
        let mut wrong = mended(span, message, format!("{instead}; it is read so"));
        if let (Some(meant), None) = (meant, form) {
            wrong = wrong.mend(span, Change::Replace((*meant).to_owned()));
        }
        pass.diagnostics.push(wrong);
    }
    *format = *form;
    match meant {
        Some(meant) => node.value = Value::String((*meant).to_owned()),
        None => return false,
    }
    true
}
