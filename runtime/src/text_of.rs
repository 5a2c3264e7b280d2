//! Texts that stand for values of another type.

use crate::wire::{Blank, Check, Length, Text};
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

/// A text that stands for a value: an integer that travels as a string, an address, a decimal.
///
/// It is the text that came, whatever it is, so that a service that says `""`, `007` or `n/a` fails
/// no answer, and gets back just what it sent. [`get`](Self::get) reads the value.
///
/// ```
/// use clientwright_runtime::{TextOf, from_json};
///
/// let id: TextOf<u64> = from_json(br#""18446744073709551615""#)?;
/// assert_eq!(id.get(), Ok(u64::MAX));
/// assert_eq!(TextOf::from(7_u64).as_str(), "7");
///
/// let odd = TextOf::<u64>::new("007");
/// assert_eq!((odd.get(), odd.as_str()), (Ok(7), "007"));
/// assert!(TextOf::<u64>::new("n/a").get().is_err());
///
/// // Any type does that can be read from a text.
/// let host: TextOf<std::net::IpAddr> = from_json(br#""127.0.0.1""#)?;
/// assert!(host.get().is_ok_and(|host| host.is_loopback()));
/// # Ok::<(), clientwright_runtime::DecodeFailure>(())
/// ```
pub struct TextOf<T> {
    text: String,
    of: PhantomData<fn() -> T>,
}

impl<T> TextOf<T> {
    /// This text.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            of: PhantomData,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<T: FromStr> TextOf<T> {
    /// The value.
    ///
    /// # Errors
    /// If the text stands for none.
    pub fn get(&self) -> Result<T, T::Err> {
        self.text.parse()
    }
}

/// The text of a value.
impl<T: fmt::Display> From<T> for TextOf<T> {
    fn from(value: T) -> Self {
        Self::new(value.to_string())
    }
}

/// Any text will do.
impl<T> FromStr for TextOf<T> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl<T> AsRef<str> for TextOf<T> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

// What follows does not depend on `T`, which a derived impl would ask for the same.

impl<T> Clone for TextOf<T> {
    fn clone(&self) -> Self {
        Self::new(self.as_str())
    }
}

impl<T> Default for TextOf<T> {
    fn default() -> Self {
        Self::new("")
    }
}

impl<T> PartialEq for TextOf<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for TextOf<T> {}

impl<T> PartialOrd for TextOf<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// In the order of the texts.
impl<T> Ord for TextOf<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<T> Hash for TextOf<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> fmt::Debug for TextOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<T> fmt::Display for TextOf<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<T> Serialize for TextOf<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, T> Deserialize<'de> for TextOf<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

impl<T> Blank for TextOf<T> {
    fn blank() -> Self {
        Self::default()
    }
}

impl<T> Check for TextOf<T> {}

impl<T> Length for TextOf<T> {
    fn length(&self) -> Option<usize> {
        self.text.length()
    }
}

impl<T> Text for TextOf<T> {
    fn text(&self) -> Option<&str> {
        Some(&self.text)
    }
}
