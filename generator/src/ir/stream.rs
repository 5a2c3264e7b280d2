//! Answers that come item by item.

use super::{Docs, TypeRef};

/// What comes item by item.
#[derive(Clone, Debug, PartialEq)]
pub enum Stream {
    /// Server-Sent Events; never none.
    Events(Vec<Event>),
    /// JSON values: JSON Lines, or a JSON text sequence.
    Json(TypeRef),
}

/// Events of one name, or of any.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What they are called; `None` is for events of any name that no other one is for.
    pub name: Option<String>,
    /// What they carry.
    pub data: EventData,
    /// What they are.
    pub docs: Docs,
}

/// What events carry.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData {
    /// JSON.
    Json(TypeRef),
    /// Text.
    Text,
    /// This text, which says that no more come.
    End(String),
}

impl Stream {
    /// The types of what comes.
    pub fn types(&mut self) -> Vec<&mut TypeRef> {
        match self {
            Self::Json(item) => vec![item],
            Self::Events(events) => {
                let data = events.iter_mut().map(|event| &mut event.data);
                let types = data.filter_map(|data| match data {
                    EventData::Json(ty) => Some(ty),
                    EventData::Text | EventData::End(_) => None,
                });
                types.collect()
            }
        }
    }

    /// The one kind of data that its events have, where no name makes a difference and the end is
    /// marked as everywhere.
    pub fn plain(&self) -> Option<&EventData> {
        let Self::Events(events) = self else {
            return None;
        };
        let (ends, others): (Vec<_>, Vec<_>) = events
            .iter()
            .map(|event| &event.data)
            .partition(|data| matches!(data, EventData::End(_)));
        let [data] = others.as_slice() else {
            return None;
        };
        let usual = |end: &&EventData| **end == EventData::End("[DONE]".to_owned());
        match data {
            EventData::Json(_) => ends.iter().all(usual),
            _ => ends.is_empty(),
        }
        .then_some(data)
    }
}
