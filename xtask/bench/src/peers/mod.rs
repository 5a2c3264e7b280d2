//! What people write by hand: types with `derive(Deserialize, Serialize)`.
//!
//! Members are of the same types as the generated ones, so that what differs is how they are read.

pub mod events;
pub mod issues;
pub mod series;
pub mod works;
