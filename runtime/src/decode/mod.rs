//! Bodies of answers, decoded.

mod envelope;
mod json;
mod json_path;
mod located;

pub(crate) use envelope::{open, read_failure, refuse_status};
pub use json::from_json;
pub(crate) use json::json;
