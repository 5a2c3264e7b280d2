//! How types are read from JSON and written to it.
//!
//! Generated code implements [`Record`], [`Tagged`] or [`Untagged`] for a type and then calls
//! the macro of the same name, which adds the `serde` impls. The code that is the same for all
//! types is here, once: it is what keeps large clients quick to compile.

mod blank;
mod borrowed;
mod check;
mod constraint;
mod doubt;
mod integer_enum;
mod json_enum;
mod key;
mod kind;
mod length;
mod names;
mod open_enum;
mod plain;
mod raw;
mod record;
mod replay;
mod seen;
mod string_enum;
mod tag;
mod tagged;
mod untagged;
mod whole;
mod wrapper;
mod writer;

pub use blank::{Blank, blank};
#[cfg(feature = "client")]
pub(crate) use borrowed::BorrowedText;
#[cfg(feature = "client")]
pub(crate) use check::NameStyle;
pub use check::{Check, Checker};
pub use constraint::{Integer, Number};
pub use doubt::doubt;
pub use integer_enum::read_integer;
pub use json_enum::{read_value, same_value, value_of};
pub use kind::JsonKind;
pub use length::{Items, Length, Text};
pub use names::Names;
pub(crate) use plain::plain;
pub use raw::Raw;
pub use record::{Record, Schema, keep, read, read_optional, read_record, skip, write_record};
pub(crate) use replay::{bare_message, forget_defects, from_text, offset_of, take_defect};
pub use serde::de::MapAccess;
pub use serde::ser::SerializeMap;
pub use string_enum::{AnyText, read_text};
pub use tagged::{Base, Layout, Tagged, read_tagged, write_tagged};
pub use untagged::{Fit, Shape, Untagged, read_untagged};
pub(crate) use whole::Whole;
pub use writer::Writer;

pub use crate::{integer_enum, json_enum, record, string_enum, tagged, untagged, wrapper};

/// What decoding a piece of JSON fails with.
pub type JsonError = serde_json::Error;
