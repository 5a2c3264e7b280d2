//! Values as they may be written down: bounded, and without what may be a credential.

use serde_json::{Map, Value};

/// As many characters of a text as are kept.
const TEXT: usize = 64;
/// As many members and elements as are kept.
const MANY: usize = 16;
/// As deep as is looked.
const DEPTH: usize = 3;
/// What stands in place of a text that may be a credential.
const SECRET: &str = "***";

/// Words of names whose values are never written down.
const NAMES: [&str; 14] = [
    "token",
    "secret",
    "password",
    "passwd",
    "credential",
    "authoriz",
    "oauth",
    "auth_",
    "cookie",
    "session",
    "key",
    "jwt",
    "signature",
    "otp",
];

/// The value of a member (or element, then without a name), safe to write down.
pub(super) fn example(name: &str, value: &Value) -> Value {
    bounded(name, value, DEPTH)
}

/// Whether a member is called like a credential.
pub(super) fn is_secret_name(name: &str) -> bool {
    let name = name.to_lowercase();
    NAMES.iter().any(|word| name.contains(word))
}

fn bounded(name: &str, value: &Value, depth: usize) -> Value {
    match value {
        Value::String(_) | Value::Number(_) if is_secret_name(name) => SECRET.into(),
        Value::String(text) => shown(text).into(),
        Value::Array(elements) => {
            let elements = elements.iter().take(if depth == 0 { 0 } else { MANY });
            elements.map(|one| bounded(name, one, depth - 1)).collect()
        }
        Value::Object(members) => {
            let members = members.iter().take(if depth == 0 { 0 } else { MANY });
            let members = members.map(|(name, one)| (name.clone(), bounded(name, one, depth - 1)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        other => other.clone(),
    }
}

/// A text cut to a length, or hidden: a long word of letters and digits may be a key.
pub(super) fn shown(text: &str) -> String {
    let mut words =
        text.split(|letter: char| letter.is_whitespace() || "/?&=,;:\"'".contains(letter));
    if words.any(may_be_secret) {
        return SECRET.to_owned();
    }
    match text.char_indices().nth(TEXT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Letters and digits of a length that no word of a language has.
fn may_be_secret(word: &str) -> bool {
    let digits = word.chars().any(|letter| letter.is_ascii_digit());
    let letters = word.chars().any(|letter| letter.is_ascii_alphabetic());
    word.len() >= 20 && (digits && letters || word.len() >= 32 && word.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::example;
    use serde_json::json;

    #[test]
    fn nothing_that_may_be_a_credential_is_kept() {
        let value = json!({
            "name": "Rex", "access_token": "short", "apiKey": 7, "nested": {"password": "x", "age": 3},
            "blob": "sk_live_51H8a9BcDeFgHiJkLm", "jwt": "eyJhbGciOi", "link": "https://x.test/?k=abcdefghij0123456789",
        });
        let kept = example("", &value);
        assert_eq!(kept["name"], "Rex");
        assert_eq!(kept["nested"], json!({"password": "***", "age": 3}));
        for name in ["access_token", "apiKey", "blob", "jwt", "link"] {
            assert_eq!(kept[name], "***", "{name}");
        }
        assert_eq!(example("token", &json!(["a"])), json!(["***"]));
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let long = "word ".repeat(1000);
        let deep = json!([[[[[[1]]]]]]);
        assert!(
            example("", &json!(long))
                .as_str()
                .is_some_and(|text| text.chars().count() == 65)
        );
        assert_eq!(example("", &deep), json!([[[[]]]]));
        let many = json!(vec![1; 1000]);
        assert_eq!(example("", &many).as_array().map(Vec::len), Some(16));
    }
}
