//! Files to send.

use crate::Body;
use crate::wire::plain;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Error, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// What a file calls itself when it is serialised; a form looks for it.
pub(crate) const FILE: &str = "clientwright::File";

/// A file to send: bytes at hand or a stream, with the name and the media type that go with them.
/// Clones share what they hold.
///
/// ```
/// use clientwright_runtime::{Body, File};
///
/// let file = File::new(vec![0xff, 0xd8]).name("me.jpg").content_type("image/jpeg");
/// let text: File = "a,b\n".into();
///
/// // A stream of chunks, made anew each time the file is sent; its length is known.
/// # fn chunks() -> clientwright_runtime::send::BoxStream<'static, Result<clientwright_runtime::Bytes, clientwright_runtime::transport::TransportError>> { Box::pin(Body::empty()) }
/// let video = File::new(Body::replayable(chunks).with_length(3_000_000_000)).name("long.mp4");
/// # let _ = (file, text, video);
/// ```
///
/// A stream that can be read once can be sent once: a second call with the same file, or a clone
/// of it, is refused.
#[derive(Clone, Default)]
pub struct File {
    content: Content,
    name: Option<String>,
    content_type: Option<String>,
    headers: Vec<(String, String)>,
}

#[derive(Clone)]
enum Content {
    Whole(Arc<Body>),
    /// `None` once it was sent.
    Stream(Arc<Mutex<Option<Body>>>),
}

impl Default for Content {
    fn default() -> Self {
        Self::Whole(Arc::default())
    }
}

impl File {
    /// These bytes, or this stream.
    pub fn new(content: impl Into<Body>) -> Self {
        let body = content.into();
        let content = match body.as_bytes() {
            Some(_) => Content::Whole(Arc::new(body)),
            None => Content::Stream(Arc::new(Mutex::new(Some(body)))),
        };
        Self {
            content,
            name: None,
            content_type: None,
            headers: Vec::new(),
        }
    }

    /// Sets the name of the file.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type, such as `image/png`.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// Adds a header to the part of a form that the file becomes.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The bytes, if they are at hand.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.content {
            Content::Whole(body) => Some(body.as_bytes()?),
            Content::Stream(_) => None,
        }
    }

    /// The name of the file.
    pub fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type.
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// What is sent of it; `None` if it was a stream that was sent before.
    pub(crate) fn body(&self) -> Option<Body> {
        match &self.content {
            Content::Whole(body) => body.try_clone(),
            Content::Stream(stream) => {
                let mut stream = stream.lock().unwrap_or_else(PoisonError::into_inner);
                match stream.as_ref().and_then(Body::try_clone) {
                    Some(body) => Some(body),
                    None => stream.take(),
                }
            }
        }
    }
}

plain!(File);

impl<T: Into<Body>> From<T> for File {
    fn from(content: T) -> Self {
        Self::new(content)
    }
}

/// Streams are equal if they are the same one.
impl PartialEq for File {
    fn eq(&self, other: &Self) -> bool {
        let same = match (&self.content, &other.content) {
            (Content::Whole(mine), Content::Whole(others)) => mine.as_bytes() == others.as_bytes(),
            (Content::Stream(mine), Content::Stream(others)) => Arc::ptr_eq(mine, others),
            _ => false,
        };
        same && self.name == other.name
            && self.content_type == other.content_type
            && self.headers == other.headers
    }
}

impl Eq for File {}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("File");
        out.field("name", &self.name);
        out.field("content_type", &self.content_type);
        match &self.content {
            Content::Whole(body) => {
                let length = body.as_bytes().map_or(0, |bytes| bytes.len());
                out.field("length", &length).finish()
            }
            Content::Stream(_) => out.field("stream", &true).finish(),
        }
    }
}

thread_local! {
    /// The file that is being serialised: a form takes it from here whole, for serde can only
    /// pass on bytes, which would have to be copied and cannot be a stream.
    static HANDED: RefCell<Option<File>> = const { RefCell::new(None) };
}

/// The file that calls the serializer right now.
pub(crate) fn handed() -> Option<File> {
    HANDED.with_borrow_mut(Option::take)
}

/// A form takes the file as it is; elsewhere it is its text.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(FILE, &Handed(self))
    }
}

struct Handed<'f>(&'f File);

impl Serialize for Handed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        HANDED.set(Some(self.0.clone()));
        let text = self.0.as_bytes().map(std::str::from_utf8);
        let written = match text {
            Some(Ok(text)) => serializer.serialize_str(text),
            // A form asks for no text.
            Some(Err(_)) | None if serializer.is_human_readable() => Err(S::Error::custom(
                "a file that is no text can only be a body or a part of one",
            )),
            Some(Err(_)) | None => serializer.serialize_unit(),
        };
        HANDED.set(None);
        written
    }
}

/// A file inside of an answer is its text.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
