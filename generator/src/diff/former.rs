//! Former names: which of them go on beside the new one, and which are gone for good.

use super::rename::Renames;
use crate::names::{Names, Role, former_service, snake_name};
use crate::surface::{ItemKind, Surface};
use std::collections::{BTreeMap, BTreeSet};

/// How the keys of what has one path end: a field's or a variant's, a function's.
const FORMS: [&str; 2] = ["", "()"];

/// The former names of a crate, as paths, with what each leads to.
pub fn paths(names: &Names) -> BTreeMap<String, String> {
    let mut all = BTreeMap::new();
    for (one, now) in names.all_former() {
        let (front, name) = one.path.rsplit_once("::").unwrap_or_default();
        all.insert(one.path.clone(), now.to_owned());
        match one.role {
            Role::Variant => {
                all.insert(format!("{front}::{}", snake_name(name)), now.to_owned());
            }
            Role::Service => {
                let old = former_service(name);
                let accessor = now.rsplit_once("::").map_or(now, |(_, name)| name);
                let mut services = names.services.iter();
                let is = |own: &&_| own_accessor(own) == Some(accessor);
                if let Some(new) = services.find(is) {
                    let module = format!("api::{}", old.module);
                    let ident = format!("api::{}::{}", new.module, old.ident);
                    let feature = format!("feature {}", old.feature.unwrap_or_default());
                    all.extend([module, ident, feature].map(|path| (path, now.to_owned())));
                }
            }
            _ => {}
        }
    }
    all
}

fn own_accessor(names: &crate::names::ServiceNames) -> Option<&str> {
    names.accessor.as_deref()
}

/// The keys of the items that stand for what had another name, and whether a program that wrote the old one finds
/// something there wherever it did. `before` is the old surface with the new names.
pub fn standing(
    (was, is): (&str, &str),
    (before, after): (&Surface, &Surface),
    renames: &Renames,
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
    wanted.retain(|(alias, own)| stands(alias, own, after));
    let all = count > 0 && wanted.len() == count;
    (wanted.into_iter().map(|(alias, _)| alias).collect(), all)
}

/// Whether an item is there for those who know another by this name.
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
    pub fn of(old: &Names, new: &Names, renames: &Renames) -> Self {
        let before = paths(old).into_keys().map(|path| renames.text(&path));
        Self {
            before: before.collect(),
            after: paths(new).into_keys().collect(),
        }
    }

    /// Whether this is the path of one.
    pub fn has(&self, path: &str) -> bool {
        self.before.contains(path) && !self.after.contains(path)
    }
}
