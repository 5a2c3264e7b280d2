//! What a place is.

use super::Kind;

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// An object of a kind.
    One(Kind),
    /// A list of such objects.
    List(Kind),
    /// Such objects by name; the names may be any texts.
    Map(Kind),
    /// A value of the object around it that is no object of a kind. (Documents write
    /// `description: {$ref: …}` all the same.)
    Plain,
    /// Data of the API's own, in which nothing is a keyword: examples, defaults, extensions.
    Data,
}

impl Role {
    /// What stands under a key here.
    pub fn member(self, key: &str) -> Role {
        match self {
            Role::One(kind) => kind.child(key),
            Role::Map(kind) => Role::One(kind),
            Role::List(_) | Role::Plain => Role::Plain,
            Role::Data => Role::Data,
        }
    }

    /// What an element of a list is here. (Where one object is due, old documents give a list:
    /// `items` of draft 4.)
    pub fn element(self) -> Role {
        match self {
            Role::List(kind) => Role::One(kind),
            Role::Map(_) => Role::Plain,
            other => other,
        }
    }

    /// The kind, if one object is due.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Role::One(kind) => Some(kind),
            _ => None,
        }
    }
}
