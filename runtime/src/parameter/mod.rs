//! How values are written as parameters: the styles of OpenAPI, which are those of RFC 6570.

mod deep_object;
mod node;
mod percent;
#[cfg(test)]
mod rfc6570;
mod style;

pub(crate) use deep_object::deep_object;
pub(crate) use node::Node;
pub(crate) use percent::{Encode, decode_fully, encode};
pub(crate) use style::{delimited, form, label, matrix, simple};

/// A value is nested too deeply for the parameter's style.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct TooDeep;
