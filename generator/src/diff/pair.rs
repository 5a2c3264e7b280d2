//! The things of both documents, each with what it was before.

use super::facts::Weight;
use super::subject::Subject;
use std::collections::{BTreeMap, BTreeSet};

/// A thing in both documents, or in one of them.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What it was.
    pub old: Option<&'a Subject>,
    /// What it is.
    pub new: Option<&'a Subject>,
    /// What it belongs to, as an index into the list of pairs.
    pub parent: Option<usize>,
    /// Its path means something else now: what it meant has another path, or what it means had one.
    pub other: bool,
}

impl<'a> Pair<'a> {
    /// The one that there is, the new one rather.
    pub fn any(&self) -> Option<&'a Subject> {
        self.new.or(self.old)
    }
}

/// All things of both documents, parents first.
pub fn pairs<'a>(old: &'a Subject, new: &'a Subject) -> Vec<Pair<'a>> {
    let mut all = vec![Pair {
        old: Some(old),
        new: Some(new),
        parent: None,
        other: false,
    }];
    let mut at = 0;
    while let Some(pair) = all.get(at).copied() {
        let children = |subject: Option<&'a Subject>| {
            let all = subject.map_or(&[][..], |one| &one.children);
            all.iter().collect::<Vec<&'a Subject>>()
        };
        let (old, new) = (children(pair.old), children(pair.new));
        let others = others(&old, &new);
        for (old, new) in matched(old, new) {
            all.push(Pair {
                old,
                new,
                parent: Some(at),
                other: new.is_some_and(|new| others.contains(new.path.as_str())),
            });
        }
        at += 1;
    }
    all
}

/// The paths that lead to something else than before, which has another path, or had one.
fn others<'a>(old: &[&'a Subject], new: &[&'a Subject]) -> BTreeSet<&'a str> {
    let first = |one: &Subject| one.identities.first().cloned().into_iter().collect();
    let (of_old, of_new) = (unique(old, &first), unique(new, &first));
    let elsewhere = |one: &Subject, all: &[&Subject], known: &Known| {
        let key = first(one).pop().map(|first: String| (one.kind, first));
        let at = key.and_then(|key| known.get(&key).copied().flatten());
        let other = at.and_then(|at| all.get(at));
        other.is_some_and(|other| other.path != one.path)
    };
    let before = old.iter().map(|one| ((one.kind, one.path.as_str()), *one));
    let before: BTreeMap<_, _> = before.collect();
    let changed = new.iter().filter(|is| {
        let was = before.get(&(is.kind, is.path.as_str()));
        was.is_some_and(|was| elsewhere(was, new, &of_new) || elsewhere(is, old, &of_old))
    });
    changed.map(|one| one.path.as_str()).collect()
}

type Matched<'a> = Vec<(Option<&'a Subject>, Option<&'a Subject>)>;

/// Who is who: by Rust path, which is what users see; then by what the document calls it; and a schema that
/// is called otherwise but says the same is the same.
fn matched<'a>(mut old: Vec<&'a Subject>, mut new: Vec<&'a Subject>) -> Matched<'a> {
    let mut found = Matched::new();
    let path = |one: &Subject| vec![one.path.clone()];
    take(&mut old, &mut new, &mut found, &path);
    let identities = |one: &Subject| one.identities.clone();
    take(&mut old, &mut new, &mut found, &identities);
    let content = |one: &Subject| match one.kind {
        "schema" => content(one).into_iter().collect(),
        _ => Vec::new(),
    };
    take(&mut old, &mut new, &mut found, &content);
    found.extend(old.into_iter().map(|one| (Some(one), None)));
    found.extend(new.into_iter().map(|one| (None, Some(one))));
    found
}

/// Moves those that share a key that no other has.
fn take<'a>(
    old: &mut Vec<&'a Subject>,
    new: &mut Vec<&'a Subject>,
    found: &mut Matched<'a>,
    keys: &dyn Fn(&Subject) -> Vec<String>,
) {
    let of_old = unique(old, keys);
    let of_new = unique(new, keys);
    let (mut taken_old, mut taken_new) = (BTreeSet::new(), BTreeSet::new());
    for (at, one) in old.iter().enumerate() {
        let fits = |key: &(&'static str, String)| {
            let own = of_old.get(key).copied().flatten() == Some(at);
            let other = of_new.get(key).copied().flatten()?;
            (own && !taken_new.contains(&other)).then_some(other)
        };
        let keys = keys(one).into_iter().map(|key| (one.kind, key));
        let Some(other) = keys.collect::<Vec<_>>().iter().find_map(fits) else {
            continue;
        };
        found.push((Some(one), new.get(other).copied()));
        taken_old.insert(at);
        taken_new.insert(other);
    }
    retain(old, &taken_old);
    retain(new, &taken_new);
}

fn retain(all: &mut Vec<&Subject>, taken: &BTreeSet<usize>) {
    let mut at = 0;
    all.retain(|_| {
        at += 1;
        !taken.contains(&(at - 1))
    });
}

/// By kind and key.
type Known = BTreeMap<(&'static str, String), Option<usize>>;

/// Who has a key; `None` where several have it.
fn unique(all: &[&Subject], keys: &dyn Fn(&Subject) -> Vec<String>) -> Known {
    let mut known = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for key in keys(one) {
            let slot = known.entry((one.kind, key)).or_insert(Some(at));
            if *slot != Some(at) {
                *slot = None;
            }
        }
    }
    known
}

/// All that a schema says but for its texts; `None` if that is too little to tell it from others.
fn content(schema: &Subject) -> Option<String> {
    if schema.children.is_empty() {
        return None;
    }
    let own = schema.path.clone();
    let mut text = String::new();
    let mut add = |subject: &Subject| {
        for fact in &subject.facts.0 {
            if !matches!(fact.weight, Weight::Note | Weight::Text) {
                // What is declared inside is called after it.
                let value = fact.value.replace(&own, "types::_");
                text.push_str(&format!("{}={value}\n", fact.what));
            }
        }
    };
    add(schema);
    for child in &schema.children {
        add(child);
    }
    Some(text)
}
