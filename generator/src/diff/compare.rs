//! Both comparisons brought together: each difference of the surfaces goes to the thing of the document that
//! it comes from, where the documents say why.

use super::change::{Change, Difference, Told};
use super::facts::{Fact, Weight, weigh};
use super::former::{self, Ended};
use super::pair::{Pair, pairs};
use super::rename::Renames;
use super::subject::root;
use super::told::{causes, facts, single};
use super::{Rule, Version, delta};
use crate::names::Names;
use crate::surface::{Item, Surface, path_of};
use std::collections::{BTreeMap, BTreeSet};

/// All changes, in no order.
pub fn compare(old: &Version, new: &Version) -> Vec<Change> {
    let (was, is) = (root(old), root(new));
    let pairs = pairs(&was, &is);
    let renames = Renames::of(&pairs);
    let before = renames.surface(&old.surface);
    let former = [&old.names, &new.names].map(Names::former_paths);
    let mut comparison = Comparison {
        found: vec![Found::default(); pairs.len()],
        pairs: &pairs,
        renames: &renames,
        surfaces: (&before, &new.surface),
        ended: Ended::of(&former, &renames),
        former,
        kept: BTreeSet::new(),
    };
    comparison.renamed(&old.surface);
    comparison.items();
    comparison.told();
    comparison.lift();
    comparison.explain();
    let mut changes = comparison.changes();
    if changes.is_empty() && code(old) != code(new) {
        changes.push(Change {
            level: Rule::Code.level(),
            rules: vec![Rule::Code],
            kind: "document",
            name: is.name.clone(),
            path: String::new(),
            rust: Vec::new(),
            document: Vec::new(),
            old: None,
            new: None,
        });
    }
    changes
}

/// The code without the line that names the document.
fn code(version: &Version) -> Vec<(&str, &str)> {
    let each = version.files.iter().map(|file| {
        let body = file.text.split_once('\n').map_or("", |(_, body)| body);
        (file.path.as_str(), body)
    });
    each.collect()
}

/// What was found about one thing.
#[derive(Clone, Default)]
pub(super) struct Found {
    pub(super) rules: BTreeSet<Rule>,
    rust: Vec<Difference>,
    pub(super) told: Vec<Told>,
    /// What the things that it consists of have to say about it.
    causes: Vec<Told>,
    /// Something that public items show is not what it was.
    shape: bool,
}

impl Found {
    /// Whether it is about what the thing itself is called.
    fn is_of_a_name(&self) -> bool {
        let all = [Rule::Renamed, Rule::Kept, Rule::Expired];
        all.iter().any(|rule| self.rules.contains(rule))
    }
}

struct Comparison<'a> {
    pairs: &'a [Pair<'a>],
    found: Vec<Found>,
    renames: &'a Renames,
    /// The old one with the new names, and the new one.
    surfaces: (&'a Surface, &'a Surface),
    /// The former names in both crates, with what each leads to.
    former: [BTreeMap<String, String>; 2],
    ended: Ended,
    /// The items that are there for those who know others by their former names.
    kept: BTreeSet<String>,
}

impl<'a> Comparison<'a> {
    /// Things that programs must call otherwise.
    fn renamed(&mut self, old: &Surface) {
        let visible: BTreeSet<&str> = old.items.keys().map(|key| path_of(key)).collect();
        for (pair, found) in self.pairs.iter().zip(&mut self.found) {
            let Some((was, is)) = pair.old.zip(pair.new) else {
                continue;
            };
            let mut paths = vec![(&was.path, &is.path)];
            for (what, path) in &was.more {
                let other = is.more.iter().find(|(own, _)| own == what);
                paths.extend(other.map(|(_, other)| (path, other)));
            }
            for (was, is) in paths {
                if visible.contains(was.as_str()) && self.renames.is_own(was, is) {
                    let [_, now] = &self.former;
                    let (standing, all) =
                        former::standing((was, is), self.surfaces, self.renames, now);
                    found.rules.insert(match all {
                        true => Rule::Kept,
                        false => Rule::Renamed,
                    });
                    self.kept.extend(standing);
                    found.rust.push(Difference {
                        item: was.clone(),
                        old: Some(was.clone()),
                        new: Some(is.clone()),
                    });
                }
            }
        }
    }

    /// Differences of the surfaces.
    fn items(&mut self) {
        let owners = self.owners();
        let (before, after) = self.surfaces;
        let keys: BTreeSet<&String> = before.items.keys().chain(after.items.keys()).collect();
        for key in keys {
            let (was, is) = (before.items.get(key), after.items.get(key));
            if was.is_none() && self.kept.contains(key) {
                // That is told of what is called otherwise.
                continue;
            }
            let mut rules = delta::rules(key, (was, is), self.surfaces, self.renames);
            if self.ended.has(path_of(key)) {
                rules = match is {
                    None => vec![Rule::Expired],
                    Some(_) => [rules, vec![Rule::OtherMeaning]].concat(),
                };
            }
            let owner = owner(&owners, path_of(key));
            let Some(found) = self.found.get_mut(owner).filter(|_| !rules.is_empty()) else {
                continue;
            };
            // What it needs is shown where nothing else of it changed.
            let same = was.map(ToString::to_string) == is.map(ToString::to_string);
            let shown = |item: &Item| match same {
                true => format!("{item}, {}", item.gate),
                false => item.to_string(),
            };
            found.rules.extend(rules);
            found.rust.push(Difference {
                item: key.clone(),
                old: was.map(shown),
                new: is.map(shown),
            });
        }
    }

    /// Who has the items of each path: the new ones, and the old ones as they are called now.
    fn owners(&self) -> BTreeMap<String, usize> {
        let mut owners = BTreeMap::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            for subject in pair.new.iter().chain(&pair.old) {
                let more = subject.more.iter().map(|(_, path)| path);
                for path in std::iter::once(&subject.path).chain(more) {
                    owners.entry(self.renames.text(path)).or_insert(at);
                }
            }
        }
        for (path, now) in self.former.iter().flatten() {
            if let Some(at) = owners.get(&self.renames.text(now)).copied() {
                owners.entry(self.renames.text(path)).or_insert(at);
            }
        }
        owners
    }

    /// Differences of the documents.
    fn told(&mut self) {
        for (pair, found) in self.pairs.iter().zip(&mut self.found) {
            let (Some(old), Some(new)) = (pair.old, pair.new) else {
                single(pair, found);
                continue;
            };
            if pair.other {
                found.rules.insert(Rule::OtherMeaning);
            }
            let facts = facts(old, new);
            let differs = |(was, is): &(Option<&Fact>, Option<&Fact>)| {
                was.or(*is).is_some_and(|fact| fact.what == "type")
            };
            let other_type = facts.iter().any(differs);
            for (was, is) in facts {
                let value = |fact: &Fact| match &fact.weight {
                    Weight::Shape | Weight::Cause | Weight::Failure => {
                        self.renames.text(&fact.value)
                    }
                    _ => fact.value.clone(),
                };
                let (before, after) = (was.map(value), is.map(|fact| fact.value.clone()));
                let Some(any) = is.or(was).filter(|_| before != after) else {
                    continue;
                };
                let told = !(other_type && any.weight.is_limit());
                found.rules.extend(weigh(was, is).filter(|_| told));
                found.shape |= any.weight == Weight::Shape;
                found.told.push(Told {
                    about: None,
                    what: any.what.clone(),
                    old: before,
                    new: after,
                    is_text: any.weight == Weight::Text,
                });
            }
        }
    }

    /// Where nothing is said of a thing, the reason why its items differ lies above.
    fn lift(&mut self) {
        for at in (1..self.pairs.len()).rev() {
            let Some(pair) = self.pairs.get(at) else {
                continue;
            };
            let parent = pair.parent.filter(|parent| *parent > 0);
            let whole = pair.old.is_some() && pair.new.is_some();
            let own = self
                .found
                .get_mut(at)
                .filter(|own| whole && own.told.is_empty() && !own.is_of_a_name());
            let (Some(parent), Some(own)) = (parent, own) else {
                continue;
            };
            let mut own = std::mem::take(own);
            if let Some(above) = self.found.get_mut(parent) {
                above.rules.append(&mut own.rules);
                above.rust.append(&mut own.rust);
            }
        }
    }

    /// Tells the reasons to what users see: of an argument of a function to the function.
    fn explain(&mut self) {
        for at in 1..self.pairs.len() {
            let seer = self.seer(at);
            let (Some(pair), Some(own)) = (self.pairs.get(at), self.found.get_mut(at)) else {
                continue;
            };
            let causes = pair.any().map(|subject| causes(pair, subject, own));
            let unseen = own.rust.is_empty();
            match seer {
                // It came or went, and that is seen where it belongs to.
                Some(_) if unseen && (pair.old.is_none() || pair.new.is_none()) => {
                    own.rules.clear()
                }
                // What is seen of it says so already.
                Some(_) if unseen && own.shape => {
                    own.rules.remove(&Rule::Wire);
                }
                None if unseen && own.shape => {
                    own.rules.insert(Rule::Wire);
                }
                _ => {}
            }
            if let Some(above) = seer.and_then(|seer| self.found.get_mut(seer)) {
                above.causes.extend(causes.into_iter().flatten());
            }
        }
    }

    /// The nearest thing above that users see something of.
    fn seer(&self, at: usize) -> Option<usize> {
        let mut next = self.pairs.get(at)?.parent;
        while let Some(at) = next.filter(|at| *at > 0) {
            if self
                .found
                .get(at)
                .is_some_and(|found| !found.rust.is_empty())
            {
                return Some(at);
            }
            next = self.pairs.get(at)?.parent;
        }
        None
    }

    fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (at, (pair, found)) in self.pairs.iter().zip(&self.found).enumerate() {
            let level = found.rules.iter().map(|rule| rule.level()).max();
            let (Some(level), Some(subject)) = (level, pair.any()) else {
                continue;
            };
            if self.is_covered(pair) {
                continue;
            }
            let mut rules: Vec<Rule> = found.rules.iter().copied().collect();
            rules.sort_by_key(|rule| std::cmp::Reverse(rule.level()));
            let (path, rust) = self.shown(at, pair, found);
            changes.push(Change {
                level,
                rules,
                kind: subject.kind,
                name: subject.name.clone(),
                path,
                rust,
                document: found.told.iter().chain(&found.causes).cloned().collect(),
                old: pair.old.and_then(|one| one.place.clone()),
                new: pair.new.and_then(|one| one.place.clone()),
            });
        }
        changes
    }

    /// Whether all of what it is a part of came or went.
    fn is_covered(&self, pair: &Pair<'_>) -> bool {
        let above = pair.parent.and_then(|at| self.pairs.get(at));
        above.is_some_and(|above| above.old.is_none() || above.new.is_none())
    }

    /// The path of a change, and the items to show: of what came or went as a whole only the item itself.
    fn shown(&self, at: usize, pair: &Pair<'_>, found: &Found) -> (String, Vec<Difference>) {
        let mut rust = found.rust.clone();
        let whole = pair.old.is_none() || pair.new.is_none();
        if let Some(subject) = pair.any().filter(|_| whole) {
            let path = self.renames.text(&subject.path);
            if rust
                .iter()
                .any(|one| path_of(&one.item) == path && !one.item.starts_with("impl "))
            {
                rust.retain(|one| path_of(&one.item) == path && !one.item.starts_with("impl "));
            }
        }
        // What people write first.
        let rank = |one: &Difference| match one.item.as_bytes().first() {
            Some(b'<') => 1,
            _ if one.item.starts_with("impl ") => 2,
            _ => 0,
        };
        rust.sort_by_key(rank);
        (self.path(at), rust)
    }

    /// Where users find it, or what it is a part of.
    fn path(&self, at: usize) -> String {
        let mut next = Some(at);
        while let Some(pair) = next.and_then(|at| self.pairs.get(at)) {
            let subject = pair.new.or(pair.old);
            let path = subject.map(|one| one.path.as_str()).unwrap_or_default();
            let surface = match pair.new {
                Some(_) => self.surfaces.1,
                None => self.surfaces.0,
            };
            let path = match pair.new {
                Some(_) => path.to_owned(),
                None => self.renames.text(path),
            };
            let function = format!("{path}()");
            match surface.items.get(&path).map(|item| &item.kind) {
                Some(_) => return path,
                None if surface.items.contains_key(&function) => return function,
                None => next = pair.parent,
            }
        }
        String::new()
    }
}

fn owner(owners: &BTreeMap<String, usize>, path: &str) -> usize {
    let mut front = path;
    loop {
        if let Some(at) = owners.get(front) {
            return *at;
        }
        match front.rsplit_once("::") {
            Some((shorter, _)) => front = shorter,
            None => return 0,
        }
    }
}
