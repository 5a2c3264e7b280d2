//! What follows a page.

use super::{PagingDefect, Place, Position};
use std::fmt;

/// What follows a page: another place, the end, or a defect.
///
/// By number there may be several facts that tell the end; the first that an answer has decides,
/// so they are given in the order of their worth.
#[derive(Clone, PartialEq)]
#[must_use]
pub struct Next {
    pub(super) step: Step,
    /// No fact of the answer has decided yet.
    pub(super) is_open: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Step {
    End,
    Go(Position),
    Broken(PagingDefect),
}

impl Next {
    /// The page was the last.
    pub fn end() -> Self {
        Self::decided(Step::End)
    }

    /// The answer names a paging mode that the document does not.
    pub fn unknown_mode(mode: &str) -> Self {
        Self::broken(PagingDefect::UnknownMode(mode.to_owned()))
    }

    /// The number that the answer gives its page has no successor.
    pub fn last_number() -> Self {
        Self::broken(PagingDefect::LastNumber)
    }

    pub(crate) fn broken(defect: PagingDefect) -> Self {
        Self::decided(Step::Broken(defect))
    }

    pub(crate) fn go(position: Position) -> Self {
        Self::decided(Step::Go(position))
    }

    fn decided(step: Step) -> Self {
        Self {
            step,
            is_open: false,
        }
    }

    fn open(position: Option<Position>) -> Self {
        Self {
            step: position.map_or(Step::Broken(PagingDefect::LastNumber), Step::Go),
            is_open: true,
        }
    }

    /// Follows a cursor if there is one. Where the answer says that there is no more, a cursor
    /// means nothing; where it says that there is, one has to be there.
    pub fn cursor<C: fmt::Display + ?Sized>(
        more: impl Into<Option<bool>>,
        cursor: Option<&C>,
    ) -> Self {
        let cursor = cursor.map(C::to_string).filter(|cursor| !cursor.is_empty());
        match (more.into(), cursor) {
            (Some(false), _) | (None, None) => Self::end(),
            (Some(true), None) => Self::broken(PagingDefect::MissingCursor),
            (_, Some(cursor)) => Self::go(Position::cursor(cursor)),
        }
    }

    /// Goes on to the page after this one.
    pub fn page(page: u64) -> Self {
        Self::open(page.checked_add(1).map(Position::page))
    }

    /// Goes on to the page after the one at a place; at the start that is the page `first`.
    pub fn page_after(at: &Position, first: u64) -> Self {
        Self::page(at.to_page().unwrap_or(first))
    }

    /// Goes on to the page after the one that the answer says it is.
    pub fn page_told(page: Option<u64>) -> Self {
        page.map_or_else(Self::end, Self::page)
    }

    /// Goes on after the items of the page at a place.
    pub fn offset_after(at: &Position, items: usize) -> Self {
        let offset = at.to_offset::<u64>().unwrap_or(0);
        let next = u64::try_from(items)
            .ok()
            .and_then(|items| offset.checked_add(items));
        Self::open(next.map(Position::offset))
    }

    /// The answer may say whether there is more.
    pub fn more(self, more: impl Into<Option<bool>>) -> Self {
        self.decide(more.into())
    }

    /// The answer may say how many pages there are, of which one is the `first`.
    pub fn pages(self, first: u64, pages: Option<u64>) -> Self {
        let next = self.number();
        let more = next.zip(pages.map(|pages| first.saturating_add(pages)));
        self.decide(more.map(|(next, end)| next < end))
    }

    /// The answer may say how many items there are on all pages.
    pub fn total(self, total: Option<u64>) -> Self {
        let more = self.number().zip(total);
        self.decide(more.map(|(next, total)| next < total))
    }

    /// The answer has this many items: after none there are no more.
    pub fn items(self, items: usize) -> Self {
        match items {
            0 => self.decide(Some(false)),
            _ => self,
        }
    }

    /// The next page has to be asked for in this size, unless the call says another one.
    pub fn sized(mut self, size: Option<u64>) -> Self {
        if let Step::Go(position) = self.step {
            self.step = Step::Go(position.sized(size));
        }
        self
    }

    fn decide(self, more: Option<bool>) -> Self {
        match (self.is_open, more) {
            (true, Some(false)) => Self::end(),
            (true, Some(true)) => Self::decided(self.step),
            _ => self,
        }
    }

    fn number(&self) -> Option<u64> {
        match &self.step {
            Step::Go(position) => match position.place {
                Place::Page(number) | Place::Offset(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.step.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::{Next, Position};
    use crate::paging::PagingDefect;

    #[test]
    fn the_first_fact_decides() {
        let on = Next::go(Position::page(2));
        assert_eq!(Next::page(1).more(true).pages(1, Some(1)).items(0), on);
        assert_eq!(Next::page(1).more(None).pages(1, Some(1)), Next::end());
        assert_eq!(Next::page(0).pages(0, Some(2)), Next::go(Position::page(1)));
        assert_eq!(Next::page(1).pages(0, Some(2)), Next::end());
        assert_eq!(
            Next::page(1).more(None).pages(1, None).items(0),
            Next::end()
        );
        assert!(Next::page(1).items(3).is_open);
    }

    #[test]
    fn offsets_count_items() {
        let at = Position::offset(20);
        let on = Next::go(Position::offset(30));
        assert_eq!(Next::offset_after(&at, 10).total(Some(31)), on);
        assert_eq!(Next::offset_after(&at, 10).total(Some(30)), Next::end());
        assert_eq!(
            Next::offset_after(&at, 0).items(0).total(Some(31)),
            Next::end()
        );
        let last = Next::broken(PagingDefect::LastNumber);
        assert_eq!(
            Next::offset_after(&Position::offset(u64::MAX), 1).more(true),
            last
        );
        assert_eq!(Next::page(u64::MAX).more(true), last);
        assert_eq!(Next::page(u64::MAX).more(false), Next::end());
    }

    #[test]
    fn an_empty_cursor_is_none() {
        assert_eq!(Next::cursor(None, Some("")), Next::end());
        assert_eq!(
            Next::cursor(true, Some("")),
            Next::broken(PagingDefect::MissingCursor)
        );
        assert_eq!(Next::cursor(false, Some("a")), Next::end());
        assert_eq!(
            Next::cursor(None, Some(&7)),
            Next::go(Position::cursor("7"))
        );
    }
}
