//! What limits on length apply to.

use super::constraint::pass_through;
use crate::Nullable;
use std::collections::BTreeMap;

/// A value with a number of characters, or none at all.
pub trait Length {
    /// The number of characters (of bytes, for bytes), if there is a text.
    fn length(&self) -> Option<usize>;
}

/// A value with a text, or none at all.
pub trait Text {
    /// The text, if there is one.
    fn text(&self) -> Option<&str>;
}

/// A value with a number of elements, or none at all.
pub trait Items {
    /// The number of elements, if there is a list.
    fn items(&self) -> Option<usize>;
}

impl Length for str {
    fn length(&self) -> Option<usize> {
        Some(self.chars().count())
    }
}

impl Length for String {
    fn length(&self) -> Option<usize> {
        self.as_str().length()
    }
}

impl Text for str {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T> Items for [T] {
    fn items(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<T> Items for Vec<T> {
    fn items(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl<K, V> Items for BTreeMap<K, V> {
    fn items(&self) -> Option<usize> {
        Some(self.len())
    }
}

impl Items for usize {
    fn items(&self) -> Option<usize> {
        Some(*self)
    }
}

pass_through!(Length, length, usize);
pass_through!(Text, text, &str);
pass_through!(Items, items, usize);
