//! One change.

use super::{Level, Rule};

/// What changed about one thing of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// How heavy: the heaviest of its rules.
    pub level: Level,
    /// Why, the heaviest first.
    pub rules: Vec<Rule>,
    /// What it is in the document: `operation`, `member`.
    pub kind: &'static str,
    /// What the document calls it: `GET /pets`.
    pub name: String,
    /// Its Rust path; the old one where it is gone.
    pub path: String,
    /// What users of the crate see.
    pub rust: Vec<Difference>,
    /// What the documents say.
    pub document: Vec<Told>,
    /// Where it is in the old document.
    pub old: Option<Place>,
    /// Where it is in the new document.
    pub new: Option<Place>,
}

/// A public item that is not what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// The item, as [`crate::surface::Surface`] calls it.
    pub item: String,
    /// What it was.
    pub old: Option<String>,
    /// What it is.
    pub new: Option<String>,
}

/// Something that the documents say.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What part of the thing it is about, where it is a part: "parameter `limit`".
    pub about: Option<String>,
    /// What it is: `required`, `maximum`.
    pub what: String,
    /// What the old document says.
    pub old: Option<String>,
    /// What the new document says.
    pub new: Option<String>,
    /// Both are texts too long to show.
    pub is_text: bool,
}

/// A place in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The JSON pointer.
    pub pointer: String,
    /// `file:line:column`, if it is in a file.
    pub at: Option<String>,
}

/// No more items of one change are shown to people than these.
const MOST: usize = 6;

/// Those of a list that are shown, and how many are not.
pub(super) fn some<T>(all: &[T]) -> (&[T], usize) {
    let shown = all.get(..MOST).unwrap_or(all);
    (shown, all.len() - shown.len())
}

impl Change {
    /// Where it is in each of the documents: `old`, `api.yaml:8:7 #/paths/~1pets/get`.
    pub fn places(&self) -> impl Iterator<Item = (&'static str, String)> {
        let places = [("old", &self.old), ("new", &self.new)].into_iter();
        places.filter_map(|(which, place)| {
            let Place { pointer, at } = place.as_ref()?;
            let at = at.as_ref().map(|at| format!("{at} "));
            Some((which, format!("{}{pointer}", at.unwrap_or_default())))
        })
    }

    /// Whether every program that is concerned compiles all the same.
    pub fn compiles(&self) -> bool {
        self.rules.iter().all(|rule| rule.compiles())
    }
}

impl Told {
    /// As a line shows it: "parameter `limit`: maximum: 100 -> 50".
    pub fn line(&self) -> String {
        let about = self.about.as_ref().map(|about| format!("{about}: "));
        let about = about.unwrap_or_default();
        let what = &self.what;
        match (&self.old, &self.new) {
            _ if self.is_text => format!("{about}{what} changed"),
            (Some(old), Some(new)) => format!("{about}{what}: {old} -> {new}"),
            (None, Some(new)) if new.is_empty() => format!("{about}{what} added"),
            (Some(old), None) if old.is_empty() => format!("{about}{what} removed"),
            (None, Some(new)) => format!("{about}{what} added: {new}"),
            (Some(old), None) => format!("{about}{what} removed: {old}"),
            (None, None) => format!("{about}{what}"),
        }
    }
}
