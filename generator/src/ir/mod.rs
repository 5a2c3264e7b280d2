//! What the generated crate is made of: declarations only, no OpenAPI model, no tokens, no Rust names.

mod api;
mod body;
mod incoming;
mod literal;
mod operation;
mod paging;
mod parameter;
mod polling;
mod response;
mod scalar;
mod security;
mod stream;
mod ty;
mod uses;
mod xml;

pub use api::*;
pub use body::*;
pub use incoming::*;
pub use literal::*;
pub use operation::*;
pub use paging::*;
pub use parameter::*;
pub use polling::*;
pub use response::*;
pub use scalar::*;
pub use security::*;
pub use stream::*;
pub use ty::*;
pub use xml::*;
