//! Former names: which of them go on beside the new one, and which are gone for good.

use super::rename::Renames;
use crate::surface::{ItemKind, Surface, path_of};
use std::collections::{BTreeMap, BTreeSet};

/// How the keys of what has one path end: a field's or a variant's, a function's.
const FORMS: [&str; 2] = ["", "()"];

/// The keys of the items that stand for what had another name, and whether a program that wrote the old one finds
/// something there wherever it did. `before` is the old surface with the new names.
pub fn standing(
    (was, is): (&str, &str),
    (before, after): (&Surface, &Surface),
    renames: &Renames,
    former: &BTreeMap<String, String>,
) -> (Vec<String>, bool) {
    let old = match (is.rsplit_once("::"), was.rsplit_once("::")) {
        (Some((front, _)), Some((_, name))) => format!("{front}::{name}"),
        _ => was.to_owned(),
    };
    let mut wanted = Vec::new();
    for form in FORMS {
        let (own, alias) = (format!("{is}{form}"), format!("{old}{form}"));
        if before.items.contains_key(&own) {
            wanted.push((alias, own));
        }
    }
    // The module that it stood in, where there is no type of that name.
    let front = was.rsplit_once("::").map(|(front, _)| front);
    if let Some((front, new)) = front.map(|front| (front, renames.path(front))) {
        if front != new && !before.items.contains_key(&new) {
            wanted.push((front.to_owned(), new));
        }
    }
    let count = wanted.len();
    let leads = |alias: &str, own: &str| {
        former.get(path_of(alias)).map(String::as_str) == Some(path_of(own))
    };
    wanted.retain(|(alias, own)| leads(alias, own) && stands(alias, own, after));
    let all = count > 0 && wanted.len() == count;
    (wanted.into_iter().map(|(alias, _)| alias).collect(), all)
}

/// Whether the item of a former name is there, and takes what the one of the new name takes.
fn stands(alias: &str, own: &str, after: &Surface) -> bool {
    let Some(item) = after.items.get(alias) else {
        return false;
    };
    let new = after.items.get(own).map(|item| &item.kind);
    match &item.kind {
        ItemKind::Feature(brings) => {
            let name = own.trim_start_matches("feature ");
            brings.iter().map(String::as_str).eq([name])
        }
        ItemKind::Alias(to) if to == own => item.deprecated,
        ItemKind::Constant(to) | ItemKind::Module(to) => item.deprecated && to == own,
        ItemKind::Alias(_) | ItemKind::Function { .. } => {
            item.deprecated && new == Some(&item.kind)
        }
        _ => false,
    }
}

/// What was a former name and leads nowhere now, or to something else.
pub struct Ended {
    before: BTreeSet<String>,
    after: BTreeSet<String>,
}

impl Ended {
    /// Of the former names of both crates.
    pub fn of([old, new]: &[BTreeMap<String, String>; 2], renames: &Renames) -> Self {
        let before = old.keys().map(|path| renames.text(path));
        Self {
            before: before.collect(),
            after: new.keys().cloned().collect(),
        }
    }

    /// Whether this is the path of one.
    pub fn has(&self, path: &str) -> bool {
        self.before.contains(path) && !self.after.contains(path)
    }
}
