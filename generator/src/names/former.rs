//! What types were called in earlier releases, and schemas that the document calls otherwise now.

use super::{Locked, Names, Role, key};
use crate::ir::Api;
use std::collections::{BTreeMap, BTreeSet};

/// Where component schemas stand.
const SCHEMAS: &str = "#/components/schemas/";

/// A name that a type had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The path that it had, such as `types::Work`.
    pub path: String,
    /// What the type is kept by now.
    pub key: String,
    /// The last version of the crate in which it was called so.
    pub until: String,
}

impl Locked {
    /// The same for a document that calls schemas otherwise: what a schema has in it keeps its names. A schema
    /// that is gone and one that is new are the same if both, and no others, have all the same in them.
    #[must_use]
    pub fn moved(&self, now: &Self) -> Self {
        let renamed = renamed(self, now);
        if renamed.is_empty() {
            return self.clone();
        }
        let mut moved = self.clone();
        for ((key, role), path) in &self.names {
            let is_whole = *role == Role::Type && renamed.contains_key(key);
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
        // What the schemas themselves were called.
        for (old, new) in &renamed {
            if let Some(path) = moved.names.remove(&(old.clone(), Role::Type)) {
                moved.former.push(Former {
                    path,
                    key: new.clone(),
                    until: self.version.clone(),
                });
            }
        }
        moved
    }

    /// What types were called before, as far as nothing else is called so now and it is no more than `keep` breaking
    /// releases ago.
    pub fn former(&self, now: &Self, keep: u64) -> Vec<Former> {
        let renamed = self.names.iter().filter_map(|((key, role), path)| {
            let is = now.names.get(&(key.clone(), *role))?;
            let other = *role == Role::Type && is != path;
            other.then(|| Former {
                path: path.clone(),
                key: key.clone(),
                until: self.version.clone(),
            })
        });
        let taken: BTreeSet<&String> = now.names.values().collect();
        let is_there = |one: &Former| now.names.contains_key(&(one.key.clone(), Role::Type));
        let all = self.former.iter().cloned().chain(renamed);
        let all = all.filter(|one| {
            is_there(one) && !taken.contains(&one.path) && since(&one.until, &now.version) <= keep
        });
        let all = all.filter(|_| keep > 0).map(|one| (one.path.clone(), one));
        all.collect::<BTreeMap<_, _>>().into_values().collect()
    }
}

impl Names {
    /// The former names of types, by the types that have them.
    pub fn former_types<'n>(&'n self, api: &Api) -> Vec<(&'n str, crate::ir::TypeId)> {
        if self.former.is_empty() {
            return Vec::new();
        }
        let keys = key::types(api);
        let known = |key: &String| keys.iter().position(|own| own == key);
        let all = self.former.iter().filter_map(|one| {
            let ty = api.types.get(known(&one.key)?)?;
            Some((one.path.strip_prefix("types::")?, ty.id))
        });
        all.collect()
    }
}

/// Whether a lock has component schemas that the document has not.
pub fn has_lost(locked: &Locked, api: &Api) -> bool {
    let keys: BTreeSet<String> = key::types(api).into_iter().collect();
    let mut schemas = locked
        .names
        .keys()
        .filter(|(key, role)| is_schema(key, *role));
    schemas.any(|(key, _)| !keys.contains(key))
}

/// The new keys of component schemas by their old ones.
fn renamed(old: &Locked, new: &Locked) -> BTreeMap<String, String> {
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
        if !content.is_empty() {
            all.entry(content).or_default().push(key.clone());
        }
    }
    all
}

fn is_schema(key: &str, role: Role) -> bool {
    let name = key.strip_prefix(SCHEMAS);
    role == Role::Type && name.is_some_and(|name| !name.contains('/'))
}

/// The new key of what is in a schema that is called otherwise, or is it.
fn at(renamed: &BTreeMap<String, String>, key: &str) -> Option<String> {
    let name = key.strip_prefix(SCHEMAS)?;
    let end = name.find('/').unwrap_or(name.len()) + SCHEMAS.len();
    let (schema, rest) = (key.get(..end)?, key.get(end..)?);
    renamed.get(schema).map(|new| format!("{new}{rest}"))
}

/// How many breaking releases lie between two versions, as Cargo reads them.
fn since(then: &str, now: &str) -> u64 {
    let parts = |text: &str| {
        let mut parts = text
            .split(['.', '-', '+'])
            .map(|part| part.parse().unwrap_or(0));
        (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
    };
    let ((major, minor), (now_major, now_minor)): ((u64, u64), (u64, u64)) =
        (parts(then), parts(now));
    match (major, now_major) {
        (0, 0) => now_minor.saturating_sub(minor),
        _ => now_major.saturating_sub(major),
    }
}

#[cfg(test)]
mod tests {
    use super::since;

    #[test]
    fn breaking_releases_are_counted_as_cargo_reads_versions() {
        for (then, now, count) in [
            ("0.1.0", "0.1.9", 0),
            ("0.1.0", "0.3.0", 2),
            ("0.9.1", "1.0.0", 1),
            ("1.2.0", "1.9.0", 0),
            ("1.2.0", "3.0.0-rc.1", 2),
        ] {
            assert_eq!(since(then, now), count, "{then} {now}");
        }
    }
}
