//! Objects with declared members.

use super::key::{Key, KeySeed};
use super::names::Names;
use super::seen::Seen;
use super::whole::Whole;
use super::{Blank, Writer};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// An object with declared members.
///
/// Of a member that comes twice the last one counts, as in most JSON readers.
pub trait Record: Blank {
    /// What is known of all of them.
    const SCHEMA: Schema;
    /// The members' names, to be found fast.
    const NAMES: &'static Names = &Names::of(Self::SCHEMA.fields);
    /// Whether undeclared members go to [`Record::keep`].
    const OPEN: bool = false;

    /// Reads the value of a field.
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

    /// Writes all members.
    fn write<M: SerializeMap>(&self, out: &mut Writer<M>);
}

/// What is known of all records of a type. One constant, since the compiler takes about as long for each as for a
/// function.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// What error messages call it.
    pub name: &'static str,
    /// The members' names on the wire.
    pub fields: &'static [&'static str],
    /// A bit for each required field; 64 fields to a word, the lowest bit first.
    pub required: &'static [u64],
}

/// Reads a required member.
///
/// # Errors
/// If the value is not of this type.
pub fn read<'de, T, M>(slot: &mut T, map: &mut M) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    *slot = map.next_value_seed(Whole::new())?;
    Ok(())
}

/// Reads a member that may be left out. `null` is a value like any other here, so it is refused
/// unless the type takes it.
///
/// # Errors
/// If the value is not of this type.
pub fn read_optional<'de, T, M>(slot: &mut Option<T>, map: &mut M) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    *slot = Some(map.next_value_seed(Whole::new())?);
    Ok(())
}

/// Reads an undeclared member into the map of such members.
///
/// # Errors
/// If the value is not of this type.
pub fn keep<'de, T, M>(
    members: &mut BTreeMap<String, T>,
    key: String,
    map: &mut M,
) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    members.insert(key, map.next_value_seed(Whole::new())?);
    super::doubt();
    Ok(())
}

/// Reads over a member.
///
/// # Errors
/// If it is not JSON.
pub fn skip<'de, M: MapAccess<'de>>(map: &mut M) -> Result<(), M::Error> {
    super::doubt::lose();
    map.next_value::<IgnoredAny>().map(drop)
}

/// `Deserialize` of every record.
///
/// # Errors
/// If the value is not an object, a member is not of its type, or a required one is missing.
pub fn read_record<'de, R: Record, D: Deserializer<'de>>(deserializer: D) -> Result<R, D::Error> {
    deserializer.deserialize_newtype_struct(R::SCHEMA.name, RecordVisitor(PhantomData))
}

/// `Serialize` of every record.
///
/// # Errors
/// If a value cannot be written.
pub fn write_record<R: Record, S: Serializer>(
    record: &R,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut out = Writer::new(serializer.serialize_map(None)?);
    record.write(&mut out);
    out.finish()
}

struct RecordVisitor<R>(PhantomData<R>);

impl<'de, R: Record> Visitor<'de> for RecordVisitor<R> {
    type Value = R;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", R::SCHEMA.name)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<R, D::Error> {
        deserializer.deserialize_map(self)
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<R, M::Error> {
        let mut record = R::blank();
        let mut seen = Seen::none(R::SCHEMA.fields.len());
        let mut seed = KeySeed {
            names: R::NAMES,
            expected: 0,
            keep: R::OPEN,
        };
        while let Some(key) = map.next_key_seed(seed)? {
            match key {
                Key::Field(field) => {
                    record.fill(field, &mut map)?;
                    seen.insert(field);
                    seed.expected = field + 1;
                }
                Key::Other(Some(key)) => record.keep(key.into_owned(), &mut map)?,
                Key::Other(None) => skip(&mut map)?,
            }
        }
        seen.require(R::SCHEMA.fields, R::SCHEMA.required)?;
        Ok(record)
    }
}

/// Implements `Serialize` and `Deserialize` for a [`Record`](crate::wire::Record).
#[macro_export]
macro_rules! record {
    ($ty:ty) => {
        $crate::by_functions!($ty: read_record, write_record);
    };
}

/// Implements `Serialize` and `Deserialize` by functions of [`wire`](crate::wire).
#[doc(hidden)]
#[macro_export]
macro_rules! by_functions {
    ($ty:ty: $read:ident, $write:ident) => {
        impl<'de> $crate::serde::Deserialize<'de> for $ty {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::$read(deserializer)
            }
        }

        impl $crate::serde::Serialize for $ty {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::wire::$write(self, serializer)
            }
        }
    };
}
