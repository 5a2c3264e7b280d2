//! What things were called in earlier releases.

use super::{Locked, Names, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A name that something had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The path that it had, such as `types::Work`; with what it stands in as that is called now.
    pub path: String,
    /// What it is kept by now.
    pub key: String,
    /// What the name is for.
    pub role: Role,
    /// The last version of the crate in which it was called so.
    pub until: String,
}

impl Locked {
    /// What things were called before, as far as nothing else is called so now and it is no more than `keep` breaking
    /// releases ago.
    pub fn former(&self, now: &Self, keep: u64) -> Vec<Former> {
        if keep == 0 {
            return Vec::new();
        }
        let renamed = self.names.iter().map(|((key, role), path)| Former {
            path: path.clone(),
            key: key.clone(),
            role: *role,
            until: self.version.clone(),
        });
        let taken: BTreeSet<&str> = now.names.values().map(String::as_str).collect();
        let standing = |one: Former| {
            let is = now.names.get(&(one.key.clone(), one.role))?;
            let path = beside(is, last(&one.path));
            let kept = !taken.contains(path.as_str()) && since(&one.until, &now.version) <= keep;
            kept.then_some((path.clone(), Former { path, ..one }))
        };
        let all = self.former.iter().cloned().chain(renamed);
        let all: BTreeMap<_, _> = all.filter_map(standing).collect();
        all.into_values().collect()
    }
}

impl Names {
    /// The same with these former names, each known by the path that it leads to.
    #[must_use]
    pub fn with_former(mut self, former: Vec<Former>, now: &Locked) -> Self {
        for one in &former {
            if let Some(path) = now.names.get(&(one.key.clone(), one.role)) {
                let names = self.aliases.entry(path.clone()).or_default();
                names.push(last(&one.path).to_owned());
            }
        }
        self.former = former;
        self
    }

    /// All former names, each with the path that it leads to.
    pub fn all_former(&self) -> impl Iterator<Item = (&Former, &str)> {
        let ways = self.aliases.iter();
        let ways =
            ways.flat_map(|(path, names)| names.iter().map(move |name| (beside(path, name), path)));
        let ways: BTreeMap<String, &String> = ways.collect();
        self.former.iter().filter_map(move |one| {
            let path = ways.get(&one.path)?;
            Some((one, path.as_str()))
        })
    }

    /// What the item of a path was called before.
    pub fn former(&self, path: &str) -> &[String] {
        self.aliases.get(path).map_or(&[], Vec::as_slice)
    }

    /// The same for a part of an item.
    pub fn former_part(&self, whole: &str, part: &str) -> &[String] {
        // Hardly any crate has some, and every item of all of them is asked about.
        match self.aliases.is_empty() {
            true => &[],
            false => self.former(&format!("{whole}::{part}")),
        }
    }
}

/// A path with another name at its end.
fn beside(path: &str, name: &str) -> String {
    match path.rsplit_once("::") {
        Some((front, _)) => format!("{front}::{name}"),
        None => name.to_owned(),
    }
}

/// The name at the end of a path.
fn last(path: &str) -> &str {
    path.rsplit_once("::").map_or(path, |(_, name)| name)
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
