//! IR and names to Rust: the only module that quotes tokens.
