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

/// Files of the machine, read by Tokio.
#[cfg(all(feature = "reqwest", not(target_arch = "wasm32")))]
mod disk {
    use super::{Body, Reading};
    use crate::File;
    use crate::send::BoxStream;
    use crate::transport::{TransportError, TransportErrorKind};
    use bytes::Bytes;
    use futures_core::Stream;
    use std::future::Future;
    use std::io;
    use std::path::{Path, PathBuf};
    use std::pin::Pin;
    use std::task::{Context, Poll, ready};

    impl File {
        /// The file at a path of this machine, with its name. It is opened when it is sent, as
        /// often as that is, and read in pieces. This needs a runtime of Tokio, as the built-in
        /// HTTP client does.
        ///
        /// # Errors
        /// If there is no such file.
        pub async fn open(path: impl AsRef<Path>) -> io::Result<Self> {
            let path = path.as_ref().to_owned();
            let length = tokio::fs::metadata(&path).await?.len();
            let name = path
                .file_name()
                .map(|name| name.to_string_lossy().into_owned());
            let body = Body::replayable(move || Opening::new(path.clone()));
            let file = Self::new(body.with_length(length));
            Ok(match name {
                Some(name) => file.name(name),
                None => file,
            })
        }
    }

    type Open = Pin<Box<dyn Future<Output = io::Result<tokio::fs::File>> + Send>>;

    /// A file that is opened, then read.
    enum Opening {
        Waiting(Open),
        Open(BoxStream<'static, Result<Bytes, TransportError>>),
    }

    impl Opening {
        fn new(path: PathBuf) -> Self {
            Self::Waiting(Box::pin(tokio::fs::File::open(path)))
        }
    }

    impl Stream for Opening {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            if let Self::Waiting(open) = &mut *self {
                match ready!(open.as_mut().poll(cx)) {
                    Ok(file) => *self = Self::Open(Box::pin(Reading(Box::pin(file)))),
                    Err(error) => {
                        *self = Self::Open(Box::pin(Body::empty()));
                        let error = TransportError::new(TransportErrorKind::Other, error);
                        return Poll::Ready(Some(Err(error)));
                    }
                }
            }
            match &mut *self {
                Self::Open(chunks) => chunks.as_mut().poll_next(cx),
                Self::Waiting(_) => Poll::Ready(None),
            }
        }
    }
}
