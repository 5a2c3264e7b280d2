//! Bodies where there are no calls: bytes at hand, which is all that a file needs.

/// The bytes of a file. With the feature `client` it may be a stream too.
#[derive(Debug, Default)]
pub struct Body(Vec<u8>);

impl Body {
    pub(crate) fn as_bytes(&self) -> Option<&[u8]> {
        Some(&self.0)
    }

    pub(crate) fn try_clone(&self) -> Option<Self> {
        Some(Self(self.0.clone()))
    }
}

macro_rules! from {
    ($($ty:ty),*) => {
        $(impl From<$ty> for Body {
            fn from(bytes: $ty) -> Self {
                Self(bytes.into())
            }
        })*
    };
}

// A body with the feature `client` is made of all of these, too.
from!(Vec<u8>, Box<[u8]>, String, &'static [u8], &'static str);
