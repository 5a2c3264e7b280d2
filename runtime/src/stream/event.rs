//! One event of a stream.

use crate::decode;
use crate::error::DecodeFailure;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// An event of a stream of Server-Sent Events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    pub(super) name: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<Duration>,
    pub(super) data: T,
}

impl<T> Event<T> {
    /// What happened: the field `event`, or `message` where there is none.
    pub fn name(&self) -> &str {
        self.name.as_deref().unwrap_or("message")
    }

    /// The last id that the stream named, with this event or before it. Sent as `Last-Event-ID`,
    /// it tells the service where to go on.
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// How long to wait before connecting again, if this event says so.
    pub fn retry(&self) -> Option<Duration> {
        self.retry
    }

    /// What it carries.
    pub fn data(&self) -> &T {
        &self.data
    }

    /// What it carries.
    pub fn into_data(self) -> T {
        self.data
    }

    /// The same event with other data.
    pub(super) fn with<U>(self, data: U) -> Event<U> {
        Event {
            name: self.name,
            id: self.id,
            retry: self.retry,
            data,
        }
    }
}

impl Event<String> {
    /// The data as JSON.
    ///
    /// # Errors
    /// If they are not JSON of this type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeFailure> {
        decode::from_json(self.data.as_bytes())
    }
}

/// What events may carry, by their names.
pub trait EventData: Sized {
    /// Reads an event; `None` if it says that no more come.
    fn read(event: &Event<String>) -> Option<Result<Self, DecodeFailure>>;
}
