//! XML, by tables: what a document's XML Objects say of its types, beside the impls that JSON has.
//!
//! A value becomes XML by way of the texts, lists and members that it is made of, and XML becomes
//! JSON text, which is then decoded as any other. So generated types have one set of impls.

#[cfg(feature = "xml")]
mod element;
#[cfg(feature = "xml")]
mod read;
mod table;
#[cfg(feature = "xml")]
mod write;

#[cfg(feature = "xml")]
pub(crate) use read::answer;
pub use table::{Answer, Member, Name, Node, Object, Root, Shape};
#[cfg(feature = "xml")]
pub(crate) use write::write;

/// The namespace of the attribute that says that an element has no value.
#[cfg(feature = "xml")]
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// Elements inside of elements, as deep as JSON is read.
#[cfg(feature = "xml")]
const DEEPEST: usize = 128;

/// Without the feature nothing is read as XML.
#[cfg(not(feature = "xml"))]
pub(crate) fn answer(_: &[Answer], _: &crate::RawResponse) -> Option<Result<String, String>> {
    None
}
