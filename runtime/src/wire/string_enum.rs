//! Open enums of texts.

use serde::de::{Deserializer, Error, Visitor};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// What an enum of texts is made from: one conversion of all of them takes the compiler as long as one of each.
pub trait AnyText {
    /// The text.
    fn as_text(&self) -> &str;
}

impl AnyText for &str {
    fn as_text(&self) -> &str {
        self
    }
}

impl AnyText for String {
    fn as_text(&self) -> &str {
        self
    }
}

impl AnyText for &String {
    fn as_text(&self) -> &str {
        self
    }
}

impl AnyText for Cow<'_, str> {
    fn as_text(&self) -> &str {
        self
    }
}

/// `Deserialize` of every enum of texts: all take any text.
///
/// # Errors
/// If the value is not a text.
pub fn read_text<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: for<'a> From<&'a str>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(TextVisitor(PhantomData))
}

struct TextVisitor<T>(PhantomData<T>);

impl<T: for<'a> From<&'a str>> Visitor<'_> for TextVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        Ok(T::from(text))
    }
}

/// Implements everything that an open enum of texts needs: `as_str`, the named texts as
/// `VALUES`, `Display`, `AsRef<str>`, conversions from texts, `Serialize`, `Deserialize`.
///
/// The enum has a variant `Unknown(UnknownValue)` beside the named ones.
///
/// ```
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// pub enum Colour {
///     Red,
///     Unknown(clientwright_runtime::UnknownValue),
/// }
///
/// clientwright_runtime::string_enum!(Colour { Red = "red" });
///
/// assert_eq!(Colour::from("red"), Colour::Red);
/// assert_eq!(Colour::from("mauve").as_str(), "mauve");
/// ```
#[macro_export]
macro_rules! string_enum {
    ($ty:path { $($variant:ident = $text:literal),* $(,)? }) => {
        impl $ty {
            /// The texts that the document names.
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            /// The text on the wire.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text.as_str(),
                }
            }
        }

        impl<T: $crate::wire::AnyText> ::core::convert::From<T> for $ty {
            fn from(text: T) -> Self {
                match text.as_text() {
                    $($text => Self::$variant,)*
                    text => Self::Unknown($crate::UnknownValue::new(text)),
                }
            }
        }

        impl ::core::str::FromStr for $ty {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $ty {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::open_enum!($ty, as_str, read_text);
    };
}
