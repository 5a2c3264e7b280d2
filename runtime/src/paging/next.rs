//! What follows a page.

use super::seen::Listed;
use super::{PagingDefect, Place, Position};
use serde::Serialize;
use std::fmt;

/// What follows a page: another place, the end, or a defect.
///
/// By number there may be several facts that tell the end; the first that an answer has decides,
/// so they are given in the order of their worth.
#[derive(Clone)]
#[must_use]
pub struct Next {
    pub(super) step: Step,
    /// No fact of the answer has decided yet.
    pub(super) is_open: bool,
    /// The items of the page, where they are known.
    pub(super) listed: Option<Listed>,
    /// How many items the page was to have at most.
    size: Option<u64>,
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
            listed: None,
            size: None,
        }
    }

    fn open(position: Option<Position>) -> Self {
        Self {
            is_open: true,
            ..Self::decided(position.map_or(Step::Broken(PagingDefect::LastNumber), Step::Go))
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

    /// The answer has these items: where nothing else tells, there are no more after none.
    ///
    /// By them a page that comes again is known, however the answer around them differs. They are
    /// compared by the JSON that they write.
    pub fn items<T: Serialize>(mut self, items: &[T]) -> Self {
        self.listed = Some(Listed::new(items));
        match items {
            [] => self.decide(Some(false)),
            _ => self,
        }
    }

    /// The request asks for pages of this size, or gets them by default.
    pub fn asked(mut self, size: Option<u64>) -> Self {
        self.size = size;
        self
    }

    /// Whether the page has just as many items as it was to have at most: there may be more.
    pub(super) fn is_full(&self) -> bool {
        let count = self.listed.as_ref().map(|listed| listed.count as u64);
        self.size.is_some() && self.size == count
    }

    /// The next page has to be asked for in this size, unless the call says another one.
    pub fn sized(mut self, size: Option<u64>) -> Self {
        if let Step::Go(position) = self.step {
            self.step = Step::Go(position.sized(size));
        }
        self
    }

    fn decide(mut self, more: Option<bool>) -> Self {
        if let (true, Some(more)) = (self.is_open, more) {
            self.is_open = false;
            if !more {
                self.step = Step::End;
            }
        }
        self
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
    use super::{Next, Position, Step};
    use crate::paging::PagingDefect;

    const NONE: &[u8] = &[];

    #[test]
    fn the_first_fact_decides() {
        let on = Step::Go(Position::page(2));
        let next = Next::page(1).more(true).pages(1, Some(1)).items(NONE);
        assert_eq!(next.step, on);
        let next = Next::page(1).more(None).pages(1, Some(1));
        assert_eq!(next.step, Step::End);
        let next = Next::page(0).pages(0, Some(2));
        assert_eq!(next.step, Step::Go(Position::page(1)));
        assert_eq!(Next::page(1).pages(0, Some(2)).step, Step::End);
        let next = Next::page(1).more(None).pages(1, None).items(NONE);
        assert_eq!(next.step, Step::End);
        assert!(Next::page(1).items(&[3]).is_open);
    }

    #[test]
    fn offsets_count_items() {
        let at = Position::offset(20);
        let on = Step::Go(Position::offset(30));
        assert_eq!(Next::offset_after(&at, 10).total(Some(31)).step, on);
        assert_eq!(Next::offset_after(&at, 10).total(Some(30)).step, Step::End);
        let next = Next::offset_after(&at, 0).items(NONE).total(Some(31));
        assert_eq!(next.step, Step::End);
        let last = Step::Broken(PagingDefect::LastNumber);
        let next = Next::offset_after(&Position::offset(u64::MAX), 1).more(true);
        assert_eq!(next.step, last);
        assert_eq!(Next::page(u64::MAX).more(true).step, last);
        assert_eq!(Next::page(u64::MAX).more(false).step, Step::End);
    }

    #[test]
    fn an_empty_cursor_is_none() {
        assert_eq!(Next::cursor(None, Some("")).step, Step::End);
        let missing = Step::Broken(PagingDefect::MissingCursor);
        assert_eq!(Next::cursor(true, Some("")).step, missing);
        assert_eq!(Next::cursor(false, Some("a")).step, Step::End);
        let next = Next::cursor(None, Some(&7));
        assert_eq!(next.step, Step::Go(Position::cursor("7")));
    }

    #[test]
    fn a_page_is_full_by_the_size_that_was_asked_for() {
        for (size, full) in [(None, false), (Some(2), true), (Some(3), false)] {
            assert_eq!(Next::page(1).items(&[1, 2]).asked(size).is_full(), full);
        }
    }
}
