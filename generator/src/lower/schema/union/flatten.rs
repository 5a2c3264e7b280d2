//! The alternatives of a union: lists in one schema combined, nested ones flattened, duplicates merged.

use crate::lower::Context;
use crate::lower::schema::{Facts, component};
use crate::model;
use crate::source::Pointer;
use openapiv3::Discriminator;
use std::collections::HashSet;

/// One way that a union's value can look.
pub(in crate::lower::schema) struct Alternative {
    /// Where its schema stands, references followed.
    pub at: Pointer,
    /// The component that it is, if it is one and nothing is added to it.
    pub component: Option<String>,
    /// The names of the components that it is made of.
    pub names: Vec<String>,
    /// What it says, together with what the schemas around it say.
    pub facts: Facts,
    /// The discriminator of the nested union that it comes from.
    pub discriminator: Option<Discriminator>,
}

/// How many alternatives a union may have, nested ones counted.
const MOST: usize = 1000;
/// How many combinations of several lists are written out.
const COMBINATIONS: usize = 64;
/// How deeply unions are flattened; what lies deeper is a variant.
const DEPTH: usize = 32;

/// What was chosen on the way to an alternative.
#[derive(Clone, Default)]
struct Path {
    /// The places of the schemas chosen.
    chosen: Vec<Pointer>,
    /// The unions around.
    above: Vec<Pointer>,
    discriminator: Option<Discriminator>,
}

/// The alternatives found so far.
#[derive(Default)]
struct Found {
    alternatives: Vec<Alternative>,
    /// Those declared inline, as JSON: duplicates are one.
    inline: HashSet<String>,
    /// The unions that are flattened already.
    nested: HashSet<Pointer>,
}

impl Context<'_> {
    /// The alternatives of a schema.
    pub(in crate::lower::schema) fn alternatives(&mut self, facts: &Facts) -> Vec<Alternative> {
        let mut found = Found::default();
        let path = Path {
            above: vec![facts.at.clone()],
            ..Path::default()
        };
        let outer = self.loosened(facts.clone());
        self.flatten(outer, &path, &mut found);
        found.alternatives
    }

    /// Several lists that have too many combinations: the longest one counts, what the others
    /// describe may be there.
    fn loosened(&mut self, mut facts: Facts) -> Facts {
        let mut lengths = facts.unions.iter().map(|choice| choice.parts.len());
        let all = lengths.try_fold(1_usize, usize::checked_mul);
        if facts.unions.len() < 2 || all.is_some_and(|all| all <= COMBINATIONS) {
            return facts;
        }
        facts
            .unions
            .sort_by_key(|choice| std::cmp::Reverse(choice.parts.len()));
        for choice in facts.unions.split_off(1) {
            for part in choice.parts {
                let part = self.facts(&part);
                for (name, places) in part.properties.iter().chain(&part.conditional) {
                    if !facts.properties.contains_key(name) {
                        let known = facts.conditional.entry(name.clone()).or_default();
                        known.extend(places.iter().cloned());
                    }
                }
            }
        }
        facts
    }

    /// Takes one list after the other, the schema's own family last, until none is left.
    fn flatten(&mut self, mut outer: Facts, path: &Path, found: &mut Found) {
        let choice = if outer.unions.is_empty() {
            outer.family.take()
        } else {
            Some(outer.unions.remove(0))
        };
        let Some(choice) = choice else {
            self.found(outer, path, found);
            return;
        };
        let family = choice.at == outer.at.child("discriminator");
        for part in &choice.parts {
            let at = self.resolve(part);
            if family && at == outer.at {
                // The schema itself, beside its heirs: as a type, its component is the whole family.
                let mut path = path.clone();
                path.chosen.retain(|one| *one != at);
                self.found(outer.clone(), &path, found);
                continue;
            }
            let own = self.facts(&at);
            let nested = own.chooses() && own.values.is_none();
            if found.alternatives.len() >= MOST || (nested && path.above.contains(&at)) {
                continue;
            }
            if choice.parts.len() > 1 && self.is_excluded(path, &own) {
                continue;
            }
            let bare = outer.unions.is_empty() && !outer.is_typed();
            if nested && bare && !found.nested.insert(at.clone()) {
                // Another alternative led here before, and nothing is added on the way.
                continue;
            }
            let mut path = path.clone();
            path.chosen.push(at.clone());
            let mut facts = joined(&outer, &own);
            if nested && path.above.len() < DEPTH {
                path.above.push(at);
                path.discriminator = own.discriminator.clone().or(path.discriminator);
                facts.family = facts.family.or_else(|| own.family.clone());
            } else {
                facts.unions.retain(|choice| !own.unions.contains(choice));
            }
            self.flatten(facts, &path, found);
        }
        if choice.open {
            let any = Facts {
                at: choice.at.clone(),
                ..Facts::default()
            };
            self.found(any, path, found);
        }
    }

    /// Whether no value can be of what was chosen before and of this.
    fn is_excluded(&mut self, path: &Path, own: &Facts) -> bool {
        path.chosen.iter().any(|one| self.facts(one).excludes(own))
    }

    fn found(&mut self, facts: Facts, path: &Path, found: &mut Found) {
        let mut chosen = path.chosen.iter().rev();
        let alone = chosen.find(|one| !facts.adds_to(&self.facts(one))).cloned();
        let whole = alone.is_some();
        let chosen = path.chosen.iter().filter(|_| !whole);
        let names = chosen.filter_map(component).collect();
        let alternative = Alternative {
            component: alone.as_ref().and_then(component),
            at: alone.unwrap_or_else(|| facts.at.clone()),
            names,
            facts,
            discriminator: path.discriminator.clone(),
        };
        if self.is_new(&alternative, whole, found) {
            found.alternatives.push(alternative);
        }
    }

    /// Whether it is none of those found before; `whole` is one to which nothing is added.
    fn is_new(&self, new: &Alternative, whole: bool, found: &mut Found) -> bool {
        let mut known = found.alternatives.iter();
        let same = |known: &Alternative| {
            known.at == new.at
                && known.component == new.component
                && (known.component.is_some() || !known.facts.adds_to(&new.facts))
        };
        if known.any(same) {
            return false;
        }
        let inline = new.component.is_none() && whole;
        let text = self.node(&new.at).filter(|_| inline);
        text.is_none_or(|node| found.inline.insert(model::json(node).to_string()))
    }
}

/// What an alternative says together with what stands around it.
fn joined(outer: &Facts, own: &Facts) -> Facts {
    let bare = Facts {
        at: own.at.clone(),
        nullable: false,
        ..outer.clone()
    };
    if !bare.is_typed() {
        return Facts {
            family: None,
            ..own.clone()
        };
    }
    let mut all = bare;
    all.discriminator = None;
    all.default = None;
    all.parts = Vec::new();
    all.absorb(own);
    Facts {
        docs: own.docs.clone(),
        pinned: own.pinned.clone(),
        title: own.title.clone(),
        ..all
    }
}
