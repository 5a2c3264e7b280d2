//! The tag of a union, wherever it stands among the members.

use super::key::NameSeed;
use super::{Raw, skip};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// A member that is kept until its variant is known.
pub(super) type Held<'de> = (Cow<'de, str>, Raw<'de>);

/// The tag; the members before it are held.
pub(super) fn read_until_tag<'de, M: MapAccess<'de>, S: DeserializeSeed<'de>>(
    name: &'static str,
    held: &mut Vec<Held<'de>>,
    map: &mut M,
    value: S,
) -> Result<S::Value, M::Error> {
    while let Some(key) = map.next_key_seed(NameSeed(name))? {
        match key {
            None => return map.next_value_seed(value),
            Some(key) => held.push((key, map.next_value()?)),
        }
    }
    Err(M::Error::missing_field(name))
}

/// The tag where it may be missing or no text: then it is held as any other member.
pub(super) fn find_tag<'de, M: MapAccess<'de>>(
    name: &'static str,
    tags: &'static [&'static str],
    held: &mut Vec<Held<'de>>,
    map: &mut M,
) -> Result<Option<TagValue>, M::Error> {
    while let Some(key) = map.next_key_seed(NameSeed(name))? {
        let value: Raw<'de> = map.next_value()?;
        let Some(key) = key else {
            if let Ok(tag) = value.decode::<String>() {
                return TagSeed(tags).visit_str(&tag).map(Some);
            }
            held.push((Cow::Borrowed(name), value));
            continue;
        };
        held.push((key, value));
    }
    Ok(None)
}

/// Holds the members after the tag.
pub(super) fn read_rest<'de, M: MapAccess<'de>>(
    name: &'static str,
    held: &mut Vec<Held<'de>>,
    map: &mut M,
) -> Result<(), M::Error> {
    while let Some(key) = map.next_key_seed(NameSeed(name))? {
        match key {
            None => skip(map)?,
            Some(key) => held.push((key, map.next_value()?)),
        }
    }
    Ok(())
}

/// A tag, recognised.
pub(super) enum TagValue {
    /// The index of one that the document names.
    Known(usize),
    /// Any other.
    Other(String),
}

/// Recognises a tag among those that the document names.
pub(super) struct TagSeed(pub(super) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for TagSeed {
    type Value = TagValue;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<TagValue, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for TagSeed {
    type Value = TagValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text that names the variant")
    }

    fn visit_str<E: Error>(self, tag: &str) -> Result<TagValue, E> {
        Ok(match self.0.iter().position(|known| *known == tag) {
            Some(index) => TagValue::Known(index),
            None => TagValue::Other(tag.to_owned()),
        })
    }
}
