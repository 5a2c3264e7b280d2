//! Measures what generated types and calls cost, beside what people write by hand.
//!
//! `cargo xtask bench decode`, `encode` and `call` generate the crates, build a program of this
//! library and of `programs/main.rs`, and read the rows that it prints.

pub mod call;
pub mod data;
pub mod meter;
pub mod peers;
mod random;
pub mod row;
pub mod samples;
