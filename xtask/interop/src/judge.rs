//! Compares what a call gave with what the suite expects.

use crate::answer::{Answer, Content};
use crate::events;
use crate::plan::{Body, Plan, Response};
use chrono::{DateTime, FixedOffset};
use serde_json::Value;

/// Nothing if the answer is the expected one, else what differs.
///
/// # Errors
/// What differs.
pub fn judge(plan: &Plan, expected: &Response, found: &Answer) -> Result<(), String> {
    if found.status != expected.status {
        return Err(format!(
            "the status is {}, not {}",
            found.status, expected.status
        ));
    }
    for (name, value) in &found.headers {
        let mut headers = expected.headers.iter();
        let own = headers.find(|(own, _)| own.eq_ignore_ascii_case(name));
        if let Some((_, own)) = own.filter(|(_, own)| !is_header(own, value)) {
            return Err(format!("the header `{name}` is {value}, not {own}"));
        }
    }
    match (&expected.body, &found.content) {
        (None, Content::None) => Ok(()),
        (None, other) => Err(format!("there is a body: {other:?}")),
        (Some(body), content) => is_body(plan, body, content),
    }
}

/// The front of the names of Prism's errors.
const ERRORS: &str = "https://stoplight.io/prism/errors#";

/// Nothing if the server took the request. What Prism says against an answer of its own making does
/// not count.
///
/// # Errors
/// What it says against the request.
pub fn accepted(answer: &Answer) -> Result<(), String> {
    let Some(text) = &answer.failure else {
        return Ok(());
    };
    let body: Value = serde_json::from_str(text).unwrap_or_default();
    let name = body.get("type").and_then(Value::as_str).unwrap_or_default();
    let refused = match name.strip_prefix(ERRORS) {
        Some("VIOLATIONS") => {
            let all = body.get("validation").and_then(Value::as_array);
            let mut places = all
                .into_iter()
                .flatten()
                .filter_map(|one| one.pointer("/location/0"));
            places.any(|place| place != "response")
        }
        Some(_) => answer.status < 500,
        // The document says how requests are refused.
        None => matches!(answer.status, 400 | 401 | 422),
    };
    match refused {
        true => Err(format!("{}: {text}", answer.status)),
        false => Ok(()),
    }
}

/// Whether a typed header is what the text says.
fn is_header(text: &Value, value: &Value) -> bool {
    match (text, value) {
        (Value::String(text), Value::String(value)) => text == value || is_moment(text, value),
        (Value::String(text), value) => {
            serde_json::from_str::<Value>(text).is_ok_and(|text| text == *value)
        }
        (other, value) => other == value,
    }
}

fn is_body(plan: &Plan, body: &Body, found: &Content) -> Result<(), String> {
    let media_type = body.content_type.as_deref().unwrap_or_default();
    match found {
        Content::None => Err("the body is not read".to_owned()),
        Content::Events(found) => {
            let expected = events::read(&body.text()?);
            match expected == *found {
                true => Ok(()),
                false => Err(format!("the events are {found:?}, not {expected:?}")),
            }
        }
        Content::Bytes(bytes) if body.bytes()? == bytes.as_ref() => Ok(()),
        Content::Bytes(_) => Err("the bytes differ".to_owned()),
        Content::Json(value) => {
            let expected = if body.is_json() {
                let text = body.text()?.replace(&plan.written_for, &plan.base);
                serde_json::from_str(&text).map_err(|error| format!("the data: {error}"))?
            } else if media_type.ends_with("xml") {
                return Err("the XML is not decoded".to_owned());
            } else if value.is_array() {
                body.lines()?
            } else {
                // The document says that it is a text.
                Value::String(body.text()?)
            };
            difference(&expected, value, "")
        }
    }
}

/// The first difference between two values. Numbers and moments are equal by value.
fn difference(expected: &Value, found: &Value, place: &str) -> Result<(), String> {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            if let Some(key) = b.keys().find(|key| !a.contains_key(*key)) {
                return Err(format!("`{place}/{key}` is not expected"));
            }
            a.iter().try_for_each(|(key, value)| match b.get(key) {
                Some(own) => difference(value, own, &format!("{place}/{key}")),
                None => Err(format!("`{place}/{key}` is missing")),
            })
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let mut pairs = a.iter().zip(b).enumerate();
            pairs.try_for_each(|(at, (a, b))| difference(a, b, &format!("{place}/{at}")))
        }
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => Ok(()),
        (Value::String(a), Value::String(b)) if is_moment(a, b) => Ok(()),
        (a, b) if a == b => Ok(()),
        (a, b) => Err(format!("`{place}` is {b}, not {a}")),
    }
}

/// Whether both texts are the same moment, in whichever of the two notations of HTTP and JSON.
fn is_moment(a: &str, b: &str) -> bool {
    let read = |text: &str| -> Option<DateTime<FixedOffset>> {
        let own = DateTime::parse_from_rfc3339(text).ok();
        own.or_else(|| DateTime::parse_from_rfc2822(text).ok())
    };
    matches!((read(a), read(b)), (Some(a), Some(b)) if a == b)
}

#[cfg(test)]
mod tests {
    use super::difference;
    use serde_json::json;

    #[test]
    fn values_are_equal_not_texts() {
        let same = |a, b| difference(&a, &b, "").is_ok();
        assert!(same(
            json!({"a": 1, "b": [2.0]}),
            json!({"b": [2], "a": 1.0})
        ));
        assert!(same(
            json!("2022-08-26T18:38:00.000Z"),
            json!("2022-08-26T18:38:00+00:00")
        ));
        assert!(!same(json!({"a": 1}), json!({"a": 1, "b": null})));
        assert!(!same(json!({"a": null}), json!({})));
        assert!(!same(json!("1"), json!(1)));
    }
}
