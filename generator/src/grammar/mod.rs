//! What stands where in an OpenAPI document: the kind of each place, in every dialect that is read.
//!
//! One table for all dialects: their keys do not contradict each other, and documents mix them. Whoever
//! walks a document goes by this table, so that a property called `default` is a schema while the keyword
//! `default` is data.

mod kind;
mod role;
#[cfg(test)]
mod tests;
mod walk;

pub use kind::Kind;
pub use role::Role;
pub use walk::{visit, visit_mut};
