//! Server-Sent Events of the data, read as plainly as can be: what is compared with is not to be read
//! by what is tested.

use serde_json::Value;

/// An event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What happened.
    pub name: String,
    /// The last id so far.
    pub id: Option<String>,
    /// The wait before connecting again, in milliseconds.
    pub retry: Option<u64>,
    /// What it carries: JSON, or a text that is none.
    pub data: Value,
}

/// What the suite's streams end with, as their documents say.
const END: &str = "[DONE]";

/// The events of a whole stream.
pub fn read(text: &str) -> Vec<Event> {
    let mut id = None;
    let blocks = text.split("\n\n").filter(|block| !block.is_empty());
    let events = blocks.filter_map(|block| {
        let fields: Vec<_> = block
            .lines()
            .filter_map(|line| line.split_once(": "))
            .collect();
        let own = |name: &str| {
            let values = fields.iter().filter(|(field, _)| *field == name);
            values.map(|(_, value)| *value).collect::<Vec<_>>()
        };
        if let Some(value) = own("id").last().filter(|value| !value.contains('\0')) {
            id = Some((*value).to_owned());
        }
        let data = own("data").join("\n");
        (data != END && !data.is_empty()).then(|| Event {
            name: own("event").last().unwrap_or(&"message").to_string(),
            id: id.clone(),
            retry: own("retry").last().and_then(|value| value.parse().ok()),
            data: serde_json::from_str(&data).unwrap_or(Value::String(data)),
        })
    });
    events.collect()
}

#[cfg(test)]
mod tests {
    use super::{Event, read};
    use serde_json::json;

    #[test]
    fn events_have_their_names_and_ids() {
        let events =
            read("id: 1\nevent: a\ndata: {\"b\": 1}\n\ndata: c\nretry: x\n\ndata: [DONE]\n\n");
        let event = |name: &str, data| Event {
            name: name.to_owned(),
            id: Some("1".to_owned()),
            retry: None,
            data,
        };
        assert_eq!(
            events,
            [event("a", json!({"b": 1})), event("message", json!("c"))]
        );
    }
}
