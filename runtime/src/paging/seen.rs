//! What a walk has seen, by which it knows that a service answers the same for ever.

use super::{PagingDefect, Place, Position, Step};
use crate::paging::Next;
use std::collections::HashSet;
use std::fmt::{self, Write};
use std::hash::{DefaultHasher, Hasher};

/// The most pages without an item that may come in a row.
const MOST_EMPTY: u32 = 1000;

/// The most pages in a row that may have the same items, where these are all alike.
const MOST_ALIKE: u32 = 100;

/// The items of a page, told apart without being kept.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Listed {
    pub(super) count: usize,
    /// Of all of them in their order.
    digest: u64,
    /// Not all of them are alike. Where they are, two pages may be the same by right.
    is_varied: bool,
}

impl Listed {
    pub(super) fn new<T: fmt::Debug>(items: &[T]) -> Self {
        let mut all = DefaultHasher::new();
        let (mut first, mut is_varied) = (None, false);
        for item in items {
            let digest = digest(item);
            all.write_u64(digest);
            is_varied |= *first.get_or_insert(digest) != digest;
        }
        Self {
            count: items.len(),
            digest: all.finish(),
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

/// The places that were asked for, and what came last.
#[derive(Default)]
pub(super) struct Seen {
    places: HashSet<Place>,
    last: Option<Listed>,
    /// How many pages in a row came like the one before.
    alike: u32,
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

    /// What follows the page at a place, and whether that is not the page before once more.
    ///
    /// Where an answer says that there is more, it is believed for as long as pages differ. Where
    /// nothing tells the end, the same page again does: some services give their last page for
    /// every number beyond it, and those that do not go by the number at all give everything at
    /// once. Only if the first page is just as long as it was asked to be, and comes again, there
    /// may be more that is out of reach.
    pub(super) fn step(&mut self, at: &Position, next: Next) -> (Step, bool) {
        let is_full = next.is_full();
        let Next {
            step,
            is_open,
            listed,
            ..
        } = next;
        let (Step::Go(_), Some(listed)) = (&step, listed) else {
            return (step, true);
        };
        let is_same = self.last.as_ref() == Some(&listed);
        self.alike = if is_same { self.alike + 1 } else { 1 };
        let bound = match listed {
            Listed { count: 0, .. } => MOST_EMPTY,
            Listed { is_varied, .. } => {
                if is_varied {
                    1
                } else {
                    MOST_ALIKE
                }
            }
        };
        let is_empty = listed.count == 0;
        self.last = Some(listed);
        let repeated = || Step::Broken(PagingDefect::Repeated(at.clone()));
        match is_open {
            true if !is_same => (step, true),
            true if self.places.len() == 2 && is_full => (repeated(), false),
            true => (Step::End, false),
            false if self.alike < bound || !is_same => (step, true),
            false if is_empty => (Step::Broken(PagingDefect::NothingComes(at.clone())), true),
            false => (repeated(), false),
        }
    }
}
