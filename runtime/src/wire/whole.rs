//! Integers that come as `1.0` or `1e3`: in JSON these are the same numbers as 1 and 1000.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// Reads a required member that holds integers, by themselves or in lists, maps and tuples.
///
/// # Errors
/// If the value is not of this type.
pub fn read_whole<'de, T, M>(slot: &mut T, map: &mut M) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    *slot = map.next_value_seed(Whole(PhantomData))?;
    Ok(())
}

/// Reads a member that holds integers and may be left out.
///
/// # Errors
/// If the value is not of this type.
pub fn read_whole_optional<'de, T, M>(slot: &mut Option<T>, map: &mut M) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    *slot = Some(map.next_value_seed(Whole(PhantomData))?);
    Ok(())
}

/// Reads an undeclared member that holds integers into the map of such members.
///
/// # Errors
/// If the value is not of this type.
pub fn keep_whole<'de, T, M>(
    members: &mut BTreeMap<String, T>,
    key: String,
    map: &mut M,
) -> Result<(), M::Error>
where
    T: Deserialize<'de>,
    M: MapAccess<'de>,
{
    members.insert(key, map.next_value_seed(Whole(PhantomData))?);
    super::doubt();
    Ok(())
}

/// A value that holds integers.
pub(super) struct Whole<T>(pub(super) PhantomData<T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Whole<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(Lenient(deserializer))
    }
}

/// Gives whole numbers as integers to whoever asks for integers.
struct Lenient<T>(T);

macro_rules! forward {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Lenient(visitor))
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Lenient<D> {
    type Error = D::Error;

    forward! {
        deserialize_any deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_option
        deserialize_seq deserialize_map
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, Lenient(visitor))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        // How raw JSON asks; there are no integers in it.
        self.0.deserialize_newtype_struct(name, visitor)
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_f32(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_f64(visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_str(visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_string(visitor)
    }

    forward_to_deserialize_any! {
        bool i128 u128 char bytes byte_buf unit unit_struct tuple_struct struct enum identifier
        ignored_any
    }
}

/// From here on `f64` cannot tell integers from their neighbours, and nobody writes them as floats.
const WHOLE: f64 = 9_007_199_254_740_992.0;

macro_rules! pass {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, V: Visitor<'de>> Visitor<'de> for Lenient<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    pass!(
        visit_bool: bool, visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128,
        visit_str: &str, visit_borrowed_str: &'de str, visit_string: String
    );

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        if number.fract() == 0.0 && number.abs() < WHOLE {
            self.0.visit_i64(number as i64)
        } else {
            self.0.visit_f64(number)
        }
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_unit()
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.0.visit_none()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<V::Value, D::Error> {
        self.0.visit_some(Lenient(deserializer))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.0.visit_seq(Lenient(seq))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.0.visit_map(Lenient(map))
    }
}

impl<'de, A: SeqAccess<'de>> SeqAccess<'de> for Lenient<A> {
    type Error = A::Error;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, A::Error> {
        self.0.next_element_seed(Lenient(seed))
    }

    fn size_hint(&self) -> Option<usize> {
        self.0.size_hint()
    }
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Lenient<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        self.0.next_key_seed(seed)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, A::Error> {
        self.0.next_value_seed(Lenient(seed))
    }
}

impl<'de, S: DeserializeSeed<'de>> DeserializeSeed<'de> for Lenient<S> {
    type Value = S::Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<S::Value, D::Error> {
        self.0.deserialize(Lenient(deserializer))
    }
}

#[cfg(test)]
mod tests {
    use super::Whole;
    use crate::Nullable;
    use serde::de::DeserializeSeed;
    use std::collections::BTreeMap;
    use std::marker::PhantomData;

    fn read<T: for<'de> serde::Deserialize<'de>>(json: &str) -> Result<T, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let value = Whole(PhantomData).deserialize(&mut deserializer);
        value.map_err(|error| error.to_string())
    }

    #[test]
    fn whole_numbers_are_integers() {
        assert_eq!(read("1.0"), Ok(1_i64));
        assert_eq!(read("-1e3"), Ok(-1000_i32));
        assert_eq!(read("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(read("[1.0, 2]"), Ok(vec![1_u8, 2]));
        assert_eq!(read("[1.0, \"a\"]"), Ok((1_i8, "a".to_owned())));
        assert_eq!(
            read("[null, 1.0]"),
            Ok(vec![Nullable::Null, Nullable::Value(1_i64)])
        );
        assert_eq!(
            read("{\"a\": 2.0}"),
            Ok(BTreeMap::from([("a".to_owned(), 2_u16)]))
        );
        assert!(
            read::<i64>("1.5")
                .unwrap_err()
                .contains("floating point `1.5`")
        );
        assert!(read::<u8>("-1.0").is_err());
        assert!(read::<i64>("1e30").is_err());
    }
}
