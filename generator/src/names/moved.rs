//! Schemas and tags that the document calls otherwise now.

use super::service::module;
use super::{Former, Locked, Role, key};
use crate::ir::Api;
use std::collections::{BTreeMap, BTreeSet};

/// Where component schemas stand.
const SCHEMAS: &str = "#/components/schemas/";

impl Locked {
    /// The same for a document that calls schemas or tags otherwise: what is in them keeps its names. A schema
    /// that is gone and one that is new are the same if both, and no others, have all the same in them, and that is
    /// more than one thing; a tag, if the new one has what is left of the operations of the old one, and of no other.
    #[must_use]
    pub fn moved(&self, now: &Self) -> Self {
        let mut renamed = schemas(self, now);
        renamed.extend(tags(self, now));
        if renamed.is_empty() {
            return self.clone();
        }
        let mut moved = self.clone();
        for ((key, role), path) in &self.names {
            let is_whole = is_whole(*role) && renamed.contains_key(key);
            let new = at(&renamed, key);
            if let Some(new) = new.filter(|_| !is_whole) {
                moved.names.remove(&(key.clone(), *role));
                moved.names.insert((new, *role), path.clone());
            }
        }
        for former in &mut moved.former {
            if let Some(new) = at(&renamed, &former.key) {
                former.key = new;
            }
        }
        // What the schemas and tags themselves were called.
        for (old, new) in &renamed {
            for role in [Role::Type, Role::Service] {
                if let Some(path) = moved.names.remove(&(old.clone(), role)) {
                    moved.former.push(Former {
                        path,
                        key: new.clone(),
                        role,
                        until: self.version.clone(),
                    });
                }
            }
        }
        moved
    }
}

/// Whether a lock has component schemas or tags that the document has not.
pub fn has_lost(locked: &Locked, api: &Api) -> bool {
    let mut keys: BTreeSet<String> = key::types(api).into_iter().collect();
    keys.extend(api.services.iter().map(key::service));
    let mut wholes = locked
        .names
        .keys()
        .filter(|(key, role)| is_schema(key, *role) || *role == Role::Service);
    wholes.any(|(key, _)| !keys.contains(key))
}

fn is_whole(role: Role) -> bool {
    matches!(role, Role::Type | Role::Service)
}

/// The new keys of tags by their old ones.
fn tags(old: &Locked, new: &Locked) -> BTreeMap<String, String> {
    let (before, after) = (homes(old), homes(new));
    let is_in = |tag: &str, locked: &Locked| {
        let key = (tag.to_owned(), Role::Service);
        locked.names.contains_key(&key)
    };
    let mut moves: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut sources: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (operation, was) in &before {
        if let Some(is) = after.get(operation) {
            moves.entry(was).or_default().insert(is);
            sources.entry(is).or_default().insert(was);
        }
    }
    let single = |all: &BTreeSet<&str>| all.len() == 1;
    let renamed = moves.iter().filter_map(|(was, all)| {
        let is = all.first().filter(|_| single(all))?;
        let alone = sources.get(is).is_some_and(single);
        let fits = alone && !is_in(was, new) && !is_in(is, old);
        fits.then(|| ((*was).to_owned(), (*is).to_owned()))
    });
    renamed.collect()
}

/// The key of the tag of each operation that has one.
fn homes(locked: &Locked) -> BTreeMap<&str, &str> {
    let mut tags = BTreeMap::new();
    for ((key, role), path) in &locked.names {
        if let Some(accessor) = path
            .strip_prefix("Client::")
            .filter(|_| *role == Role::Service)
        {
            tags.insert(module(accessor), key.as_str());
        }
    }
    let operations = locked.names.iter().filter_map(|((key, role), path)| {
        let inside = path
            .strip_prefix("api::")
            .filter(|_| *role == Role::Method)?;
        let (module, _) = inside.split_once("::")?;
        Some((key.as_str(), *tags.get(module)?))
    });
    operations.collect()
}

/// The new keys of component schemas by their old ones.
fn schemas(old: &Locked, new: &Locked) -> BTreeMap<String, String> {
    let (gone, come) = (only(old, new), only(new, old));
    let single = |all: &Vec<String>| match all.as_slice() {
        [one] => Some(one.clone()),
        _ => None,
    };
    let pairs = gone.iter().filter_map(|(content, old)| {
        let new = come.get(content)?;
        Some((single(old)?, single(new)?))
    });
    pairs.collect()
}

/// The component schemas of one lock that the other does not have, by what is in them.
fn only(of: &Locked, other: &Locked) -> BTreeMap<Vec<(String, Role)>, Vec<String>> {
    let mut all: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (key, role) in of.names.keys() {
        if !is_schema(key, *role) || other.names.contains_key(&(key.clone(), *role)) {
            continue;
        }
        let front = format!("{key}/");
        let from = (front.clone(), Role::Call);
        let inside = of.names.range(from..).map(|(place, _)| place);
        let inside = inside.take_while(|(own, _)| own.starts_with(&front));
        let content = inside.filter_map(|(own, role)| {
            let rest = own.strip_prefix(&front)?;
            Some((rest.to_owned(), *role))
        });
        let content: Vec<(String, Role)> = content.collect();
        // Many schemas have an `id` and nothing else.
        if content.len() > 1 {
            all.entry(content).or_default().push(key.clone());
        }
    }
    all
}

fn is_schema(key: &str, role: Role) -> bool {
    let name = key.strip_prefix(SCHEMAS);
    role == Role::Type && name.is_some_and(|name| !name.contains('/'))
}

/// The new key of what is called otherwise, or stands in such a schema.
fn at(renamed: &BTreeMap<String, String>, key: &str) -> Option<String> {
    if let Some(new) = renamed.get(key) {
        return Some(new.clone());
    }
    let name = key.strip_prefix(SCHEMAS)?;
    let end = name.find('/').unwrap_or(name.len()) + SCHEMAS.len();
    let (schema, rest) = (key.get(..end)?, key.get(end..)?);
    renamed.get(schema).map(|new| format!("{new}{rest}"))
}
