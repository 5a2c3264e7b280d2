//! Moments and dates.

use crate::wire::plain;

/// A moment with its offset from UTC, as `date-time` has it (RFC 3339).
pub type DateTime = chrono::DateTime<chrono::FixedOffset>;

/// A calendar date, as `date` has it (RFC 3339).
pub type Date = chrono::NaiveDate;

plain!(DateTime, Date);
