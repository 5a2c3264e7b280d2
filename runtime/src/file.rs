//! Files to send.

use bytes::Bytes;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::fmt;

/// What a file calls itself when it is serialised; a form looks for it.
pub(crate) const FILE: &str = "clientwright::File";

/// Bytes to send, with the name and the media type that go with them. Clones share the bytes.
///
/// ```
/// use clientwright_runtime::File;
///
/// let file = File::new(vec![0xff, 0xd8]).name("me.jpg").content_type("image/jpeg");
/// let text: File = "a,b\n".into();
/// # let _ = (file, text);
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct File {
    bytes: Bytes,
    name: Option<String>,
    content_type: Option<String>,
}

impl File {
    /// These bytes.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            name: None,
            content_type: None,
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

    /// The bytes.
    pub fn as_bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The name of the file.
    pub fn file_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The media type.
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("length", &self.bytes.len())
            .finish()
    }
}

impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct(FILE, 3)?;
        out.serialize_field("name", &self.name)?;
        out.serialize_field("content_type", &self.content_type)?;
        out.serialize_field("bytes", &Raw(&self.bytes))?;
        out.end()
    }
}

struct Raw<'a>(&'a [u8]);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

/// A file inside of an answer is its text.
impl<'de> Deserialize<'de> for File {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}
