//! How a test is told that it fails.

use crate::error::{Code, Error};
use std::fmt;

/// What did not happen as it was expected.
pub struct Unmet(pub(super) String);

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The same text, for `unwrap`.
impl fmt::Debug for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unmet {}

/// Ends the test: the one place of the runtime that panics, for that is how a test fails.
#[track_caller]
#[expect(clippy::panic, reason = "a test fails by it")]
pub(super) fn fail(text: impl fmt::Display) -> ! {
    panic!("{text}")
}

/// The client that was built; a test whose client cannot be built fails.
#[doc(hidden)]
#[track_caller]
pub fn built<T, C: Code>(client: Result<T, Error<C>>) -> T {
    client.unwrap_or_else(|error| fail(error))
}
