//! Documents that are nearly what somebody wrote.

use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Texts that mean something somewhere.
const TEXTS: &[&str] = &[
    "",
    " ",
    "#",
    "#/",
    "#/components/schemas/",
    "string",
    "object",
    "array",
    "integer",
    "null",
    "query",
    "path",
    "header",
    "cookie",
    "date-time",
    "int64",
    "byte",
    "binary",
    "uuid",
    "{",
    "}",
    "{}",
    "{a",
    "/{a}/{a}",
    "../x",
    "r#\"",
    "\"#",
    "*/",
    "//",
    "\u{202e}",
    "\u{0}",
    "\n",
    "fn",
    "Self",
    "crate",
    "_",
    "1",
    "true",
    "1e400",
    "NaN",
    "é",
    "application/json",
    "multipart/form-data",
    "text/event-stream",
    "application/*",
    "*/*",
    "2XX",
    "default",
    "^(",
    "^.*$",
    "https://{a}.test",
    "//",
    "file:///etc/passwd",
    "http://localhost:1/x.yaml",
    "$ref",
    "x-",
    "self",
    "type",
    "async",
];

/// Keys that mean something somewhere.
const KEYS: &[&str] = &[
    "$ref",
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "const",
    "default",
    "example",
    "required",
    "additionalProperties",
    "discriminator",
    "mapping",
    "propertyName",
    "format",
    "pattern",
    "nullable",
    "parameters",
    "requestBody",
    "responses",
    "content",
    "schema",
    "schemas",
    "components",
    "paths",
    "get",
    "post",
    "headers",
    "security",
    "securitySchemes",
    "servers",
    "tags",
    "name",
    "in",
    "style",
    "explode",
    "readOnly",
    "minimum",
    "maximum",
    "maxItems",
    "minLength",
    "prefixItems",
    "patternProperties",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "$defs",
    "$id",
    "$anchor",
    "$dynamicRef",
    "unevaluatedProperties",
    "callbacks",
    "links",
    "webhooks",
    "xml",
    "200",
    "204",
    "4XX",
    "default",
    "application/json",
    "description",
    "deprecated",
    "encoding",
    "x-clientwright-paging",
    "x-clientwright-name",
    "x-clientwright-poll",
    "definitions",
    "swagger",
    "consumes",
    "produces",
    "contentEncoding",
];

/// The text with one to eight changes.
pub fn mutate(document: &Value, rng: &mut Rng) -> Vec<u8> {
    let changes = rng.usize(1..=8);
    let bytes = changed(document, changes, rng).to_string().into_bytes();
    match rng.u8(..) {
        ..40 => spoiled(&bytes, rng),
        _ => bytes,
    }
}

/// The document with so many changes.
pub fn changed(document: &Value, changes: usize, rng: &mut Rng) -> Value {
    let mut document = document.clone();
    for _ in 0..changes {
        change(&mut document, rng);
    }
    document
}

/// The bytes with one to four changes, whatever they mean.
pub fn spoiled(bytes: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..rng.usize(1..=4) {
        spoil(&mut bytes, rng);
    }
    bytes
}

/// One change at a place that is as likely as any other of its depth.
fn change(document: &mut Value, rng: &mut Rng) {
    let other = piece(document, rng).clone();
    let pointer = pointer(document, rng);
    let Some(place) = document.pointer_mut(&pointer) else {
        return;
    };
    match (rng.u8(0..12), &mut *place) {
        (0, Value::Object(members)) => rename(members, rng),
        (1, Value::Object(members)) => {
            let _ = nth_key(members, rng).and_then(|key| members.shift_remove(&key));
        }
        (2 | 3, Value::Object(members)) => {
            members.insert(
                KEYS[rng.usize(..KEYS.len())].to_owned(),
                value(rng, &pointer),
            );
        }
        (4, Value::Object(members)) => {
            members.insert(KEYS[rng.usize(..KEYS.len())].to_owned(), other);
        }
        (5, Value::Array(elements)) if !elements.is_empty() => {
            let at = rng.usize(..elements.len());
            elements.remove(at);
        }
        (6, Value::Array(elements)) => {
            let again = elements.first().cloned().unwrap_or(other);
            elements.extend(std::iter::repeat_n(again, rng.usize(1..40)));
        }
        (7, Value::String(text)) => text.push_str(TEXTS[rng.usize(..TEXTS.len())]),
        (8, _) => *place = other,
        (9, _) => {
            let inner = place.take();
            *place = match rng.u8(0..4) {
                0 => json!([inner]),
                1 => json!({"allOf": [inner]}),
                2 => json!({"type": "array", "items": inner}),
                _ => json!({"type": "object", "properties": {"a": inner}}),
            };
        }
        _ => *place = value(rng, &pointer),
    }
}

fn nth_key(members: &Map<String, Value>, rng: &mut Rng) -> Option<String> {
    (!members.is_empty()).then(|| members.keys().nth(rng.usize(..members.len())).cloned())?
}

fn rename(members: &mut Map<String, Value>, rng: &mut Rng) {
    let Some(key) = nth_key(members, rng) else {
        return;
    };
    let Some(value) = members.shift_remove(&key) else {
        return;
    };
    let new = match rng.u8(0..3) {
        0 => KEYS[rng.usize(..KEYS.len())].to_owned(),
        1 => format!("{key}{}", TEXTS[rng.usize(..TEXTS.len())]),
        _ => TEXTS[rng.usize(..TEXTS.len())].to_owned(),
    };
    members.insert(new, value);
}

/// A way down, which ends sooner or later.
fn pointer(document: &Value, rng: &mut Rng) -> String {
    let (mut pointer, mut value) = (String::new(), document);
    while rng.u8(..) > 16 {
        let next = match value {
            Value::Object(members) if !members.is_empty() => {
                let (key, next) = members
                    .iter()
                    .nth(rng.usize(..members.len()))
                    .unwrap_or_else(|| unreachable!());
                pointer.push_str(&format!("/{}", key.replace('~', "~0").replace('/', "~1")));
                next
            }
            Value::Array(elements) if !elements.is_empty() => {
                let at = rng.usize(..elements.len());
                pointer.push_str(&format!("/{at}"));
                &elements[at]
            }
            _ => break,
        };
        value = next;
    }
    pointer
}

fn piece<'v>(document: &'v Value, rng: &mut Rng) -> &'v Value {
    let pointer = pointer(document, rng);
    let found = document.pointer(&pointer).unwrap_or(&Value::Null);
    // A copy of half of the document is one of the whole.
    if pointer.matches('/').count() < 2 {
        &Value::Null
    } else {
        found
    }
}

fn value(rng: &mut Rng, here: &str) -> Value {
    match rng.u8(0..14) {
        0 => Value::Null,
        1 => json!(rng.bool()),
        2 => json!(rng.i64(..)),
        3 => json!([u64::MAX, i64::MIN as u64, 0, 1][rng.usize(..4)]),
        4 => json!([f64::MAX, -0.0, 1e-300, 0.1][rng.usize(..4)]),
        5 => json!([]),
        6 => json!({}),
        7 => json!({"$ref": format!("#{here}")}),
        8 => {
            let up = here.rsplit_once('/').map_or("", |(up, _)| up);
            json!({"$ref": format!("#{up}")})
        }
        9 => {
            let mut deep = json!({"type": "string"});
            for _ in 0..rng.usize(1..120) {
                deep = json!({"type": "array", "items": deep});
            }
            deep
        }
        10 => json!("x".repeat(rng.usize(1..100_000))),
        11 => json!({"oneOf": [{"type": "string"}, {"type": "integer"}, {}], "default": null}),
        _ => json!(TEXTS[rng.usize(..TEXTS.len())]),
    }
}

/// One change to the bytes.
fn spoil(bytes: &mut Vec<u8>, rng: &mut Rng) {
    if bytes.is_empty() {
        return;
    }
    let at = rng.usize(..bytes.len());
    match rng.u8(0..4) {
        0 => bytes[at] = rng.u8(..),
        1 => bytes.truncate(at),
        2 => bytes.insert(at, b"{}[]\":,\\\n\t &*!#-'"[rng.usize(..17)]),
        _ => {
            let end = (at + rng.usize(1..64)).min(bytes.len());
            bytes.drain(at..end);
        }
    }
}
