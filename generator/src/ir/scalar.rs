//! Types without parts.

/// A type without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scalar {
    /// `null`, and nothing else.
    Null,
    /// `bool`
    Bool,
    /// An integer of a plain type.
    Integer(Integer),
    /// `NonZeroU32`
    NonZeroU32,
    /// `NonZeroU64`
    NonZeroU64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// Bytes written as base64 text.
    Base64,
    /// Bytes written as base64 text for URLs.
    Base64Url,
    /// Raw bytes, where the media type is not JSON.
    Bytes,
    /// Bytes with a file name and a media type, as forms carry them.
    File,
    /// A calendar date.
    Date,
    /// A moment with its offset.
    DateTime,
    /// A moment as HTTP writes it.
    HttpDate,
    /// A moment as a count of seconds.
    UnixTime,
    /// A text that stands for an integer.
    TextOf(Integer),
}

/// A type of integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u8`
    U8,
    /// `u16`
    U16,
    /// `u32`
    U32,
    /// `u64`
    U64,
}

impl Scalar {
    /// Whether it takes any text.
    pub fn is_text(self) -> bool {
        matches!(self, Self::String | Self::TextOf(_))
    }

    /// Whether it is an integer.
    pub fn is_integer(self) -> bool {
        matches!(
            self,
            Self::Integer(_) | Self::NonZeroU32 | Self::NonZeroU64 | Self::UnixTime
        )
    }
}

impl Integer {
    /// As Rust calls it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::I8 => "i8",
            Self::I16 => "i16",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U8 => "u8",
            Self::U16 => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
        }
    }
}
