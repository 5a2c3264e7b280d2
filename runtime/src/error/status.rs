//! An HTTP status that is not one of success.

use super::head;
use crate::RawResponse;
use std::fmt;

/// How much of the body is shown.
const EXCERPT: usize = 300;

/// An answer whose status is not one of success.
#[derive(Debug)]
pub struct UnexpectedStatus(RawResponse);

impl UnexpectedStatus {
    pub(crate) fn new(response: RawResponse) -> Self {
        Self(response)
    }

    /// The answer.
    pub fn response(&self) -> &RawResponse {
        &self.0
    }
}

impl fmt::Display for UnexpectedStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unexpected status {}", self.0.status())?;
        let excerpt = head(self.0.body(), EXCERPT);
        if excerpt.is_empty() {
            Ok(())
        } else {
            write!(f, ": {excerpt}")
        }
    }
}
