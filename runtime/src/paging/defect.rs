//! Why a walk cannot go on.

use super::Position;
use std::fmt;

/// Why a walk cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingDefect {
    /// There is more, the answer says, but it gives no cursor or link.
    MissingCursor,
    /// The answer leads to a page that was read before, or is the page before once more.
    Repeated(Position),
    /// A thousand pages in a row had no item, and the answers say that there is more. A walk can be
    /// taken up here again.
    NothingComes(Position),
    /// The number of the page or item has no successor.
    LastNumber,
    /// The answer names a paging mode that the document does not.
    UnknownMode(String),
    /// What the answer has for a link leads nowhere by HTTP.
    NoLink,
    /// The call cannot ask for this place: it is one of another walk, or beyond what a parameter
    /// can hold.
    Unreachable(Position),
}

impl fmt::Display for PagingDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingCursor => {
                f.write_str("the answer says that there is more, without a cursor or link")
            }
            Self::Repeated(position) => {
                write!(
                    f,
                    "the answer leads to a page that was read before, {position:?}"
                )
            }
            Self::NothingComes(position) => {
                write!(
                    f,
                    "a thousand pages up to this one had no item, {position:?}"
                )
            }
            Self::LastNumber => f.write_str("the answer's page number has no successor"),
            Self::UnknownMode(mode) => {
                write!(f, "the answer names an unknown paging mode, {mode:?}")
            }
            Self::NoLink => f.write_str("the answer's link to the next page is no URL"),
            Self::Unreachable(position) => {
                write!(f, "the call cannot ask for this place: {position:?}")
            }
        }
    }
}

impl std::error::Error for PagingDefect {}
