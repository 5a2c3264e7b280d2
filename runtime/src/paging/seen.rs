//! What a walk has seen, by which it knows that a service answers the same for ever.

use super::{PagingDefect, Place, Position, Step};
use crate::paging::Next;
use serde::Serialize;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hasher};
use std::io::{self, Write};

/// The most pages without an item that may come in a row.
const MOST_EMPTY: u32 = 1000;

/// The most pages of a walk that may be like an earlier one.
const MOST_KNOWN: u32 = 100;

/// The items of a page, told apart without being kept.
#[derive(Clone, Copy, Debug)]
pub(super) struct Listed {
    pub(super) count: usize,
    /// Of all of them in any order, which some services change each time; `None` if one of them
    /// cannot be written, by which the page might be another one.
    digest: Option<u64>,
    /// Not all of them are alike. Where they are, two pages may be the same by right.
    is_varied: bool,
}

impl Listed {
    pub(super) fn new<T: Serialize>(items: &[T]) -> Self {
        let digests = items.iter().map(digest).collect::<Option<Vec<_>>>();
        let all = digests.as_deref().unwrap_or_default();
        Self {
            count: items.len(),
            is_varied: all.windows(2).any(|pair| pair.first() != pair.last()),
            digest: digests.map(|all| all.into_iter().fold(0, u64::wrapping_add)),
        }
    }
}

/// Tells items apart by the JSON that they came from: all types write what they read. What they
/// show to developers may leave out what differs.
fn digest(item: &impl Serialize) -> Option<u64> {
    struct Sink(DefaultHasher);
    impl Write for Sink {
        fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
            Hasher::write(&mut self.0, piece);
            Ok(piece.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut sink = Sink(DefaultHasher::new());
    serde_json::to_writer(&mut sink, item).ok()?;
    Some(sink.0.finish())
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
        let before = std::mem::replace(&mut self.last, listed.digest);
        let Some(digest) = listed.digest else {
            return false;
        };
        let in_a_row = before == Some(digest);
        self.known += u32::from(!self.pages.insert(digest));
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

#[cfg(test)]
mod tests {
    use super::Listed;
    use serde::ser::Error;
    use serde::{Serialize, Serializer};

    /// Shows nothing of what it holds, as some do; and is not written where it holds nothing.
    struct Hidden(Option<u8>);

    impl std::fmt::Debug for Hidden {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("***")
        }
    }

    impl Serialize for Hidden {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self.0 {
                Some(value) => serializer.serialize_u8(value),
                None => Err(S::Error::custom("there is nothing to write")),
            }
        }
    }

    #[test]
    fn pages_are_told_apart_by_what_they_write() {
        let listed = |items: [u8; 2]| Listed::new(&items.map(|item| Hidden(Some(item))));
        assert_ne!(listed([1, 2]).digest, listed([3, 4]).digest);
        assert_eq!(listed([1, 2]).digest, listed([2, 1]).digest);
        assert!(listed([1, 2]).is_varied && !listed([1, 1]).is_varied);
        let unknown = Listed::new(&[Hidden(Some(1)), Hidden(None)]);
        assert_eq!((unknown.count, unknown.digest), (2, None));
    }
}
