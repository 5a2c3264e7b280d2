//! Text that is JSON as a whole.

use super::failure::DecodeFailure;
use super::located::located;
use crate::wire::{Whole, forget_defects};
use serde::de::{DeserializeOwned, DeserializeSeed, Error};

/// Reads JSON as a client reads the body of an answer: a byte order mark is passed over, `1.0` and
/// `1e3` are integers where the type asks for one, and a failure says where in the text it is.
///
/// # Errors
/// If it is not JSON of this type.
///
/// ```
/// let whole: Vec<i64> = clientwright_runtime::from_json(b"[1, 2.0]")?;
/// assert_eq!(whole, [1, 2]);
/// # Ok::<(), clientwright_runtime::DecodeFailure>(())
/// ```
pub fn from_json<T: DeserializeOwned>(json: &[u8]) -> Result<T, DecodeFailure> {
    decode(json, Whole::<T>::new())
}

/// Decodes a body; what is wrong is located in it.
pub(super) fn decode<'de, S>(body: &'de [u8], seed: S) -> Result<S::Value, DecodeFailure>
where
    S: DeserializeSeed<'de>,
{
    let text = without_mark(body);
    // A defect that an earlier decoder left behind is none of this one's.
    forget_defects();
    // Checked once for all texts in it: that is faster than each for itself.
    let Ok(checked) = std::str::from_utf8(text) else {
        return Err(not_utf8(text));
    };
    let mut json = serde_json::Deserializer::from_str(checked);
    seed.deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| located(error, text))
}

/// JSON is in UTF-8 (RFC 8259, section 8.1); this says where it is not.
fn not_utf8(text: &[u8]) -> DecodeFailure {
    let read = serde_json::from_slice::<serde_json::Value>(text);
    let error = read
        .err()
        .unwrap_or_else(|| Error::custom("the body is not in UTF-8"));
    located(error, text)
}

/// Without a byte order mark.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}
