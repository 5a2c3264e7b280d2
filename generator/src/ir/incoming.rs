//! Calls that the service makes: webhooks and callbacks.

use super::{Content, Docs, Origin};

/// A call that the service makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// The webhook's or callback's name.
    pub wire_name: String,
    /// `x-clientwright-name`.
    pub pinned: Option<String>,
    /// The HTTP method in capitals.
    pub method: String,
    /// Where a callback goes: a runtime expression. A webhook goes where it was registered.
    pub expression: Option<String>,
    /// What it carries: the preferred representation.
    pub payload: Option<Content>,
    /// What it is.
    pub docs: Docs,
    /// Where it comes from.
    pub origin: Origin,
}

/// What can be called with what an answer carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its name.
    pub wire_name: String,
    /// The operation that it leads to, by id or by place.
    pub target: String,
    /// What it is.
    pub docs: Docs,
}
