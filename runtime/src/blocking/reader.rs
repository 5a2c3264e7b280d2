//! Bodies as readers.

use super::{Each, WaitEach};
use crate::Body;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::{Buf, Bytes};
use std::io::{self, BufRead, ErrorKind, Read};

impl Body {
    /// A reader that waits for each piece, to copy a download into a file.
    ///
    /// ```
    /// use clientwright_runtime::Body;
    /// use std::io::Read;
    ///
    /// let mut text = String::new();
    /// Body::from("a,b\n").into_reader().read_to_string(&mut text)?;
    /// assert_eq!(text, "a,b\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn into_reader(self) -> Reader {
        Reader {
            pieces: self.wait_each(),
            piece: Bytes::new(),
        }
    }
}

/// What [`Body::into_reader`] gives.
#[derive(Debug)]
pub struct Reader {
    pieces: Each<Body>,
    /// What is left of the last piece.
    piece: Bytes,
}

impl BufRead for Reader {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        // A piece may be empty, which here would mean the end.
        while self.piece.is_empty() {
            match self.pieces.next() {
                Some(piece) => self.piece = piece.map_err(failed)?,
                None => break,
            }
        }
        Ok(&self.piece)
    }

    fn consume(&mut self, bytes: usize) {
        self.piece.advance(bytes.min(self.piece.len()));
    }
}

impl Read for Reader {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(into)?;
        self.consume(read);
        Ok(read)
    }
}

fn failed(error: TransportError) -> io::Error {
    let kind = match error.kind() {
        TransportErrorKind::Connect | TransportErrorKind::Certificate => ErrorKind::NotConnected,
        TransportErrorKind::Timeout => ErrorKind::TimedOut,
        TransportErrorKind::Interrupted => ErrorKind::ConnectionAborted,
        TransportErrorKind::Other => ErrorKind::Other,
    };
    io::Error::new(kind, error)
}
