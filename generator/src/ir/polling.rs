//! Work that goes on after its call was answered.

use super::TypeRef;

/// How to wait for the end of work.
#[derive(Clone, Debug, PartialEq)]
pub struct Polling {
    /// What it comes to, as JSON; nothing where it has no result.
    pub output: Option<TypeRef>,
    /// Where the result is.
    pub ends: PollingEnd,
    /// Where to ask, in words, for documentation.
    pub words: String,
}

/// Where the result of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollingEnd {
    /// Where the answers say.
    Anywhere,
    /// Where the header `Location` said.
    Location,
    /// At the URL of the call itself.
    Original,
    /// In the last answer of what tells how the work stands.
    Monitor,
}
