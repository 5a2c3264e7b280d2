//! What is printed for what: golden outputs, and the laws that names and files obey.
//!
//! `UPDATE=1 cargo test -p clientwright --test golden` writes the outputs anew; the test target
//! `golden_build` compiles them.

#![allow(clippy::unwrap_used, clippy::panic)]

mod bundle;
mod compare;
mod documents;
mod laws;
mod parts;
mod several;
mod works;
mod zoo;
