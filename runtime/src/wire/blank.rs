//! Values to fill in: the visitor of a record starts from a blank one.

use crate::Nullable;
use std::collections::{BTreeMap, HashMap};
use std::num::{NonZeroU32, NonZeroU64};

/// A value that costs next to nothing, there only to be overwritten.
///
/// A record is handed out only after every required member was read, so no blank is ever seen.
pub trait Blank {
    /// The value.
    fn blank() -> Self;
}

/// [`Blank::blank`], short.
pub fn blank<T: Blank>() -> T {
    T::blank()
}

impl Blank for () {
    fn blank() -> Self {}
}

impl Blank for NonZeroU32 {
    fn blank() -> Self {
        Self::MIN
    }
}

impl Blank for NonZeroU64 {
    fn blank() -> Self {
        Self::MIN
    }
}

impl<T> Blank for Option<T> {
    fn blank() -> Self {
        None
    }
}

impl<T> Blank for Nullable<T> {
    fn blank() -> Self {
        Self::Null
    }
}

impl<T> Blank for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<K, V> Blank for BTreeMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<K, V> Blank for HashMap<K, V> {
    fn blank() -> Self {
        Self::new()
    }
}

impl<T: Blank> Blank for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }
}

macro_rules! blank_tuples {
    ($(($($part:ident),+))*) => {
        $(impl<$($part: Blank),+> Blank for ($($part,)+) {
            fn blank() -> Self {
                ($($part::blank(),)+)
            }
        })*
    };
}

blank_tuples! {
    (A) (A, B) (A, B, C) (A, B, C, D) (A, B, C, D, E) (A, B, C, D, E, F) (A, B, C, D, E, F, G)
    (A, B, C, D, E, F, G, H) (A, B, C, D, E, F, G, H, I) (A, B, C, D, E, F, G, H, I, J)
    (A, B, C, D, E, F, G, H, I, J, K) (A, B, C, D, E, F, G, H, I, J, K, L)
}
