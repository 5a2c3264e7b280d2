//! What a walk has seen, by which it knows that a service answers the same for ever.

use super::{PagingDefect, Place, Position, Step};
use crate::paging::Next;
use std::collections::HashSet;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

/// The most pages without an item that may come in a row.
const MOST_EMPTY: u32 = 1000;

/// The most pages of a walk that may be like an earlier one.
const MOST_KNOWN: u32 = 100;

/// The items of a page, told apart without being kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    pub(super) count: usize,
    /// Of all of them in any order, which some services change each time.
    digest: u64,
    /// Not all of them are alike. Where they are, two pages may be the same by right.
    is_varied: bool,
}

impl Listed {
    pub(super) fn new<T: fmt::Debug>(items: &[T]) -> Self {
        let (mut all, mut first, mut is_varied) = (0_u64, None, false);
        for item in items {
            let digest = digest(item);
            all = all.wrapping_add(digest);
            is_varied |= *first.get_or_insert(digest) != digest;
        }
        Self {
            count: items.len(),
            digest: all,
            is_varied,
        }
    }
}

/// Tells items apart: every type of an item can be written for debugging.
fn digest(item: &impl fmt::Debug) -> u64 {
    struct Sink(DefaultHasher);
    impl Write for Sink {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut sink = Sink(DefaultHasher::new());
    // Nothing above fails.
    let _ = write!(sink, "{item:?}");
    sink.0.finish()
}

/// The places that were asked for, and what came.
#[derive(Default)]
pub(super) struct Seen {
    places: HashSet<Place>,
    /// The pages that had items.
    pages: HashSet<u64>,
    last: Option<u64>,
    /// How many of them were like an earlier one.
    known: u32,
    /// How many in a row had no item.
    empty: u32,
}

impl Seen {
    /// Whether nothing was asked for at this place yet.
    pub(super) fn is_new(&mut self, position: &Position) -> bool {
        self.places.insert(position.place.clone())
    }

    /// How many places were asked for.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether the page is one that came before: the last one once more, or one too many that was
    /// there at all. Where the answer says that there is more, items that are all alike prove
    /// nothing.
    fn repeats(&mut self, listed: Listed, is_open: bool) -> bool {
        let in_a_row = self.last.replace(listed.digest) == Some(listed.digest);
        self.known += u32::from(!self.pages.insert(listed.digest));
        (in_a_row && (is_open || listed.is_varied)) || self.known >= MOST_KNOWN
    }

    /// What follows the page at a place, and whether that is not the page before once more.
    ///
    /// Where an answer says that there is more, it is believed for as long as pages differ. Where
    /// nothing tells the end, the same page again does: some services give their last page for
    /// every number beyond it, and those that do not go by the number at all give everything at
    /// once. Only if the first page is just as long as it was asked to be, and comes again, there
    /// may be more that is out of reach.
    pub(super) fn step(&mut self, at: &Position, next: Next) -> (Step, bool) {
        let is_full = next.is_full();
        let (Step::Go(_), Some(listed)) = (&next.step, next.listed) else {
            return (next.step, true);
        };
        if listed.count == 0 {
            self.empty += 1;
            let defect = PagingDefect::NothingComes(at.clone());
            return match self.empty {
                MOST_EMPTY => (Step::Broken(defect), true),
                _ => (next.step, true),
            };
        }
        self.empty = 0;
        if !self.repeats(listed, next.is_open) {
            return (next.step, true);
        }
        let is_first = self.places.len() == 2;
        match next.is_open && !(is_first && is_full) {
            true => (Step::End, false),
            false => (Step::Broken(PagingDefect::Repeated(at.clone())), false),
        }
    }
}
