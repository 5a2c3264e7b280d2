//! What things were called in earlier releases.

use super::{Locked, Names, Role, feature, reserved, service, snake_name};
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
    /// What things were called before and are not now, as far as it is no more than `keep` breaking releases ago.
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
        let standing = |one: Former| {
            let is = now.names.get(&(one.key.clone(), one.role))?;
            let path = beside(is, last(&one.path));
            let kept = path != *is && since(&one.until, &now.version) <= keep;
            kept.then_some((path.clone(), Former { path, ..one }))
        };
        let all = self.former.iter().cloned().chain(renamed);
        let all: BTreeMap<_, _> = all.filter_map(standing).collect();
        all.into_values().collect()
    }
}

impl Names {
    /// The same with these former names, as far as they are free, and with those that follow from them.
    #[must_use]
    pub fn with_former(mut self, former: Vec<Former>, now: &Locked) -> Self {
        let mut taken = self.taken(now);
        let mut free = |is: &str, name: &str| taken.insert(beside(is, name));
        let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut following = Vec::new();
        for one in former {
            let Some(is) = now.names.get(&(one.key.clone(), one.role)) else {
                continue;
            };
            let name = last(&one.path);
            // A name that is gone takes with it what followed from it.
            if free(is, name) {
                following.extend(self.following(one.role, is, name));
                aliases.entry(is.clone()).or_default().push(name.to_owned());
                self.former.push(one);
            }
        }
        for (is, name) in following {
            if free(&is, &name) {
                aliases.entry(is).or_default().push(name);
            }
        }
        self.aliases = aliases;
        self
    }

    /// What else is named after something that is called otherwise now: where it is now, and what it was called.
    fn following(&self, role: Role, is: &str, name: &str) -> Vec<(String, String)> {
        match role {
            Role::Service => {
                let accessor = Some(last(is));
                let mut all = self.services.iter();
                let Some(own) = all.find(|own| own.accessor.as_deref() == accessor) else {
                    return Vec::new();
                };
                let old = service::former(name);
                let mut all = vec![
                    (format!("api::{}", own.module), old.module),
                    (own.path(), old.ident),
                ];
                if let (Some(own), Some(old)) = (&own.feature, old.feature) {
                    all.push((feature::path(own), old));
                }
                all
            }
            Role::Variant => {
                let constructors = self.types.iter().flat_map(|own| {
                    let named = own.variants.iter().zip(&own.constructors);
                    named
                        .map(|(variant, method)| (format!("types::{}", own.ident), variant, method))
                });
                let old = snake_name(name);
                let mut own =
                    constructors.filter(|(path, variant, _)| format!("{path}::{variant}") == is);
                let own = own
                    .next()
                    .map(|(path, _, method)| (format!("{path}::{method}"), old));
                own.into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The paths at which there is something, or may be: what `now` has, what has no line in a lock, and what generated
    /// files call by its plain name.
    fn taken(&self, now: &Locked) -> BTreeSet<String> {
        let mut all: BTreeSet<String> = now.names.values().cloned().collect();
        let mut add = |front: &str, names: &[&str]| {
            all.extend(names.iter().map(|name| format!("{front}::{name}")));
        };
        add("Client", reserved::CLIENT);
        add("ClientBuilder", reserved::BUILDER);
        add("ErrorCode", reserved::ERROR_CODES);
        for front in ["types", "webhooks"] {
            add(front, reserved::TYPES);
        }
        for own in &self.services {
            let (module, service) = (format!("api::{}", own.module), own.path());
            add("api", &[&own.module]);
            add(&module, reserved::TYPES);
            add(&module, reserved::CALLS);
            add(&module, &[&own.ident]);
            add(&service, reserved::SERVICE);
            for operation in &own.operations {
                let call = format!("{module}::{}", operation.call);
                add(&call, reserved::CALL);
                add(&call, &[&operation.body]);
            }
        }
        for own in &self.types {
            let path = format!("types::{}", own.ident);
            add(&path, reserved::RECORD);
            add(&path, reserved::OPEN);
            add(&path, &[&own.additional]);
            let constructors: Vec<&str> = own.constructors.iter().map(String::as_str).collect();
            add(&path, &constructors);
        }
        all.extend(feature::reserved().map(feature::path));
        let features = self.services.iter();
        let features = features.filter_map(|own| own.feature.as_deref());
        all.extend(features.map(feature::path));
        all
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

    /// The paths that things had, with what each leads to.
    pub fn former_paths(&self) -> BTreeMap<String, String> {
        let all = self.aliases.iter();
        all.flat_map(|(is, names)| names.iter().map(move |name| (beside(is, name), is.clone())))
            .collect()
    }
}

/// A path with another name at its end.
fn beside(path: &str, name: &str) -> String {
    let front = path.len() - last(path).len();
    format!("{}{name}", path.get(..front).unwrap_or_default())
}

/// The name at the end of a path, which for a feature comes after a blank.
fn last(path: &str) -> &str {
    path.rsplit([':', ' ']).next().unwrap_or(path)
}

/// How many breaking releases lie between two versions, as Cargo reads them: the first number that is not zero says
/// what goes together.
fn since(then: &str, now: &str) -> u64 {
    let parts = |text: &str| {
        let numbers = text.split(['.', '-', '+']).take(3);
        let mut parts = numbers.map(|part| part.parse::<u64>().unwrap_or(0));
        [(); 3].map(|()| parts.next().unwrap_or(0))
    };
    let each = parts(then).into_iter().zip(parts(now));
    // Of more than one number that counts, the first that differs does.
    let mut each = each.skip_while(|numbers| *numbers == (0, 0));
    each.next()
        .map_or(0, |(then, now)| now.saturating_sub(then))
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
            ("0.0.1", "0.0.4", 3),
            ("0.0.9", "0.2.0", 2),
            ("1.2.0", "1.9.0", 0),
            ("1.2.0", "3.0.0-rc.1", 2),
        ] {
            assert_eq!(since(then, now), count, "{then} {now}");
        }
    }
}
