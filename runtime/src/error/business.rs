//! The service answered with a code of failure.

use serde::Deserialize;
use serde_json::value::RawValue;

/// What a business error says.
#[derive(Clone, Debug)]
pub struct Business {
    pub(crate) code: i64,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) timestamp: Option<i64>,
    pub(crate) data: Option<Box<RawValue>>,
}

impl Business {
    /// The code.
    pub fn code(&self) -> i64 {
        self.code
    }

    /// The message. It is for people: match on the code.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The service's id of the request, if the body says it.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// The time, in Unix milliseconds.
    pub fn timestamp(&self) -> Option<i64> {
        self.timestamp
    }

    /// The data, as they came.
    pub fn data(&self) -> Option<&RawValue> {
        self.data.as_deref()
    }

    /// Decodes the data, if there are any.
    ///
    /// # Errors
    /// If they are not of this type.
    pub fn data_as<'a, T: Deserialize<'a>>(&'a self) -> Option<serde_json::Result<T>> {
        self.data().map(|data| crate::wire::from_text(data.get()))
    }

    /// Whether the data say `retryable: true`.
    pub(crate) fn says_retryable(&self) -> bool {
        let data = self.data_as::<serde_json::Value>();
        matches!(data, Some(Ok(data)) if data.get("retryable") == Some(&true.into()))
    }
}
