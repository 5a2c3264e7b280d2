//! Member names: the next one expected is tried first, for services write members in order.

use super::names::Names;
use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A member name, recognised.
pub(super) enum Key<'de> {
    /// The field of this index.
    Field(usize),
    /// Another one; its text only where somebody wants it.
    Other(Option<Cow<'de, str>>),
}

/// Recognises a member name.
#[derive(Clone, Copy)]
pub(super) struct KeySeed<'a> {
    /// The names known.
    pub(super) names: &'a Names,
    /// The index to try first.
    pub(super) expected: usize,
    /// Whether the text of other names is wanted.
    pub(super) keep: bool,
}

impl KeySeed<'_> {
    /// The index of a name.
    #[inline]
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.names.find(name, self.expected)
    }
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(match self.find(name) {
            Some(index) => Key::Field(index),
            None => Key::Other(self.keep.then_some(Cow::Borrowed(name))),
        })
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(match self.find(name) {
            Some(index) => Key::Field(index),
            None => Key::Other(self.keep.then(|| Cow::Owned(name.to_owned()))),
        })
    }
}

/// Recognises the one name that is looked for; the text of any other is kept.
pub(super) struct NameSeed(pub(super) &'static str);

impl<'de> DeserializeSeed<'de> for NameSeed {
    /// `None` is the name.
    type Value = Option<Cow<'de, str>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<'de> Visitor<'de> for NameSeed {
    type Value = Option<Cow<'de, str>>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_borrowed_str<E: Error>(self, name: &'de str) -> Result<Self::Value, E> {
        Ok((name != self.0).then_some(Cow::Borrowed(name)))
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok((name != self.0).then(|| Cow::Owned(name.to_owned())))
    }
}
