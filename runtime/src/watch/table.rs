//! What the document says of answers, as data.

use crate::wire::JsonKind;

/// What the document says of answers.
#[derive(Debug)]
pub struct Table {
    /// The API's title.
    pub title: &'static str,
    /// The API's version.
    pub version: &'static str,
    /// Types, which [`Use::Type`] names by index.
    pub types: &'static [Shape],
    /// All operations.
    pub operations: &'static [Operation],
}

/// The answers to an operation.
#[derive(Debug)]
pub struct Operation {
    /// The HTTP method.
    pub method: &'static str,
    /// The path as the document writes it.
    pub path: &'static str,
    /// Its place in the document.
    pub at: &'static str,
    /// By status, exact ones before ranges.
    pub answers: &'static [Answer],
    /// The business codes that the document names for it.
    pub codes: &'static [i64],
}

/// An answer by its status.
#[derive(Debug)]
pub struct Answer {
    /// The first and the last status.
    pub statuses: (u16, u16),
    /// The place of its schema.
    pub at: &'static str,
    /// The JSON that it carries, without the envelope; `None` for anything else.
    pub ty: Option<Use>,
}

/// A use of a type.
#[derive(Debug)]
pub enum Use {
    /// Any JSON.
    Any,
    /// The type with this index.
    Type(usize),
    /// A text.
    Text,
    /// A number.
    Number,
    /// A truth value.
    Bool,
    /// `null`
    Null,
    /// A list.
    List(&'static Use),
    /// An object with values of one type.
    Map(&'static Use),
    /// The value or `null`.
    Nullable(&'static Use),
}

/// What a type is made of.
#[derive(Debug)]
pub enum Shape {
    /// Nothing that is looked into.
    Any,
    /// An object.
    Record {
        /// Its place.
        at: &'static str,
        /// Its members.
        fields: &'static [Field],
        /// What members may be that are not declared; `None` if the document does not speak of any.
        rest: Option<Use>,
    },
    /// One of these values, each as JSON.
    Values {
        /// The place of the schema.
        at: &'static str,
        /// The values.
        values: &'static [&'static str],
    },
    /// What the text of a member says.
    Tagged {
        /// The member.
        tag: &'static str,
        /// The texts, and what each stands for.
        variants: &'static [(&'static str, Use)],
    },
    /// What the JSON type says, where only one alternative has it.
    Either(&'static [(&'static [JsonKind], Use)]),
    /// Another type.
    Same(Use),
}

/// A member.
#[derive(Debug)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) ty: Use,
    pub(super) required: bool,
    at: Option<&'static str>,
}

impl Field {
    /// A member of this name on the wire; whether it is always there.
    pub const fn new(name: &'static str, ty: Use, required: bool) -> Self {
        Self {
            name,
            ty,
            required,
            at: None,
        }
    }

    /// The same, whose schema stands elsewhere than among the properties of the object's.
    #[must_use]
    pub const fn at(self, at: &'static str) -> Self {
        Self {
            at: Some(at),
            ..self
        }
    }

    /// The place of its schema, in an object at a place.
    pub(super) fn place(&self, object: &str) -> String {
        match self.at {
            Some(at) => at.to_owned(),
            None => {
                let name = self.name.replace('~', "~0").replace('/', "~1");
                format!("{object}/properties/{name}")
            }
        }
    }
}
