//! How well a value that was just read fits its type: what a union without a tag goes by when
//! more than one of its variants can be read.

use std::cell::Cell;

/// What speaks against a type that a value was read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Doubts {
    /// Members and values that the type does not name.
    pub(super) unknown: usize,
    /// Those of them that were dropped.
    pub(super) lost: usize,
}

thread_local! {
    static DOUBTS: Cell<Doubts> = const { Cell::new(Doubts { unknown: 0, lost: 0 }) };
}

/// A member or a value was read that the type does not name; it is kept.
pub fn doubt() {
    add(Doubts {
        unknown: 1,
        lost: 0,
    });
}

/// A member was read over.
pub(super) fn lose() {
    add(Doubts {
        unknown: 1,
        lost: 1,
    });
}

/// Adds what a part was doubted for.
pub(super) fn add(more: Doubts) {
    let now = DOUBTS.get();
    DOUBTS.set(Doubts {
        unknown: now.unknown.saturating_add(more.unknown),
        lost: now.lost.saturating_add(more.lost),
    });
}

/// Counts the doubts of one reading alone.
pub(super) fn counted<T>(read: impl FnOnce() -> T) -> (T, Doubts) {
    let before = DOUBTS.replace(Doubts::default());
    let value = read();
    (value, DOUBTS.replace(before))
}
