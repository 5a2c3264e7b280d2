//! Positions of the parser, which counts characters, as spans of bytes.

use crate::source::{FileId, Span};

/// The byte offsets of a text's characters.
pub(super) struct Places {
    file: FileId,
    /// Bytes before the text that the parser sees.
    skipped: u32,
    /// The byte at which each character starts; `None` where every character is one byte.
    starts: Option<Vec<u32>>,
    end: u32,
}

impl Places {
    /// Of a text that stands `skipped` bytes into its file. The file has two bytes more after each
    /// of the bytes in `removed`.
    pub(super) fn new(text: &str, file: FileId, skipped: usize, removed: &[u32]) -> Self {
        let before = |at: u32| 2 * removed.partition_point(|&cut| cut <= at) as u32;
        let start = |(at, _): (usize, char)| at as u32 + before(at as u32);
        let starts = (!text.is_ascii() || !removed.is_empty())
            .then(|| text.char_indices().map(start).collect());
        Self {
            file,
            skipped: skipped as u32,
            starts,
            end: (text.len() + 2 * removed.len()) as u32,
        }
    }

    /// A range of characters as bytes.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span {
            file: self.file,
            start: self.byte(start),
            end: self.byte(end.max(start)),
        }
    }

    fn byte(&self, character: usize) -> u32 {
        let byte = match &self.starts {
            Some(starts) => starts.get(character).copied().unwrap_or(self.end),
            None => (character as u32).min(self.end),
        };
        byte + self.skipped
    }
}
