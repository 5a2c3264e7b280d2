//! The way from one page to the next.

use std::fmt;

/// The way from one page to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct Next<Q>(pub(super) Step<Q>);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step<Q> {
    End,
    Go { call: Q, position: Position },
    Broken(PagingDefect),
}

/// A place in a walk.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Position(Place);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Place {
    Cursor(String),
    Page(u64),
}

impl Position {
    /// After a cursor.
    pub fn cursor(cursor: impl Into<String>) -> Self {
        Self(Place::Cursor(cursor.into()))
    }

    /// A numbered page.
    pub fn page(page: u64) -> Self {
        Self(Place::Page(page))
    }
}

/// Why a walk cannot go on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingDefect {
    /// There is more, the answer says, but it gives no cursor.
    MissingCursor,
    /// The answer leads to a page that was read before.
    Repeated(Position),
    /// The page number has no successor.
    LastNumber,
    /// The answer names a paging mode that the document does not.
    UnknownMode(String),
}

impl fmt::Display for PagingDefect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingCursor => {
                f.write_str("the answer says that there is more, without a cursor")
            }
            Self::Repeated(Position(Place::Cursor(cursor))) => {
                let cursor: String = cursor.chars().take(60).collect();
                write!(
                    f,
                    "the answer leads to a page that was read before, cursor {cursor:?}"
                )
            }
            Self::Repeated(Position(Place::Page(page))) => {
                write!(
                    f,
                    "the answer leads to a page that was read before, page {page}"
                )
            }
            Self::LastNumber => f.write_str("the answer's page number has no successor"),
            Self::UnknownMode(mode) => {
                write!(f, "the answer names an unknown paging mode, {mode:?}")
            }
        }
    }
}

impl std::error::Error for PagingDefect {}

impl Next<String> {
    /// Follows a cursor if there is more. Where there is no more, a cursor means nothing.
    pub fn cursor(has_more: bool, cursor: Option<&str>) -> Self {
        Self(match (has_more, cursor) {
            (false, _) => Step::End,
            (true, None | Some("")) => Step::Broken(PagingDefect::MissingCursor),
            (true, Some(cursor)) => Step::Go {
                call: cursor.to_owned(),
                position: Position::cursor(cursor),
            },
        })
    }
}

impl Next<u64> {
    /// Goes on to the page after this one if there is more.
    pub fn page(has_more: bool, page: u64) -> Self {
        Self(match (has_more, page.checked_add(1)) {
            (false, _) => Step::End,
            (true, None) => Step::Broken(PagingDefect::LastNumber),
            (true, Some(page)) => Step::Go {
                call: page,
                position: Position::page(page),
            },
        })
    }
}

impl<Q> Next<Q> {
    /// This page is the last.
    pub fn end() -> Self {
        Self(Step::End)
    }

    /// The answer names a paging mode that the document does not.
    pub fn unknown_mode(mode: &str) -> Self {
        Self(Step::Broken(PagingDefect::UnknownMode(mode.to_owned())))
    }

    /// Makes the call for the next page from the way to it.
    pub fn map<R>(self, call: impl FnOnce(Q) -> R) -> Next<R> {
        Next(match self.0 {
            Step::End => Step::End,
            Step::Go {
                call: way,
                position,
            } => Step::Go {
                call: call(way),
                position,
            },
            Step::Broken(defect) => Step::Broken(defect),
        })
    }
}
