//! Headers of answers as values. A header that cannot be read fails no call: it is just not there,
//! unless someone asks why.

use crate::DecodeFailure;
use http::HeaderMap;
use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{DeserializeOwned, Deserializer, Error as _, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Error;

/// A header in the style `simple`: `a,b` for lists, `k=v,k=v` or `k,v,k,v` for objects.
/// `None` if it is not there or not of this type.
pub fn header<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    try_header(headers, name).ok().flatten()
}

/// A header that is JSON text. `None` if it is not there or not of this type.
pub fn header_json<T: DeserializeOwned>(headers: &HeaderMap, name: &str) -> Option<T> {
    crate::wire::from_text(&text(headers, name)?).ok()
}

/// A header in the style `simple`, where it matters why it cannot be read.
///
/// # Errors
/// If it is there and not of this type.
///
/// ```
/// use clientwright_runtime::{http::HeaderMap, try_header};
///
/// let mut headers = HeaderMap::new();
/// assert_eq!(try_header::<u32>(&headers, "x-left").unwrap(), None);
/// headers.insert("x-left", "many".parse().unwrap());
/// let error = try_header::<u32>(&headers, "x-left").unwrap_err();
/// assert_eq!(error.path(), "x-left");
/// ```
pub fn try_header<T: DeserializeOwned>(
    headers: &HeaderMap,
    name: &str,
) -> Result<Option<T>, DecodeFailure> {
    let Some(text) = text(headers, name) else {
        return Ok(None);
    };
    let read = T::deserialize(Text(&text)).or_else(|error| {
        // Moments are written as HTTP writes them as often as in the form of RFC 3339.
        let moment = chrono::DateTime::parse_from_rfc2822(text.trim()).map_err(|_| error)?;
        T::deserialize(Text(&moment.to_rfc3339()))
    });
    read.map(Some)
        .map_err(|error| DecodeFailure::of_a_header(name, &text, error))
}

/// The text of a header; several of one name are one list (RFC 9110, section 5.3).
fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let values = headers.get_all(name).iter();
    let texts = values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let texts: Vec<String> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}

/// A text that becomes what its reader asks for.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    fn pieces(&self) -> impl Iterator<Item = Text<'a>> + use<'a> {
        let pieces = self.0.split(',').map(str::trim);
        pieces.filter(|piece| !piece.is_empty()).map(Text)
    }
}

macro_rules! parse {
    ($($method:ident $visit:ident;)*) => {
        $(fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.$visit(self.0.trim().parse().map_err(Error::custom)?)
        })*
    };
}

impl<'de> Deserializer<'de> for Text<'_> {
    type Error = Error;

    parse! {
        deserialize_bool visit_bool;
        deserialize_i8 visit_i8;
        deserialize_i16 visit_i16;
        deserialize_i32 visit_i32;
        deserialize_i64 visit_i64;
        deserialize_u8 visit_u8;
        deserialize_u16 visit_u16;
        deserialize_u32 visit_u32;
        deserialize_u64 visit_u64;
        deserialize_f32 visit_f32;
        deserialize_f64 visit_f64;
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_str(self.0)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(SeqDeserializer::new(self.pieces()))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut pairs = Vec::new();
        let mut pieces = self.pieces();
        while let Some(Text(piece)) = pieces.next() {
            match piece.split_once('=') {
                Some((key, value)) => pairs.push((key, Text(value))),
                None => {
                    let value = pieces.next().ok_or_else(|| Error::custom("half a pair"))?;
                    pairs.push((piece, value));
                }
            }
        }
        visitor.visit_map(MapDeserializer::new(pairs.into_iter()))
    }

    forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct tuple_struct struct enum
        identifier ignored_any
    }
}

impl IntoDeserializer<'_, Error> for Text<'_> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}
