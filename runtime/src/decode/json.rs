//! Text that is JSON as a whole.

use super::failure::DecodeFailure;
use super::located::located;
use crate::wire::{Whole, forget_defects};
use serde::de::{DeserializeOwned, DeserializeSeed};

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
    let mut json = serde_json::Deserializer::from_slice(text);
    seed.deserialize(&mut json)
        .and_then(|value| json.end().map(|()| value))
        .map_err(|error| located(error, text))
}

/// Without a byte order mark.
pub(super) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}
