//! How values are written as parameters: the styles of OpenAPI, which are those of RFC 6570.

mod deep_object;
mod expand;
mod node;
mod percent;
mod pieces;
mod style;

pub(crate) use node::{Members, Node, to_json};
pub(crate) use percent::{Encode, decode_fully, push_encoded, push_pair};
pub(crate) use pieces::Pieces;
pub use style::Style;
pub(crate) use style::{Place, Refusal};

/// A value is nested too deeply for the parameter's style.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TooDeep;
