//! The chores of this project, started as `cargo xtask`.
fn main() {}
