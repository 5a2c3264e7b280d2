//! Texts that must not be seen.

use std::fmt;
use std::sync::Arc;

/// A text that is never shown: `Debug` prints `***`, and there is no `Display`.
///
/// ```
/// let key = clientwright_runtime::Secret::from("k-123");
/// assert_eq!(format!("{key:?}"), "***");
/// assert_eq!(key.expose(), "k-123");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<str>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Secret {
    fn from(text: T) -> Self {
        Self(text.into().into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
