//! What a page does with a generated client. `check.mjs` calls these functions and judges them.

#![cfg(target_arch = "wasm32")]

mod calls;
mod client;
