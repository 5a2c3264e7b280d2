//! Member names: the next one expected is tried first, for services write members in order.

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::fmt;

/// A member name, recognised.
pub(super) enum Key {
    /// The field of this index.
    Field(usize),
    /// Another one; its text only where somebody wants it.
    Other(Option<String>),
}

/// Recognises a member name.
#[derive(Clone, Copy)]
pub(super) struct KeySeed<'a> {
    /// The names known.
    pub(super) fields: &'a [&'static str],
    /// The index to try first.
    pub(super) expected: usize,
    /// Whether the text of other names is wanted.
    pub(super) keep: bool,
}

impl KeySeed<'_> {
    /// The index of a name: the next ones first, for those between may be left out.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let (before, next) = self.fields.split_at_checked(self.expected)?;
        let found = next.iter().position(|field| *field == name);
        match found {
            Some(index) => Some(self.expected + index),
            None => before.iter().position(|field| *field == name),
        }
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(match self.find(name) {
            Some(index) => Key::Field(index),
            None => Key::Other(self.keep.then(|| name.to_owned())),
        })
    }
}
