//! JSON, decoded, and what is wrong with it located.

#[cfg(feature = "client")]
mod answer;
#[cfg(feature = "client")]
mod envelope;
mod excerpt;
mod failure;
mod json;
mod json_path;
mod located;

#[cfg(feature = "client")]
pub(crate) use {
    answer::json,
    envelope::{open, read_failure, refuse_status},
    excerpt::head,
};
pub use {failure::DecodeFailure, json::from_json};
