//! Unions told apart by the text of one member, the tag.

use super::key::{Key, KeySeed};
use super::replay::Replay;
use super::seen::Seen;
use super::{Raw, Record, Writer, skip};
use crate::UnknownVariant;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A union told apart by the text of one member, the tag.
///
/// It is read in one pass where the tag comes first; otherwise the members before the tag are
/// kept as text until the tag says what they are. A member that the variant does not have is
/// skipped. A tag that the document does not name makes an unknown variant; a defect of a known
/// one is an error. Of a tag that comes twice the first one counts.
pub trait Tagged: Sized {
    /// What error messages call it.
    const NAME: &'static str;
    /// The tag's name on the wire.
    const TAG: &'static str;
    /// The tags that the document names.
    const TAGS: &'static [&'static str];
    /// Whether the document requires the tag, as a text; if not, an object without it is an
    /// unknown variant.
    const REQUIRED: bool = true;

    /// The variant of a tag, to fill in.
    fn start(tag: usize) -> Self;

    /// The variant of any other tag.
    fn unknown(unknown: UnknownVariant) -> Self;

    /// The members of the variant.
    fn layout(&self) -> Layout;

    /// Reads the value of one of them.
    ///
    /// # Errors
    /// If it is not of the field's type.
    fn fill<'de, M: MapAccess<'de>>(&mut self, field: usize, map: &mut M) -> Result<(), M::Error>;

    /// Reads the value of an undeclared member.
    ///
    /// # Errors
    /// If it is not of the type of such members.
    fn keep<'de, M: MapAccess<'de>>(&mut self, key: String, map: &mut M) -> Result<(), M::Error> {
        let _ = key;
        skip(map)
    }

    /// Writes the tag and all members.
    fn write<M: SerializeMap>(&self, out: &mut Writer<M>);
}

/// The members of a variant.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    fields: &'static [&'static str],
    required: &'static [u64],
    open: bool,
}

impl Layout {
    /// None.
    pub const EMPTY: Self = Self {
        fields: &[],
        required: &[],
        open: false,
    };

    /// Those of a record.
    pub const fn of<R: Record>() -> Self {
        Self {
            fields: R::FIELDS,
            required: R::REQUIRED,
            open: R::OPEN,
        }
    }
}

/// `Deserialize` of every tagged union.
///
/// # Errors
/// If the value is not an object, has no tag, or does not fit the variant that the tag names.
pub fn read_tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_struct(T::NAME, &[], TaggedVisitor(PhantomData))
}

/// `Serialize` of every tagged union.
///
/// # Errors
/// If a value cannot be written.
pub fn write_tagged<T: Tagged, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new(serializer.serialize_map(None)?);
    value.write(&mut out);
    out.finish()
}

struct TaggedVisitor<T>(PhantomData<T>);

impl<'de, T: Tagged> Visitor<'de> for TaggedVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object with `{}` ({})", T::TAG, T::NAME)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<T, M::Error> {
        let mut held = Vec::new();
        let tag = if T::REQUIRED {
            Some(read_until_tag(
                T::TAG,
                &mut held,
                &mut map,
                TagSeed(T::TAGS),
            )?)
        } else {
            find_tag(T::TAG, T::TAGS, &mut held, &mut map)?
        };
        let tag = match tag {
            Some(TagValue::Known(tag)) => return fill_variant::<T, M>(tag, &held, &mut map),
            Some(TagValue::Other(tag)) => {
                read_rest(T::TAG, &mut held, &mut map)?;
                Some(tag)
            }
            None => None,
        };
        super::doubt();
        let unknown = UnknownVariant::new(tag, held).map_err(M::Error::custom)?;
        Ok(T::unknown(unknown))
    }
}

/// A member before the tag.
type Held<'de> = (String, Raw<'de>);

fn read_until_tag<'de, M: MapAccess<'de>, S: DeserializeSeed<'de>>(
    name: &'static str,
    held: &mut Vec<Held<'de>>,
    map: &mut M,
    value: S,
) -> Result<S::Value, M::Error> {
    let fields = [name];
    let seed = KeySeed {
        fields: &fields,
        expected: 0,
        keep: true,
    };
    while let Some(key) = map.next_key_seed(seed)? {
        match key {
            Key::Field(_) => return map.next_value_seed(value),
            Key::Other(key) => held.push((key.unwrap_or_default(), map.next_value()?)),
        }
    }
    Err(M::Error::missing_field(name))
}

/// The tag where it may be missing or no text: then it is held as any other member.
fn find_tag<'de, M: MapAccess<'de>>(
    name: &'static str,
    tags: &'static [&'static str],
    held: &mut Vec<Held<'de>>,
    map: &mut M,
) -> Result<Option<TagValue>, M::Error> {
    while let Some(key) = map.next_key::<String>()? {
        let value: Raw<'de> = map.next_value()?;
        let tag = (key == name).then(|| value.decode::<String>());
        if let Some(Ok(tag)) = tag {
            return TagSeed(tags).visit_str(&tag).map(Some);
        }
        held.push((key, value));
    }
    Ok(None)
}

fn read_rest<'de, M: MapAccess<'de>>(
    name: &'static str,
    held: &mut Vec<Held<'de>>,
    map: &mut M,
) -> Result<(), M::Error> {
    while let Some(key) = map.next_key::<String>()? {
        if key == name {
            skip(map)?;
        } else {
            held.push((key, map.next_value()?));
        }
    }
    Ok(())
}

fn fill_variant<'de, T: Tagged, M: MapAccess<'de>>(
    tag: usize,
    held: &[Held<'de>],
    map: &mut M,
) -> Result<T, M::Error> {
    let mut value = T::start(tag);
    let layout = value.layout();
    let mut seen = Seen::none(layout.fields.len());
    let mut seed = KeySeed {
        fields: layout.fields,
        expected: 0,
        keep: layout.open,
    };
    if let Some(field) = seed.find(T::TAG) {
        // The variant's record has the tag as a field of its own.
        let mut text = OneText(T::TAGS.get(tag).copied().unwrap_or_default());
        value.fill(field, &mut text).map_err(M::Error::custom)?;
        seen.insert(field);
    }
    for (key, raw) in held {
        let result = match seed.find(key) {
            Some(field) => {
                seen.insert(field);
                seed.expected = field + 1;
                value.fill(field, &mut Replay(raw))
            }
            None if layout.open => value.keep(key.clone(), &mut Replay(raw)),
            None => {
                super::doubt::lose();
                Ok(())
            }
        };
        result.map_err(|error| raw.defect::<M::Error>(Some(key), &error))?;
    }
    while let Some(key) = map.next_key_seed(seed)? {
        match key {
            Key::Field(field) => {
                value.fill(field, map)?;
                seen.insert(field);
                seed.expected = field + 1;
            }
            Key::Other(Some(key)) if key != T::TAG => value.keep(key, map)?,
            Key::Other(Some(_)) => map.next_value::<IgnoredAny>().map(drop)?,
            Key::Other(None) => skip(map)?,
        }
    }
    seen.require(layout.fields, layout.required)?;
    Ok(value)
}

/// Gives a text as the value of a member.
struct OneText(&'static str);

impl<'de> MapAccess<'de> for OneText {
    type Error = serde::de::value::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        _: K,
    ) -> Result<Option<K::Value>, Self::Error> {
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Self::Error> {
        seed.deserialize(serde::de::value::BorrowedStrDeserializer::new(self.0))
    }
}

/// A tag, recognised.
enum TagValue {
    Known(usize),
    Other(String),
}

struct TagSeed(&'static [&'static str]);

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

/// Implements `Serialize`, `Deserialize` and [`Blank`](crate::wire::Blank) for a
/// [`Tagged`](crate::wire::Tagged) union.
#[macro_export]
macro_rules! tagged {
    ($ty:ty) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::read_tagged(deserializer)
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::write_tagged(self, serializer)
            }
        }

        impl $crate::wire::Blank for $ty {
            fn blank() -> Self {
                <Self as $crate::wire::Tagged>::unknown($crate::UnknownVariant::default())
            }
        }
    };
}
