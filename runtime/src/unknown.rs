//! What the service sends and the document does not name: kept, and written back as it came.

use serde::Deserialize;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

use crate::wire::Raw;

/// A text that an enum does not name. Only the conversions of the enum make one, so it is never
/// a text that the enum does name.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownValue(Box<str>);

impl UnknownValue {
    #[doc(hidden)]
    pub fn new(text: &str) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// A code that the document does not name. Only the conversion of the enum of codes makes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnknownCode(i64);

impl UnknownCode {
    #[doc(hidden)]
    pub fn new(code: i64) -> Self {
        Self(code)
    }

    /// The code.
    pub fn value(self) -> i64 {
        self.0
    }
}

/// An object whose tag a union does not name, or that has none where the document allows that.
#[derive(Clone, Debug, Default)]
pub struct UnknownVariant {
    tag: Option<String>,
    members: Vec<(String, Box<RawValue>)>,
}

impl UnknownVariant {
    pub(crate) fn new(
        tag: Option<String>,
        members: Vec<(Cow<'_, str>, Raw<'_>)>,
    ) -> serde_json::Result<Self> {
        let members = members
            .into_iter()
            .map(|(name, raw)| {
                let value = RawValue::from_string(raw.get().to_owned())?;
                Ok((name.into_owned(), value))
            })
            .collect::<serde_json::Result<_>>()?;
        Ok(Self { tag, members })
    }

    /// The text of the tag; empty where there is none.
    pub fn tag(&self) -> &str {
        self.tag.as_deref().unwrap_or_default()
    }

    /// Whether it has a tag.
    pub fn is_tagged(&self) -> bool {
        self.tag.is_some()
    }

    /// The other members, in the order in which they came.
    pub fn members(&self) -> impl Iterator<Item = (&str, &RawValue)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_str(), &**value))
    }

    /// Decodes one of the other members, if it is there.
    ///
    /// # Errors
    /// If it is not of this type.
    pub fn get<'a, T: Deserialize<'a>>(&'a self, name: &str) -> Option<serde_json::Result<T>> {
        let (_, value) = self.members().find(|(member, _)| *member == name)?;
        Some(crate::wire::from_text(value.get()))
    }
}

impl PartialEq for UnknownVariant {
    fn eq(&self, other: &Self) -> bool {
        let text = |(name, value): (&str, &RawValue)| (name.to_owned(), value.get().to_owned());
        self.tag == other.tag && self.members().map(text).eq(other.members().map(text))
    }
}
