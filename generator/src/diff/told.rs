//! What the documents say of a thing that is not what it was.

use super::Rule;
use super::change::Told;
use super::compare::Found;
use super::facts::{Fact, Weight, weigh};
use super::pair::Pair;
use super::subject::Subject;

/// A thing that is in one document only: programs see its items; without any, the wire does.
pub(super) fn single(pair: &Pair<'_>, found: &mut Found) {
    let Some(subject) = pair.any() else { return };
    let rules = subject
        .facts
        .0
        .iter()
        .filter_map(|fact| match &fact.weight {
            Weight::Failure => weigh(
                pair.old.is_some().then_some(fact),
                pair.new.is_some().then_some(fact),
            ),
            _ => None,
        });
    let rules: Vec<Rule> = rules.collect();
    if found.rules.is_empty() {
        found.rules.insert(Rule::Wire);
        found.rules.extend(rules);
    }
}

/// The facts of both, by what they are about.
pub(super) fn facts<'a>(
    old: &'a Subject,
    new: &'a Subject,
) -> Vec<(Option<&'a Fact>, Option<&'a Fact>)> {
    let find = |all: &'a Subject, what: &str| all.facts.0.iter().find(|fact| fact.what == what);
    let mut all: Vec<_> = old
        .facts
        .0
        .iter()
        .map(|was| (Some(was), find(new, &was.what)))
        .collect();
    let more = new
        .facts
        .0
        .iter()
        .filter(|is| find(old, &is.what).is_none());
    all.extend(more.map(|is| (None, Some(is))));
    all.retain(|(was, is)| was.map(|fact| &fact.value) != is.map(|fact| &fact.value));
    all
}

/// What a part has to say about what is seen of the whole.
pub(super) fn causes(pair: &Pair<'_>, subject: &Subject, own: &Found) -> Vec<Told> {
    let about = format!("{} `{}`", subject.kind, subject.name);
    let shape = || {
        let facts = subject
            .facts
            .0
            .iter()
            .filter(|fact| fact.weight == Weight::Shape);
        let facts: Vec<String> = facts
            .map(|fact| format!("{}: {}", fact.what, fact.value))
            .collect();
        facts.join(", ")
    };
    match (pair.old, pair.new) {
        (Some(_), Some(_)) => {
            let told = own.told.iter().filter(|told| !told.is_text).cloned();
            let told = told.map(|told| Told {
                about: Some(about.clone()),
                ..told
            });
            told.collect()
        }
        (old, new) => vec![Told {
            about: None,
            what: about,
            old: old.map(|_| shape()),
            new: new.map(|_| shape()),
            is_text: false,
        }],
    }
}
