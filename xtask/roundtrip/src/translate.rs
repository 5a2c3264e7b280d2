//! A document's schemas as JSON Schema 2020-12, by the rules of the document's own dialect.

use serde_json::{Map, Value, json};

/// Members whose values are data, not schemas.
const DATA: &[&str] = &["enum", "const", "default", "example", "examples"];

/// Rewrites the whole document; places stay where they are.
pub fn translate(document: &mut Value, dialect: &str) {
    let nullable = match dialect {
        "2.0" => Some("x-nullable"),
        "3.0" => Some("nullable"),
        _ => None,
    };
    walk(document, nullable);
}

fn walk(value: &mut Value, nullable: Option<&str>) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|value| walk(value, nullable)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref") {
                *reference = escaped(reference);
            }
            if let Some(nullable) = nullable {
                object(members, nullable);
            }
            for (key, value) in members {
                // A property may have any of these names: then it is a schema.
                if !DATA.contains(&key.as_str()) || value.get("type").is_some() {
                    walk(value, nullable);
                }
            }
        }
        _ => {}
    }
}

fn object(members: &mut Map<String, Value>, nullable: &str) {
    // What stands beside a reference says nothing there.
    if let Some(reference @ Value::String(_)) = members.get("$ref") {
        let reference = reference.clone();
        *members = Map::new();
        members.insert("$ref".to_owned(), reference);
        return;
    }
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        match members.get(exclusive) {
            Some(Value::Bool(true)) => {
                members.remove(exclusive);
                if let Some(number) = members.remove(bound) {
                    members.insert(exclusive.to_owned(), number);
                }
            }
            Some(Value::Bool(false)) => {
                members.remove(exclusive);
            }
            _ => {}
        }
    }
    // 3.0.3: without a type it says nothing.
    let is_nullable = members.get(nullable) == Some(&Value::Bool(true));
    let kind = members.get("type").filter(|_| is_nullable);
    if let Some(Value::String(kind)) = kind {
        let kinds = json!([kind, "null"]);
        members.insert("type".to_owned(), kinds);
    }
    if members.get("type") == Some(&json!("file")) {
        members.insert("type".to_owned(), json!("string"));
    }
}

/// A reference in the letters that addresses may have; documents write names as they are.
pub fn escaped(reference: &str) -> String {
    let mut out = String::with_capacity(reference.len());
    for byte in reference.bytes() {
        if byte.is_ascii_alphanumeric() || b"#/~-._%:?&=+".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::translate;
    use serde_json::json;

    #[test]
    fn null_and_bounds_are_said_in_words_of_2020() {
        let mut document = json!({"a": {"type": "integer", "nullable": true, "minimum": 1,
            "exclusiveMinimum": true}, "b": {"$ref": "#/a", "description": "x"}});
        translate(&mut document, "3.0");
        let wanted = json!({"a": {"type": ["integer", "null"], "nullable": true,
            "exclusiveMinimum": 1}, "b": {"$ref": "#/a"}});
        assert_eq!(document, wanted);
    }
}
