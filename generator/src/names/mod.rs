//! Every Rust name, decided once, before emission.
