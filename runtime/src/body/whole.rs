//! Bytes at hand, as arguments and as values.

use crate::wire::{Length, plain};
use bytes::Bytes;

plain!(Bytes);

impl Length for Bytes {
    fn length(&self) -> Option<usize> {
        Some(self.len())
    }
}
