//! `cargo xtask spec`: the vendor's document, from where it comes from to what it means for users.

mod diff;
mod import;
mod prove;

pub use diff::{Options as Diff, run as diff};
pub use import::run as import;
pub use prove::{Options as Prove, run as prove};

/// What is generated from what.
const CONFIG: &str = "spec/clientwright.toml";
