//! How the members of a form are written, where the document says so.

use crate::parameter::Style;

/// How one member of a form is written, or one part of a list of parts.
///
/// ```
/// use clientwright_runtime::{Encoding, Style};
///
/// const ENCODINGS: [Encoding; 3] = [
///     Encoding::of("tags").style(Style::FORM),
///     Encoding::of("picture").media_type("image/png, image/jpeg").headers(&[("X-Origin", "scan")]),
///     Encoding::part(0).media_type("application/json"),
/// ];
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    of: Of,
    media_type: Option<&'static str>,
    style: Option<Style>,
    headers: &'static [(&'static str, &'static str)],
}

/// What is encoded.
#[derive(Clone, Copy, Debug)]
enum Of {
    Member(&'static str),
    Part(usize),
    Parts,
}

impl Encoding {
    /// Of a member of a form.
    pub const fn of(name: &'static str) -> Self {
        Self::new(Of::Member(name))
    }

    /// Of a part without a name, counted from 0.
    pub const fn part(index: usize) -> Self {
        Self::new(Of::Part(index))
    }

    /// Of every other part without a name.
    pub const fn parts() -> Self {
        Self::new(Of::Parts)
    }

    const fn new(of: Of) -> Self {
        Self {
            of,
            media_type: None,
            style: None,
            headers: &[],
        }
    }

    /// As a body of this media type would be written; several are listed with commas.
    #[must_use]
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// As a parameter of the query is written.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// Headers of the part that say the same in every request.
    #[must_use]
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }

    /// The media types that the document lists; none if there is no word of it.
    pub(super) fn media_types(&self) -> impl Iterator<Item = &'static str> + use<> {
        let all = self.media_type.unwrap_or_default().split(',');
        all.map(str::trim).filter(|one| !one.is_empty())
    }

    /// The media type, if there is a single one that is no range.
    pub(super) fn only_media_type(&self) -> Option<&'static str> {
        let mut all = self.media_types();
        let first = all.next().filter(|one| !one.contains('*'))?;
        all.next().is_none().then_some(first)
    }

    pub(super) fn how(&self) -> Option<Style> {
        self.style
    }

    pub(super) fn constant_headers(&self) -> &'static [(&'static str, &'static str)] {
        self.headers
    }
}

impl Of {
    /// Whether it is for a part of this name, or at this place.
    fn is_for(&self, name: Option<&str>, index: usize) -> bool {
        match (self, name) {
            (Self::Member(known), Some(name)) => *known == name,
            (Self::Part(known), None) => *known == index,
            (Self::Parts, None) => true,
            _ => false,
        }
    }
}

/// The headers that are for a part of this name, or at this place.
pub(super) fn headers_of<'h>(
    headers: &'h [(Encoding, String, String)],
    name: Option<&str>,
    index: usize,
) -> Vec<(&'h str, &'h str)> {
    let own = headers.iter();
    let own = own.filter(|(part, ..)| part.of.is_for(name, index));
    own.map(|(_, name, value)| (name.as_str(), value.as_str()))
        .collect()
}

/// What the document says of a member.
pub(super) fn of_member<'e>(encodings: &'e [Encoding], name: &str) -> Option<&'e Encoding> {
    let of = |encoding: &&Encoding| matches!(encoding.of, Of::Member(known) if known == name);
    encodings.iter().find(of)
}

/// What the document says of a part without a name.
pub(super) fn of_part(encodings: &[Encoding], index: usize) -> Option<&Encoding> {
    let at = |encoding: &&Encoding| matches!(encoding.of, Of::Part(known) if known == index);
    let any = |encoding: &&Encoding| matches!(encoding.of, Of::Parts);
    encodings
        .iter()
        .find(at)
        .or_else(|| encodings.iter().find(any))
}

/// Whether a media type is JSON.
pub(super) fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default();
    let essence = essence.trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
