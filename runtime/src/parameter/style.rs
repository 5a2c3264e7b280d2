//! A style: how a value is written as a parameter, as data.

use super::deep_object::deep_object;
use super::expand::{delimited, form, label, matrix, simple};
use super::{Encode, Node, Pieces, TooDeep, push_encoded, to_json};
use serde::Serialize;
use std::fmt;

/// How a value is written as a parameter or as a member of a form.
///
/// ```
/// use clientwright_runtime::Style;
///
/// // `tags=a&tags=b`, with reserved characters as they are.
/// const TAGS: Style = Style::FORM.explode().reserved();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    shape: Shape,
    explode: bool,
    reserved: bool,
    empty: bool,
}

/// What a style joins, and with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Simple,
    Label,
    Matrix,
    Form,
    Delimited(&'static str),
    DeepObject,
    Cookie,
    Json,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// Why a value cannot be written.
#[derive(Debug)]
pub(crate) enum Refusal {
    Json(serde_json::Error),
    TooDeep,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "cannot be written: {error}"),
            Self::TooDeep => f.write_str("is nested too deeply for a parameter of this style"),
        }
    }
}

impl From<TooDeep> for Refusal {
    fn from(_: TooDeep) -> Self {
        Self::TooDeep
    }
}

impl Style {
    /// `a,b`; exploded, members are `k=v,l=w`.
    pub const SIMPLE: Self = Self::of(Shape::Simple);
    /// `.a,b`, exploded `.a.b`.
    pub const LABEL: Self = Self::of(Shape::Label);
    /// `;name=a,b`, exploded `;name=a;name=b`.
    pub const MATRIX: Self = Self::of(Shape::Matrix);
    /// `name=a,b`, exploded `name=a&name=b`.
    pub const FORM: Self = Self::of(Shape::Form);
    /// `name=a%20b`
    pub const SPACE_DELIMITED: Self = Self::of(Shape::Delimited("%20"));
    /// `name=a%7Cb`
    pub const PIPE_DELIMITED: Self = Self::of(Shape::Delimited("%7C"));
    /// `name[member]=a`, with the brackets percent-encoded; deeper with more of them.
    pub const DEEP_OBJECT: Self = Self::of(Shape::DeepObject);
    /// As [`Style::FORM`], without percent-encoding.
    pub const COOKIE: Self = Self::of(Shape::Cookie);
    /// JSON text.
    pub const JSON: Self = Self::of(Shape::Json);

    const fn of(shape: Shape) -> Self {
        Self {
            shape,
            explode: false,
            reserved: false,
            empty: false,
        }
    }

    /// Each value for itself.
    #[must_use]
    pub const fn explode(mut self) -> Self {
        self.explode = true;
        self
    }

    /// Reserved characters stay as they are, except those that would end the value where it
    /// stands; so does what is percent-encoded already.
    #[must_use]
    pub const fn reserved(mut self) -> Self {
        self.reserved = true;
        self
    }

    /// What has no value is written as its name alone, `name=`.
    #[must_use]
    pub const fn or_empty(mut self) -> Self {
        self.empty = true;
        self
    }

    /// Whether it keeps objects apart that others cannot.
    pub(crate) fn is_deep(self) -> bool {
        self.shape == Shape::DeepObject
    }

    /// Writes a value: pairs of a query or of cookies, a piece of a path or of a header; nothing at
    /// all where the value is undefined in the sense of RFC 6570. The buffer is there to be used again.
    pub(crate) fn write<T: Serialize + ?Sized>(
        self,
        place: Place,
        name: &str,
        value: &T,
        buffer: &mut Vec<u8>,
        out: &mut Pieces<'_>,
    ) -> Result<(), Refusal> {
        let json = to_json(value, buffer).map_err(Refusal::Json)?;
        if self.shape == Shape::Json {
            let how = self.encode(place);
            let out = out.next();
            if matches!(place, Place::Query | Place::Cookie) {
                push_encoded(out, name, how.of_names());
                out.push('=');
            }
            push_encoded(out, json, how);
            return Ok(());
        }
        let node = Node::parse(json).map_err(Refusal::Json)?;
        Ok(self.expand(place, name, &node, out)?)
    }

    /// The same for a value taken apart.
    pub(crate) fn expand(
        self,
        place: Place,
        name: &str,
        node: &Node<'_>,
        out: &mut Pieces<'_>,
    ) -> Result<(), TooDeep> {
        let how = self.encode(place);
        if self.empty && *node == Node::Null {
            let out = out.next();
            push_encoded(out, name, how.of_names());
            out.push('=');
            return Ok(());
        }
        match self.shape {
            Shape::Simple | Shape::Json => simple(out, node, self.explode, how),
            Shape::Label => label(out, node, self.explode, how),
            Shape::Matrix => matrix(out, name, node, self.explode, how),
            Shape::Delimited(delimiter) => delimited(out, name, node, delimiter, how),
            Shape::Form | Shape::Cookie => form(out, name, node, self.explode, how),
            Shape::DeepObject => {
                deep_object(out, name, node, how);
                Ok(())
            }
        }
    }

    fn encode(self, place: Place) -> Encode {
        match (place, self.reserved) {
            (Place::Header, _) => Encode::Nothing,
            (Place::Cookie, _) if self.shape == Shape::Cookie => Encode::Nothing,
            (_, false) => Encode::Strict,
            (Place::Path, true) => Encode::Path,
            (Place::Query, true) => Encode::Reserved,
            (Place::Cookie, true) => Encode::Cookie,
        }
    }
}
