//! A diff as programs read it. Keys may be added, none is renamed or taken away.
//!
//! ```text
//! {verdict, compiles,
//!  changes: [{level, rules: [slug], compiles, kind, name, path,
//!             rust: [{item, old, new}], document: [{about, what, old, new}],
//!             old: {pointer, at}, new: {pointer, at}}]}
//! ```

use super::{Change, Diff, Difference, Place, Told, word};
use serde::Serialize;

#[derive(Serialize)]
struct Whole<'a> {
    verdict: &'a str,
    /// Every program that compiled against the old crate compiles against the new one.
    compiles: bool,
    changes: Vec<One<'a>>,
}

#[derive(Serialize)]
struct One<'a> {
    level: &'a str,
    rules: Vec<&'a str>,
    compiles: bool,
    kind: &'a str,
    name: &'a str,
    /// Empty for the crate as a whole.
    path: &'a str,
    rust: Vec<Sides<'a>>,
    document: Vec<Said<'a>>,
    old: Option<Spot<'a>>,
    new: Option<Spot<'a>>,
}

#[derive(Serialize)]
struct Sides<'a> {
    item: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct Said<'a> {
    about: Option<&'a str>,
    what: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
}

#[derive(Serialize)]
struct Spot<'a> {
    pointer: &'a str,
    /// `file:line:column`
    at: Option<&'a str>,
}

/// The whole diff, as indented JSON that ends in a newline.
pub fn json(diff: &Diff) -> String {
    let whole = Whole {
        verdict: word(diff.verdict()),
        compiles: diff.compiles(),
        changes: diff.changes.iter().map(one).collect(),
    };
    // Only maps with keys that are not texts can fail, and there are none.
    let mut text = serde_json::to_string_pretty(&whole).unwrap_or_default();
    text.push('\n');
    text
}

fn one(change: &Change) -> One<'_> {
    One {
        level: change.level.as_str(),
        rules: change.rules.iter().map(|rule| rule.slug()).collect(),
        compiles: change.compiles(),
        kind: change.kind,
        name: &change.name,
        path: &change.path,
        rust: change.rust.iter().map(side).collect(),
        document: change.document.iter().map(said).collect(),
        old: change.old.as_ref().map(spot),
        new: change.new.as_ref().map(spot),
    }
}

fn side(one: &Difference) -> Sides<'_> {
    Sides {
        item: &one.item,
        old: one.old.as_deref(),
        new: one.new.as_deref(),
    }
}

fn said(told: &Told) -> Said<'_> {
    Said {
        about: told.about.as_deref(),
        what: &told.what,
        old: told.old.as_deref(),
        new: told.new.as_deref(),
    }
}

fn spot(place: &Place) -> Spot<'_> {
    Spot {
        pointer: &place.pointer,
        at: place.at.as_deref(),
    }
}
