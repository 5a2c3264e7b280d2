//! How the members of a form are written, where the document says so.

use crate::parameter::Style;

/// How one member of a form is written.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    pub(super) name: &'static str,
    pub(super) how: How,
}

/// The ways to write a member.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// As a body of this media type would be.
    Media(&'static str),
    /// As a parameter of the query would be.
    Style(Style),
}

impl Encoding {
    /// As a body of this media type would be written.
    pub const fn media_type(name: &'static str, media_type: &'static str) -> Self {
        let how = How::Media(media_type);
        Self { name, how }
    }

    /// As a parameter of the query is written.
    pub const fn style(name: &'static str, style: Style) -> Self {
        let how = How::Style(style);
        Self { name, how }
    }
}

/// What the document says of a member.
pub(super) fn find(encodings: &[Encoding], name: &str) -> Option<How> {
    let found = encodings.iter().find(|encoding| encoding.name == name);
    found.map(|encoding| encoding.how)
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
