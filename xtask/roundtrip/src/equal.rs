//! Whether two instances mean the same.

use chrono::DateTime;
use serde_json::{Number, Value};

/// The first place where the second differs from the first, and how.
pub fn difference(wanted: &Value, found: &Value) -> Option<String> {
    at(wanted, found, "")
}

fn at(wanted: &Value, found: &Value, path: &str) -> Option<String> {
    let differs = || {
        Some(format!(
            "at `{path}`: {} became {}",
            short(wanted),
            short(found)
        ))
    };
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => {
            for (key, value) in wanted {
                let path = format!("{path}/{key}");
                match found.get(key) {
                    Some(found) => {
                        if let Some(difference) = at(value, found, &path) {
                            return Some(difference);
                        }
                    }
                    None => return Some(format!("at `{path}`: {} is gone", short(value))),
                }
            }
            let new = found.iter().find(|(key, _)| !wanted.contains_key(*key));
            new.map(|(key, value)| format!("at `{path}/{key}`: {} is new", short(value)))
        }
        (Value::Array(wanted), Value::Array(found)) => {
            if wanted.len() != found.len() {
                let (before, now) = (wanted.len(), found.len());
                return Some(format!("at `{path}`: {before} elements became {now}"));
            }
            let mut pairs = wanted.iter().zip(found).enumerate();
            pairs.find_map(|(index, (wanted, found))| at(wanted, found, &format!("{path}/{index}")))
        }
        (Value::Number(wanted), Value::Number(found)) if numbers(wanted, found) => None,
        (Value::String(wanted), Value::String(found)) if instants(wanted, found) => None,
        _ if wanted == found => None,
        _ => differs(),
    }
}

/// By value, whether written as integers or not.
fn numbers(wanted: &Number, found: &Number) -> bool {
    wanted == found
        || match (wanted.as_i128(), found.as_i128()) {
            (Some(wanted), Some(found)) => wanted == found,
            _ => wanted.as_f64() == found.as_f64(),
        }
}

/// Date-times by instant and offset, other texts exactly.
fn instants(wanted: &str, found: &str) -> bool {
    if wanted == found {
        return true;
    }
    let parse = |text: &str| DateTime::parse_from_rfc3339(text).ok();
    match (parse(wanted), parse(found)) {
        (Some(wanted), Some(found)) => wanted == found && wanted.offset() == found.offset(),
        _ => false,
    }
}

/// A value's text, cut where it is long.
pub fn short(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::difference;
    use serde_json::json;

    #[test]
    fn numbers_are_equal_by_value_and_times_by_instant_and_offset() {
        let same = [
            (json!(1), json!(1.0)),
            (
                json!("2020-01-01T00:00:00.000Z"),
                json!("2020-01-01T00:00:00+00:00"),
            ),
        ];
        for (wanted, found) in same {
            assert_eq!(difference(&wanted, &found), None);
        }
        let other = [
            (
                json!("2020-01-01T00:00:00Z"),
                json!("2020-01-01T01:00:00+01:00"),
            ),
            (json!({"a": 1}), json!({})),
            (json!([1]), json!([1, 2])),
            (json!("A"), json!("a")),
        ];
        for (wanted, found) in other {
            assert!(difference(&wanted, &found).is_some(), "{wanted} {found}");
        }
    }
}
