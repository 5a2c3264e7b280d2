//! Formats that have a type of their own; `docs/formats.md` is this table for readers.

use super::Kind;
use crate::ir::{Integer, Scalar};

/// A format, the kinds that it applies to, and the type.
type Row = (&'static str, &'static [Kind], Scalar);

const TEXT: &[Kind] = &[Kind::String];
const WHOLE: &[Kind] = &[Kind::Integer];

/// The formats. All others stay what their kind says: a text whose Rust type could not write back
/// the same text (`uuid`, `uri`, `duration`, `time`, …) is a text, and a
/// `float` is an `f64`, which also holds what services write with more digits.
const FORMATS: &[Row] = &[
    ("date", TEXT, Scalar::Date),
    ("date-time", TEXT, Scalar::DateTime),
    ("http-date", TEXT, Scalar::HttpDate),
    ("date-time-rfc1123", TEXT, Scalar::HttpDate),
    ("date-time-rfc7231", TEXT, Scalar::HttpDate),
    ("unixtime", WHOLE, Scalar::UnixTime),
    ("unix-time", WHOLE, Scalar::UnixTime),
    ("unix-seconds", WHOLE, Scalar::UnixTime),
    ("byte", TEXT, Scalar::Base64),
    ("base64", TEXT, Scalar::Base64),
    ("base64url", TEXT, Scalar::Base64Url),
];

/// The formats of integers. A text that stands for one keeps the text.
const INTEGERS: &[(&str, Integer)] = &[
    ("int", Integer::I64),
    ("int8", Integer::I8),
    ("int16", Integer::I16),
    ("int32", Integer::I32),
    ("int64", Integer::I64),
    ("uint", Integer::U64),
    ("uint8", Integer::U8),
    ("uint16", Integer::U16),
    ("uint32", Integer::U32),
    ("uint64", Integer::U64),
];

/// The type of a format of a kind, if it has one of its own.
pub(super) fn of(kind: Kind, format: &str) -> Option<Scalar> {
    let mut rows = FORMATS.iter();
    let row = rows.find(|(name, kinds, _)| *name == format && kinds.contains(&kind));
    row.map(|(_, _, scalar)| *scalar).or_else(|| {
        let (_, integer) = INTEGERS.iter().find(|(name, _)| *name == format)?;
        match kind {
            Kind::String => Some(Scalar::TextOf(*integer)),
            Kind::Integer | Kind::Number => Some(Scalar::Integer(*integer)),
            _ => None,
        }
    })
}
