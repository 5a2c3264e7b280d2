//! Bytes that travel as base64 text.

use crate::wire::{Length, plain};
use ::base64::Engine;
use ::base64::alphabet::{STANDARD, URL_SAFE};
use ::base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::{Serialize, Serializer};
use std::fmt;
use std::ops::Deref;

/// Padding is not insisted on when read.
const CONFIG: GeneralPurposeConfig =
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);

macro_rules! base64 {
    ($($(#[doc = $doc:literal])+ $name:ident, $visitor:ident, $engine:expr, $expected:literal;)+) => {
        $($(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
        pub struct $name(Vec<u8>);

        impl $name {
            /// The bytes.
            pub fn into_bytes(self) -> Vec<u8> {
                self.0
            }
        }

        impl Deref for $name {
            type Target = [u8];

            fn deref(&self) -> &[u8] {
                &self.0
            }
        }

        impl AsRef<[u8]> for $name {
            fn as_ref(&self) -> &[u8] {
                &self.0
            }
        }

        impl<T: Into<Vec<u8>>> From<T> for $name {
            fn from(bytes: T) -> Self {
                Self(bytes.into())
            }
        }

        plain!($name);

        impl Length for $name {
            fn length(&self) -> Option<usize> {
                Some(self.len())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&$engine.encode(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_str($visitor)
            }
        }

        struct $visitor;

        impl Visitor<'_> for $visitor {
            type Value = $name;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($expected)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                $engine
                    .decode(text)
                    .map($name::from)
                    .map_err(|error| E::custom(format!("not {}: {error}", $expected)))
            }
        })+
    };
}

base64! {
    /// Bytes that travel as base64 text (RFC 4648, section 4); padding is written.
    Base64, Base64Visitor, GeneralPurpose::new(&STANDARD, CONFIG), "base64";
    /// Bytes that travel as base64 text for URLs (RFC 4648, section 5); no padding is written.
    Base64Url, Base64UrlVisitor,
    GeneralPurpose::new(&URL_SAFE, CONFIG.with_encode_padding(false)), "base64url";
}
