//! The files that were read, and spans of bytes in them.

use std::ops::Range;
use std::sync::Arc;

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// The most bytes that are read of a file: places in it are counted with 32 bits.
pub const MOST_BYTES: usize = 1 << 30;

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last one.
    pub end: u32,
}

/// A position as people count it: both numbers start at 1, columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// A file's name as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// The path as the user gave it, with forward slashes.
    pub name: String,
    /// The whole text.
    pub text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many characters come before each block: a minified file is one very long line.
    characters: Vec<u32>,
}

/// How many bytes are counted as one block.
const BLOCK: usize = 4096;

impl SourceFile {
    fn new(name: String, text: Arc<str>) -> Self {
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1))
            .collect();
        let mut characters = vec![0];
        for block in text.as_bytes().chunks(BLOCK) {
            let before = characters.last().copied().unwrap_or(0);
            characters.push(before + starts(block));
        }
        Self {
            name,
            text,
            line_starts,
            characters,
        }
    }

    /// The line and column of a byte offset; an offset past the end is the end.
    pub fn location(&self, offset: u32) -> Location {
        let mut offset = (offset as usize).min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self
            .line_starts
            .partition_point(|&start| start as usize <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or(0) as usize;
        let column = (self.characters(offset) - self.characters(start)) as usize + 1;
        Location { line, column }
    }

    /// The bytes of the line that an offset stands in, without its line break.
    pub(crate) fn line(&self, offset: usize) -> Range<usize> {
        let next = self
            .line_starts
            .partition_point(|&start| start as usize <= offset);
        let start = self.line_starts.get(next - 1).copied().unwrap_or(0) as usize;
        let end = self.line_starts.get(next).map(|end| *end as usize - 1);
        start..end.unwrap_or(self.text.len())
    }

    /// How many characters start before an offset.
    fn characters(&self, offset: usize) -> u32 {
        let block = offset / BLOCK;
        let rest = self.text.as_bytes().get(block * BLOCK..offset);
        let before = self.characters.get(block).copied();
        before.unwrap_or(0) + rest.map_or(0, starts)
    }
}

/// How many characters start in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    let continues = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    bytes.iter().filter(|byte| !continues(byte)).count() as u32
}

/// Every file of one run, by [`FileId`].
#[derive(Clone, Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

impl SourceMap {
    /// An empty map.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file under the name that diagnostics show.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(self.files.len() as u32);
        self.files.push(SourceFile::new(name.into(), text.into()));
        id
    }

    /// The file with this id, if it belongs to this map.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The files in the order they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files
            .iter()
            .enumerate()
            .map(|(at, file)| (FileId(at as u32), file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_far_into_a_long_line_is_counted_in_characters() {
        let mut sources = SourceMap::new();
        let long = "ä".repeat(BLOCK * 3);
        let file = sources.add("a.json", format!("first\n{long}\nlast"));
        let file = sources.get(file).map(|file| {
            let at = |offset: usize| file.location(offset as u32);
            (
                at(6 + 2 * BLOCK * 2 + 10),
                at(6 + long.len() + 1 + 2),
                file.line(7),
            )
        });
        let place = |line, column| Location { line, column };
        let long = 6..6 + long.len();
        assert_eq!(file, Some((place(2, BLOCK * 2 + 6), place(3, 3), long)));
    }
}
