//! How the members of a form are written, where the document says so.

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
    /// `name=a,b`, or exploded `name=a&name=b`.
    Form { explode: bool, reserved: bool },
    /// Values with this between them.
    Delimited(&'static str),
    /// `name[member]=a`
    DeepObject,
}

impl Encoding {
    /// As a body of this media type would be written.
    pub const fn media_type(name: &'static str, media_type: &'static str) -> Self {
        Self::of(name, How::Media(media_type))
    }

    /// Style `form`.
    pub const fn form(name: &'static str, explode: bool) -> Self {
        Self::of(
            name,
            How::Form {
                explode,
                reserved: false,
            },
        )
    }

    /// Style `form` with `allowReserved`.
    pub const fn form_reserved(name: &'static str, explode: bool) -> Self {
        Self::of(
            name,
            How::Form {
                explode,
                reserved: true,
            },
        )
    }

    /// Style `spaceDelimited`.
    pub const fn space(name: &'static str) -> Self {
        Self::of(name, How::Delimited("%20"))
    }

    /// Style `pipeDelimited`.
    pub const fn pipe(name: &'static str) -> Self {
        Self::of(name, How::Delimited("%7C"))
    }

    /// Style `deepObject`.
    pub const fn deep_object(name: &'static str) -> Self {
        Self::of(name, How::DeepObject)
    }

    const fn of(name: &'static str, how: How) -> Self {
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
