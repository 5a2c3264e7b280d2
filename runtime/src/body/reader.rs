//! Bodies that are read from elsewhere while they are sent.

use super::Body;
use crate::send::MaybeSend;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// As much as is read at once.
const CHUNK: usize = 64 * 1024;

impl Body {
    /// A body that a reader brings, such as the output of a process or another connection. It can
    /// be sent once; [`Body::with_length`] says how long it is, if that is known.
    ///
    /// ```
    /// use clientwright_runtime::{Body, File};
    ///
    /// let reader: &[u8] = b"a,b\n";
    /// let body = Body::from_reader(reader).with_length(4);
    /// let file = File::new(body).name("table.csv").content_type("text/csv");
    /// # let _ = file;
    /// ```
    pub fn from_reader(reader: impl AsyncRead + MaybeSend + 'static) -> Self {
        Self::stream(Reading(Box::pin(reader)))
    }
}

/// The chunks of a reader.
struct Reading<R>(Pin<Box<R>>);

impl<R: AsyncRead> Stream for Reading<R> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut chunk = vec![0; CHUNK];
        let mut space = ReadBuf::new(&mut chunk);
        let read = ready!(self.0.as_mut().poll_read(cx, &mut space));
        let length = space.filled().len();
        Poll::Ready(match read {
            Err(error) => Some(Err(TransportError::new(TransportErrorKind::Other, error))),
            Ok(()) if length == 0 => None,
            Ok(()) => {
                chunk.truncate(length);
                Some(Ok(chunk.into()))
            }
        })
    }
}

/// Files of the machine, read by those threads of Tokio that may wait.
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod disk {
    use super::{Body, CHUNK};
    use crate::File;
    use crate::transport::{TransportError, TransportErrorKind};
    use bytes::Bytes;
    use futures_core::Stream;
    use std::future::Future;
    use std::io::{self, Read};
    use std::path::{Path, PathBuf};
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};
    use std::{fs, mem};
    use tokio::task::{JoinHandle, spawn_blocking};

    impl File {
        /// The file at a path of this machine, with its name. It is opened when it is sent, as
        /// often as that is, and read in pieces. This needs a runtime of Tokio, as the built-in
        /// HTTP client does. Browsers have no such files.
        ///
        /// # Errors
        /// If there is no such file.
        pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
            let path = path.as_ref().to_owned();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let at = path.clone();
            let length = spawn_blocking(move || fs::metadata(at).map(|found| found.len()));
            let length = length.await.unwrap_or_else(|error| Err(error.into()))?;
            let body = Body::replayable(move || Pieces::Closed(path.clone()));
            let file = Self::new(body.with_length(length));
            Ok(match name {
                Some(name) => file.name(name),
                None => file,
            })
        }
    }

    /// A file, between its pieces or on the way to the next one.
    enum Pieces {
        Closed(PathBuf),
        Open(fs::File),
        Reading(JoinHandle<io::Result<(fs::File, Vec<u8>)>>),
        Done,
    }

    impl Pieces {
        /// Begins to read the next piece.
        fn read(&mut self) -> &mut Self {
            *self = match mem::replace(self, Self::Done) {
                Self::Closed(path) => {
                    Self::Reading(spawn_blocking(|| piece(fs::File::open(path)?)))
                }
                Self::Open(file) => Self::Reading(spawn_blocking(|| piece(file))),
                other => other,
            };
            self
        }
    }

    fn piece(mut file: fs::File) -> io::Result<(fs::File, Vec<u8>)> {
        let mut piece = Vec::with_capacity(CHUNK);
        let space = CHUNK as u64;
        (&mut file).take(space).read_to_end(&mut piece)?;
        Ok((file, piece))
    }

    impl Stream for Pieces {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            let Self::Reading(reading) = self.read() else {
                return Poll::Ready(None);
            };
            let read = ready!(Pin::new(reading).poll(cx));
            *self = Self::Done;
            match read.unwrap_or_else(|error| Err(error.into())) {
                Ok((_, piece)) if piece.is_empty() => Poll::Ready(None),
                Ok((file, piece)) => {
                    *self = Self::Open(file);
                    Poll::Ready(Some(Ok(piece.into())))
                }
                Err(error) => {
                    let error = TransportError::new(TransportErrorKind::Other, error);
                    Poll::Ready(Some(Err(error)))
                }
            }
        }
    }
}
