//! What was inferred, degraded, left out or left untyped.
