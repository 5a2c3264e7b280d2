//! Formats that have a type of their own; `docs/formats.md` is this table for readers.

use super::Kind;
use crate::ir::{Integer, Scalar};

/// A format, the kinds that it applies to, and the type.
type Row = (&'static str, &'static [Kind], Scalar);

const TEXT: &[Kind] = &[Kind::String];
const WHOLE: &[Kind] = &[Kind::Integer];
const INTEGER: &[Kind] = &[Kind::Integer, Kind::Number];

/// The formats. All others stay what their kind says: a text whose Rust type could not write back
/// the same text (`uuid`, `uri`, `duration`, `time`, …) is a text, and a
/// `float` is an `f64`, which also holds what services write with more digits. A text that stands
/// for an integer keeps the text.
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
    ("int", INTEGER, Scalar::I64),
    ("int8", INTEGER, Scalar::I8),
    ("int16", INTEGER, Scalar::I16),
    ("int32", INTEGER, Scalar::I32),
    ("int64", INTEGER, Scalar::I64),
    ("uint", INTEGER, Scalar::U64),
    ("uint8", INTEGER, Scalar::U8),
    ("uint16", INTEGER, Scalar::U16),
    ("uint32", INTEGER, Scalar::U32),
    ("uint64", INTEGER, Scalar::U64),
    ("int", TEXT, Scalar::TextOf(Integer::I64)),
    ("int8", TEXT, Scalar::TextOf(Integer::I8)),
    ("int16", TEXT, Scalar::TextOf(Integer::I16)),
    ("int32", TEXT, Scalar::TextOf(Integer::I32)),
    ("int64", TEXT, Scalar::TextOf(Integer::I64)),
    ("uint", TEXT, Scalar::TextOf(Integer::U64)),
    ("uint8", TEXT, Scalar::TextOf(Integer::U8)),
    ("uint16", TEXT, Scalar::TextOf(Integer::U16)),
    ("uint32", TEXT, Scalar::TextOf(Integer::U32)),
    ("uint64", TEXT, Scalar::TextOf(Integer::U64)),
];

/// The type of a format of a kind, if it has one of its own.
pub(super) fn of(kind: Kind, format: &str) -> Option<Scalar> {
    let mut rows = FORMATS.iter();
    let row = rows.find(|(name, kinds, _)| *name == format && kinds.contains(&kind));
    row.map(|(_, _, scalar)| *scalar)
}
