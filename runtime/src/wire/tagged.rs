//! Unions told apart by the text of one member, the tag.

use super::key::{Key, KeySeed};
use super::names::Names;
use super::replay::Replay;
use super::seen::Seen;
use super::tag::{Held, TagSeed, TagValue, find_tag, read_rest, read_until_tag};
use super::{Record, Writer, doubt, skip};
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
/// one is an error, unless the variants extend a schema that allows it ([`Tagged::BASE`]). Of a tag
/// that comes twice the first one counts.
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
    /// The schema that the variants extend, if values of that schema alone are allowed: what fits
    /// it, but not the variant that its tag names, is an unknown variant.
    const BASE: Option<Base> = None;

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

/// What a schema says of objects that others extend.
#[derive(Clone, Copy, Debug)]
pub struct Base {
    /// The members that it declares.
    pub members: &'static [&'static str],
    /// The members that it requires.
    pub required: &'static [&'static str],
}

/// The members of a variant.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    names: &'static Names,
    required: &'static [u64],
    open: bool,
}

impl Layout {
    /// None.
    pub const EMPTY: Self = Self {
        names: Names::NONE,
        required: &[],
        open: false,
    };

    /// Reads their names.
    fn keys(self) -> KeySeed<'static> {
        KeySeed {
            names: self.names,
            expected: 0,
            keep: self.open,
        }
    }

    /// Those of a record.
    pub const fn of<R: Record>() -> Self {
        Self {
            names: R::NAMES,
            required: R::SCHEMA.required,
            open: R::OPEN,
        }
    }
}

/// `Deserialize` of every tagged union.
///
/// # Errors
/// If the value is not an object, has no tag, or does not fit the variant that the tag names.
pub fn read_tagged<'de, T: Tagged, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(T::NAME, TaggedVisitor(PhantomData))
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

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_map(self)
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
            Some(TagValue::Known(tag)) => {
                if T::BASE.is_some() {
                    read_rest(T::TAG, &mut held, &mut map)?;
                }
                let (value, doubts) = doubt::counted(|| read_variant(tag, &held, &mut map));
                if let Some(value) = value? {
                    doubt::add(doubts);
                    return Ok(value);
                }
                T::TAGS.get(tag).map(|tag| (*tag).to_owned())
            }
            Some(TagValue::Other(tag)) => {
                read_rest(T::TAG, &mut held, &mut map)?;
                Some(tag)
            }
            None => None,
        };
        doubt::doubt();
        let unknown = UnknownVariant::new(tag, held).map_err(M::Error::custom)?;
        Ok(T::unknown(unknown))
    }
}

/// The variant of a tag; none if what does not fit it is nothing that the base speaks of. Where there
/// is a base, all members are held.
fn read_variant<'de, T: Tagged, M: MapAccess<'de>>(
    tag: usize,
    held: &[Held<'de>],
    map: &mut M,
) -> Result<Option<T>, M::Error> {
    let mut variant = Variant::<T>::start(tag).map_err(M::Error::custom)?;
    let mut fits = held.is_empty() || variant.replay(held)?;
    if T::BASE.is_none() {
        variant.read(map)?;
    }
    let Layout {
        names, required, ..
    } = variant.layout;
    for missing in variant.seen.missing(names.all(), required) {
        if T::BASE.is_none_or(|base| base.required.contains(&missing)) {
            return Err(M::Error::missing_field(missing));
        }
        fits = false;
    }
    Ok(fits.then_some(variant.value))
}

/// A variant that is being filled in.
struct Variant<T> {
    value: T,
    layout: Layout,
    seen: Seen,
}

impl<T: Tagged> Variant<T> {
    fn start(tag: usize) -> Result<Self, serde::de::value::Error> {
        let mut value = T::start(tag);
        let layout = value.layout();
        let mut seen = Seen::none(layout.names.all().len());
        let tag = T::TAGS.get(tag).copied().unwrap_or_default();
        if let Some(field) = layout.keys().find(T::TAG) {
            // The variant's record has the tag as a field of its own.
            value.fill(field, &mut OneText(tag))?;
            seen.insert(field);
        }
        Ok(Self {
            value,
            layout,
            seen,
        })
    }

    /// Reads the members that were held; false if one is not what the variant says, and the base
    /// says nothing of it.
    fn replay<E: Error>(&mut self, held: &[Held<'_>]) -> Result<bool, E> {
        let mut seed = self.layout.keys();
        let mut fits = true;
        for (member, raw) in held {
            let result = match seed.find(member) {
                Some(field) => {
                    self.seen.insert(field);
                    seed.expected = field + 1;
                    self.value.fill(field, &mut Replay(raw))
                }
                None if seed.keep => {
                    let member = member.clone().into_owned();
                    self.value.keep(member, &mut Replay(raw))
                }
                None => {
                    doubt::lose();
                    Ok(())
                }
            };
            if let Err(error) = result {
                if T::BASE.is_none_or(|base| base.members.contains(&&**member)) {
                    return Err(raw.defect(Some(member), &error));
                }
                fits = false;
            }
        }
        Ok(fits)
    }

    /// Reads the members after the tag.
    fn read<'de, M: MapAccess<'de>>(&mut self, map: &mut M) -> Result<(), M::Error> {
        let mut seed = self.layout.keys();
        while let Some(key) = map.next_key_seed(seed)? {
            match key {
                Key::Field(field) => {
                    self.value.fill(field, map)?;
                    self.seen.insert(field);
                    seed.expected = field + 1;
                }
                Key::Other(Some(key)) if key != T::TAG => self.value.keep(key.into_owned(), map)?,
                Key::Other(Some(_)) => map.next_value::<IgnoredAny>().map(drop)?,
                Key::Other(None) => skip(map)?,
            }
        }
        Ok(())
    }
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

/// Implements `Serialize`, `Deserialize` and [`Blank`](crate::wire::Blank) for a
/// [`Tagged`](crate::wire::Tagged) union.
#[macro_export]
macro_rules! tagged {
    ($ty:ty) => {
        $crate::by_functions!($ty: read_tagged, write_tagged);

        impl $crate::wire::Blank for $ty {
            fn blank() -> Self {
                <Self as $crate::wire::Tagged>::unknown($crate::UnknownVariant::default())
            }
        }
    };
}
