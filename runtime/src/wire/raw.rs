//! A piece of JSON kept as text, borrowed from the body where that is possible.
//!
//! `serde_json::value::RawValue` comes either borrowed or boxed and its caller has to know
//! which the deserializer can give. Here both work, and a borrowed piece keeps its place in the
//! body, so that an error inside it can be located.

use super::borrowed::BorrowedText;
use serde::Deserialize;
use serde::de::value::Error as Probed;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

/// A piece of JSON, checked to be JSON but not decoded.
#[derive(Clone, Debug)]
pub struct Raw<'de>(Cow<'de, str>);

impl Raw<'_> {
    /// The text.
    pub fn get(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Raw<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(raw_value_name(), RawVisitor)
    }
}

/// `serde_json` hands out raw text to whoever asks for a newtype of a name of its own; this is
/// that name, taken from how [`RawValue`] asks.
fn raw_value_name() -> &'static str {
    static NAME: OnceLock<&'static str> = OnceLock::new();
    NAME.get_or_init(|| {
        let mut name = "";
        // The probe always fails: it is there for the name alone.
        let _ = <Box<RawValue>>::deserialize(Probe(&mut name));
        name
    })
}

struct Probe<'a>(&'a mut &'static str);

impl<'de> Deserializer<'de> for Probe<'_> {
    type Error = Probed;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Probed> {
        Err(Probed::custom("a probe"))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        _: V,
    ) -> Result<V::Value, Probed> {
        *self.0 = name;
        Err(Probed::custom("a probe"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        option unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Raw<'de>, M::Error> {
        if map.next_key::<IgnoredAny>()?.is_none() {
            return Err(M::Error::custom("this type is read from JSON only"));
        }
        map.next_value::<BorrowedText<'de>>()
            .map(|text| Raw(text.0))
    }
}

#[cfg(test)]
mod tests {
    use super::Raw;
    use serde::Deserialize;
    use std::borrow::Cow;

    #[test]
    fn is_borrowed_from_text() {
        let body = r#"[1, {"a": "\u0041"}]"#;
        let raw: Vec<Raw<'_>> = serde_json::from_str(body).unwrap();
        assert!(raw.iter().all(|raw| matches!(raw.0, Cow::Borrowed(_))));
        assert_eq!(raw[1].get(), r#"{"a": "\u0041"}"#);
    }

    #[test]
    fn is_owned_from_a_reader_and_from_a_value() {
        let body = r#"{"a":[1.50]}"#;
        let mut reader = serde_json::Deserializer::from_reader(body.as_bytes());
        assert_eq!(Raw::deserialize(&mut reader).unwrap().get(), body);
        assert_eq!(
            Raw::deserialize(serde_json::json!({"a": [1]}))
                .unwrap()
                .get(),
            r#"{"a":[1]}"#
        );
    }
}
