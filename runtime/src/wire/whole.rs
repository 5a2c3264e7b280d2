//! Integers that come as `1.0` or `1e3`: in JSON these are the same numbers as 1 and 1000.
//!
//! Every place where a type is read goes through here: answers, members, elements, variants. What
//! holds integers by itself or in lists, maps and tuples gets them as such; a record or a union asks
//! for a newtype, which is passed on as it is, and reads its own members in the same way.

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use std::fmt;
use std::marker::PhantomData;

/// Reads a value of a type; whole numbers are integers.
pub(crate) struct Whole<T>(PhantomData<T>);

impl<T> Whole<T> {
    /// Reads a value of this type.
    pub(crate) const fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Whole<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(Lenient(deserializer))
    }
}

/// Gives whole numbers as integers to whoever asks for integers.
struct Lenient<T>(T);

/// Those in which integers may stand.
macro_rules! within {
    ($($method:ident)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method(Lenient(visitor))
        })*
    };
}

/// Those in which none can, or that see to themselves.
macro_rules! as_ever {
    ($($method:ident($($name:ident: $ty:ty),*))*) => {
        $(fn $method<V: Visitor<'de>>(self, $($name: $ty,)* visitor: V) -> Result<V::Value, D::Error> {
            self.0.$method($($name,)* visitor)
        })*
    };
}

macro_rules! pass {
    ($($method:ident: $ty:ty),*) => {
        $(fn $method<E: Error>(self, value: $ty) -> Result<V::Value, E> {
            self.0.$method(value)
        })*
    };
}

impl<'de, D: Deserializer<'de>> Deserializer<'de> for Lenient<D> {
    type Error = D::Error;

    within! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_option deserialize_seq deserialize_map
    }

    as_ever! {
        deserialize_any() deserialize_bool() deserialize_i128() deserialize_u128()
        deserialize_f64() deserialize_char() deserialize_str()
        deserialize_string() deserialize_bytes() deserialize_byte_buf() deserialize_unit()
        deserialize_unit_struct(name: &'static str) deserialize_identifier()
        deserialize_ignored_any() deserialize_newtype_struct(name: &'static str)
        deserialize_tuple_struct(name: &'static str, length: usize)
        deserialize_struct(name: &'static str, fields: &'static [&'static str])
        deserialize_enum(name: &'static str, variants: &'static [&'static str])
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_tuple(length, Lenient(visitor))
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_f32(Single(visitor))
    }

    fn is_human_readable(&self) -> bool {
        self.0.is_human_readable()
    }
}

/// Who takes numbers of single precision: one that is too large for it would be infinite, which JSON cannot say.
struct Single<V>(V);

impl<'de, V: Visitor<'de>> Visitor<'de> for Single<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.expecting(f)
    }

    pass!(visit_i64: i64, visit_i128: i128, visit_u64: u64, visit_u128: u128, visit_f32: f32, visit_str: &str);

    fn visit_f64<E: Error>(self, number: f64) -> Result<V::Value, E> {
        if number.is_finite() && (number as f32).is_infinite() {
            let expected = "a number of single precision";
            return Err(E::invalid_value(Unexpected::Float(number), &expected));
        }
        self.0.visit_f64(number)
    }
}

/// The first powers of two that an `i64` and a `u64` do not hold.
const BEYOND: [f64; 2] = [9_223_372_036_854_775_808.0, 18_446_744_073_709_551_616.0];

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
        let [signed, unsigned] = BEYOND;
        if number.fract() != 0.0 {
            self.0.visit_f64(number)
        } else if (-signed..signed).contains(&number) {
            self.0.visit_i64(number as i64)
        } else if (signed..unsigned).contains(&number) {
            self.0.visit_u64(number as u64)
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

    fn read<T: for<'de> serde::Deserialize<'de>>(json: &str) -> Result<T, String> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let value = Whole::new().deserialize(&mut deserializer);
        value.map_err(|error| error.to_string())
    }

    #[test]
    fn what_is_no_integer_stays_as_it_is() {
        assert_eq!(
            read("1.0").map(|value: crate::Value| value.is_f64()),
            Ok(true)
        );
        assert_eq!(read("[1.0]"), Ok(vec![crate::Value::from(1.0)]));
        assert_eq!(read("1"), Ok(1.0_f64));
    }

    #[test]
    fn whole_numbers_are_integers() {
        assert_eq!(read("1.0"), Ok(1_i64));
        assert_eq!(read("-1e3"), Ok(-1000_i32));
        assert_eq!(read("18446744073709551615"), Ok(u64::MAX));
        assert_eq!(read("1e19"), Ok(10_000_000_000_000_000_000_u64));
        assert_eq!(read("-9223372036854775808.0"), Ok(i64::MIN));
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

    #[test]
    fn what_is_too_large_for_single_precision_is_not_infinite() {
        assert_eq!(read::<f32>("1e38"), Ok(1e38));
        assert_eq!(read::<f32>("7"), Ok(7.0));
        let said = read::<Vec<f32>>("[1e39]").unwrap_err();
        assert!(
            said.contains("expected a number of single precision"),
            "{said}"
        );
        assert!(read::<Option<f32>>("-1e308").is_err());
    }
}
