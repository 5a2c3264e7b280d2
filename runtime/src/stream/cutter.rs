//! Pieces cut out of chunks as they come, whatever the chunks are cut like.

use bytes::Bytes;

/// A piece is longer than the limit allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLong;

/// Where pieces end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// After LF, CR or CRLF: lines of an event stream.
    EventLines,
    /// After LF: JSON Lines.
    JsonLines,
    /// Before RS, or after LF where a text is complete: JSON text sequences (RFC 7464).
    JsonSequence,
}

/// Cuts chunks into pieces. Memory is bounded by one chunk and one piece.
#[derive(Debug)]
pub(super) struct Cutter {
    cut: Cut,
    limit: usize,
    /// What is left of the last chunk.
    chunk: Bytes,
    /// The beginning of a piece whose end has not come.
    begun: Vec<u8>,
    /// The last piece ended with CR, so LF belongs to that.
    after_cr: bool,
    /// Where in a JSON text the beginning ends.
    text: Text,
}

impl Cutter {
    /// Cuts here; no piece is longer than `limit` bytes.
    pub(super) fn new(cut: Cut, limit: usize) -> Self {
        Self {
            cut,
            limit,
            chunk: Bytes::new(),
            begun: Vec::new(),
            after_cr: false,
            text: Text::default(),
        }
    }

    /// Takes the next chunk. What was pushed before must have been read.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.chunk = chunk;
    }

    /// The next whole piece without its end; `None` if the chunk has no other.
    pub(super) fn next(&mut self) -> Result<Option<Bytes>, TooLong> {
        if self.chunk.is_empty() {
            return Ok(None);
        }
        if std::mem::take(&mut self.after_cr) && self.chunk.first() == Some(&b'\n') {
            let _ = self.chunk.split_to(1);
        }
        let Some(at) = self.end() else {
            let rest = std::mem::take(&mut self.chunk);
            self.check(rest.len())?;
            self.begun.extend_from_slice(&rest);
            return Ok(None);
        };
        let mut piece = self.chunk.split_to(at + 1);
        self.after_cr = self.cut == Cut::EventLines && piece.last() == Some(&b'\r');
        piece.truncate(at);
        self.text = Text::default();
        self.check(piece.len())?;
        if !self.begun.is_empty() {
            self.begun.extend_from_slice(&piece);
            piece = std::mem::take(&mut self.begun).into();
        }
        Ok(Some(piece))
    }

    /// What came after the last end, when no more comes.
    pub(super) fn rest(&mut self) -> Bytes {
        std::mem::take(&mut self.begun).into()
    }

    fn check(&self, more: usize) -> Result<(), TooLong> {
        match self.begun.len().saturating_add(more) > self.limit {
            true => Err(TooLong),
            false => Ok(()),
        }
    }

    /// The offset of the byte that ends a piece.
    fn end(&mut self) -> Option<usize> {
        let mut bytes = self.chunk.iter();
        match self.cut {
            Cut::EventLines => bytes.position(|byte| matches!(byte, b'\n' | b'\r')),
            Cut::JsonLines => bytes.position(|byte| *byte == b'\n'),
            Cut::JsonSequence => bytes.position(|byte| self.text.ends_with(*byte)),
        }
    }
}

/// A place in a JSON text, as far as is needed to know whether it is complete.
#[derive(Debug, Default)]
struct Text {
    depth: usize,
    in_string: bool,
    escaped: bool,
    begun: bool,
}

const RECORD_SEPARATOR: u8 = 0x1e;

impl Text {
    /// Whether the text ends with this byte.
    fn ends_with(&mut self, byte: u8) -> bool {
        if byte == RECORD_SEPARATOR {
            return true;
        }
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'\n' => return self.begun && self.depth == 0,
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        self.begun |= !byte.is_ascii_whitespace();
        false
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, Cutter, TooLong};
    use bytes::Bytes;

    /// The pieces of a text that comes in chunks of this size.
    fn pieces(cut: Cut, text: &str, size: usize) -> Vec<String> {
        let mut cutter = Cutter::new(cut, 100);
        let mut all = Vec::new();
        let string = |bytes: Bytes| String::from_utf8(bytes.to_vec()).unwrap();
        for chunk in text.as_bytes().chunks(size) {
            cutter.push(Bytes::copy_from_slice(chunk));
            while let Some(piece) = cutter.next().unwrap() {
                all.push(string(piece));
            }
        }
        all.push(string(cutter.rest()));
        all
    }

    #[test]
    fn the_size_of_chunks_makes_no_difference() {
        let cases: [(Cut, &str, &[&str]); 4] = [
            (
                Cut::EventLines,
                "a\r\n\r\nb\n\nc\rd\r\re",
                &["a", "", "b", "", "c", "d", "", "e"],
            ),
            (
                Cut::JsonLines,
                "1\n\n{\"a\":2}\r\n3",
                &["1", "", "{\"a\":2}\r", "3"],
            ),
            (
                Cut::JsonSequence,
                "\u{1e}{\"a\":\n\"]}\\\"\"}\n\u{1e}12\n\u{1e}[1",
                &["", "{\"a\":\n\"]}\\\"\"}", "", "12", "", "[1"],
            ),
            (
                Cut::JsonSequence,
                "\u{1e}\"cut off\u{1e}1\n",
                &["", "\"cut off", "1", ""],
            ),
        ];
        for (cut, text, expected) in cases {
            for size in 1..=text.len() {
                assert_eq!(
                    pieces(cut, text, size),
                    expected,
                    "{cut:?} in chunks of {size}"
                );
            }
        }
    }

    #[test]
    fn a_piece_without_an_end_is_given_up() {
        let mut cutter = Cutter::new(Cut::JsonLines, 5);
        cutter.push(Bytes::from_static(b"12345\n123"));
        assert_eq!(cutter.next().unwrap().unwrap(), "12345");
        assert_eq!(cutter.next(), Ok(None));
        cutter.push(Bytes::from_static(b"456"));
        assert_eq!(cutter.next(), Err(TooLong));
    }
}
