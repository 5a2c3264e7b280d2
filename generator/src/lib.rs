//! Generates a typed Rust client crate from an OpenAPI document.
//!
//! The pipeline runs one way; each stage reports into [`diagnostic::Diagnostics`] and never panics:
//!
//! `source -> document -> overlay -> resolve -> dialect -> model -> lower -> ir -> names -> emit + format -> output`

pub mod config;
pub mod diagnostic;
pub mod dialect;
pub mod document;
pub mod emit;
pub mod format;
pub mod ir;
pub mod lower;
pub mod model;
pub mod names;
pub mod output;
pub mod overlay;
pub mod page;
pub mod report;
pub mod resolve;
pub mod source;
