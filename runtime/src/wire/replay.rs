//! Decoding a piece of JSON that was kept as text, with errors that can be found in the body.
//!
//! The error of a nested decoder says a line and column of its own text. Where that text is a
//! part of the body, its address says where in the body it stands; the address of the last such
//! defect is left in a thread-local for the decoder of the whole body, which runs on the same
//! thread without a pause.

use super::Raw;
use super::whole::Whole;
use serde::de::{Deserialize, DeserializeSeed, Error, MapAccess};
use std::cell::{Cell, RefCell};

/// Deeper nesting of kept pieces is refused: each has the depth limit of `serde_json` anew.
const MAX_DEPTH: usize = 64;

/// Where a kept piece did not decode.
#[derive(Debug)]
pub(crate) struct Defect {
    /// The address of the byte after the defect.
    pub(crate) address: usize,
    /// What is wrong, without a position.
    pub(crate) message: String,
    /// What the error that went on says.
    outer: String,
}

thread_local! {
    static DEFECT: RefCell<Option<Defect>> = const { RefCell::new(None) };
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Takes the last defect if it is the cause of this error; forgets it in any case.
pub(crate) fn take_defect(error: &serde_json::Error) -> Option<Defect> {
    let defect = DEFECT.take()?;
    (defect.outer == bare_message(error)).then_some(defect)
}

/// Forgets what an earlier decoder left.
pub(crate) fn forget_defects() {
    DEFECT.set(None);
}

/// An error's text without the position at its end.
pub(crate) fn bare_message(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    let position = format!(" at line {} column {}", error.line(), error.column());
    if let Some(bare) = text.strip_suffix(&position) {
        text.truncate(bare.len());
    }
    text
}

/// The offset of a line and column as `serde_json` counts them (both from 1, in bytes).
pub(crate) fn offset_of(text: &[u8], line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text
            .get(start..)
            .and_then(|rest| rest.iter().position(|byte| *byte == b'\n'))
        {
            Some(newline) => start += newline + 1,
            None => break,
        }
    }
    (start + column).min(text.len())
}

impl Raw<'_> {
    /// Decodes it.
    ///
    /// # Errors
    /// If it is not of this type.
    pub fn decode<'a, T: Deserialize<'a>>(&'a self) -> Result<T, serde_json::Error> {
        within_depth(|| from_text(self.get()))
    }

    /// The error that this piece as a whole is not what it should be.
    pub(super) fn misfit<E: Error>(&self, message: &impl std::fmt::Display) -> E {
        let message = message.to_string();
        let text = self.get().as_bytes();
        let address = text.as_ptr() as usize + text.len();
        DEFECT.set(Some(Defect {
            address,
            message: message.clone(),
            outer: message.clone(),
        }));
        E::custom(message)
    }

    /// The error of decoding this piece as the error of whatever it is a part of.
    pub(super) fn defect<E: Error>(&self, member: Option<&str>, error: &serde_json::Error) -> E {
        let message = bare_message(error);
        let outer = match member {
            Some(member) => format!("`{member}`: {message}"),
            None => message.clone(),
        };
        let inner = take_defect(error);
        DEFECT.set(Some(match inner {
            Some(inner) => Defect {
                outer: outer.clone(),
                ..inner
            },
            None => {
                let text = self.get().as_bytes();
                let offset = offset_of(text, error.line(), error.column());
                Defect {
                    address: text.as_ptr() as usize + offset,
                    message,
                    outer: outer.clone(),
                }
            }
        }));
        E::custom(outer)
    }
}

/// Reads a text of JSON as a type.
///
/// # Errors
/// If it is not JSON of this type.
pub(crate) fn from_text<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let value = Whole::new().deserialize(&mut json)?;
    json.end().map(|()| value)
}

fn within_depth<T>(
    decode: impl FnOnce() -> Result<T, serde_json::Error>,
) -> Result<T, serde_json::Error> {
    let depth = DEPTH.get();
    if depth >= MAX_DEPTH {
        return Err(serde_json::Error::custom("nested too deeply"));
    }
    DEPTH.set(depth + 1);
    let _restore = RestoreDepth(depth);
    decode()
}

/// Restores the depth even where a type's own decoder panics: the thread lives on.
struct RestoreDepth(usize);

impl Drop for RestoreDepth {
    fn drop(&mut self) {
        DEPTH.set(self.0);
    }
}

/// Gives a kept piece as the value of a member.
pub(super) struct Replay<'r>(pub(super) &'r Raw<'r>);

impl<'r> MapAccess<'r> for Replay<'r> {
    type Error = serde_json::Error;

    fn next_key_seed<K: DeserializeSeed<'r>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, serde_json::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'r>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, serde_json::Error> {
        let raw = self.0;
        within_depth(|| seed.deserialize(&mut serde_json::Deserializer::from_str(raw.get())))
    }
}
