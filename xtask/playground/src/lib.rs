//! The generator behind a page: a request goes in as bytes, an answer comes out as bytes.

mod answer;
#[cfg(target_arch = "wasm32")]
mod page;

pub use answer::answer;
