//! The alternatives of a union: lists in one schema combined, nested ones flattened, duplicates merged.

use crate::lower::Context;
use crate::lower::schema::{Facts, component};
use crate::model;
use crate::source::Pointer;
use openapiv3::Discriminator;
use std::collections::{HashMap, HashSet};

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

/// How many alternatives a union may have for nested ones to be taken apart further.
const MOST: usize = 1000;
/// How many nested unions are taken apart to which something is added on the way: diamonds of unions
/// lead to one schema in very many ways. What lies beyond is a variant as a whole.
const WAYS: usize = 64;
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
    /// The indices of those that stand at a place.
    at: HashMap<Pointer, Vec<usize>>,
    /// Those declared inline, as JSON: duplicates are one.
    inline: HashSet<String>,
    /// The unions that are flattened already.
    nested: HashSet<Pointer>,
    /// How many nested unions were taken apart to which something is added.
    ways: usize,
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

    /// The alternatives, and the schema that they extend: a value of that schema alone will do.
    pub(super) fn with_base(
        &mut self,
        alternatives: Vec<Alternative>,
        facts: &Facts,
    ) -> Vec<Alternative> {
        let mut found = Found {
            alternatives,
            ..Found::default()
        };
        if facts.is_base() && facts.unions.is_empty() {
            let base = Facts {
                family: None,
                ..facts.clone()
            };
            self.found(base, &Path::default(), &mut found);
        }
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
        let family: HashSet<&Pointer> = choice.parts.iter().filter(|_| family).collect();
        for part in &choice.parts {
            let at = self.resolve(part);
            let own = self.facts(&at);
            if family.contains(&at) && at == outer.at {
                // The schema itself, beside its heirs: as a type, its component is the whole family.
                let mut path = path.clone();
                path.chosen.retain(|one| *one != at);
                self.found(outer.clone(), &path, found);
            } else if own.is_listed(&family) {
                // Its heirs are in the list themselves; it is there for its own sake if it says so.
                if own.family.iter().any(|below| below.parts.contains(&at)) {
                    let mut facts = joined(&outer, &own);
                    facts.family = None;
                    self.found(facts, path, found);
                }
            } else if choice.parts.len() == 1 || !self.is_excluded(path, &own) {
                self.choose(at, &own, &outer, path, found);
            }
        }
        if choice.open {
            let any = Facts {
                at: choice.at.clone(),
                ..Facts::default()
            };
            self.found(any, path, found);
        }
    }

    /// Takes one alternative of a list, and goes on with what is left to choose.
    fn choose(&mut self, at: Pointer, own: &Facts, outer: &Facts, path: &Path, found: &mut Found) {
        let nested = own.chooses() && own.values.is_none();
        if nested && path.above.contains(&at) {
            return;
        }
        let bare = outer.unions.is_empty() && outer.family.is_none() && !outer.adds_to(own);
        if nested && bare && !found.nested.insert(at.clone()) {
            // Another alternative led here before, and nothing is added on the way.
            return;
        }
        let mut path = path.clone();
        path.chosen.push(at.clone());
        let mut facts = joined(outer, own);
        if nested && path.above.len() < DEPTH && found.has_room() {
            found.ways += usize::from(!bare);
            path.above.push(at);
            path.discriminator = own.discriminator.clone().or(path.discriminator);
            facts.family = facts.family.or_else(|| own.family.clone());
            facts = self.loosened(facts);
        } else {
            facts.unions.retain(|choice| !own.unions.contains(choice));
        }
        self.flatten(facts, &path, found);
    }

    /// Whether no value can be of what was chosen before and of this.
    fn is_excluded(&mut self, path: &Path, own: &Facts) -> bool {
        path.chosen.iter().any(|one| self.facts(one).excludes(own))
    }

    fn found(&mut self, facts: Facts, path: &Path, found: &mut Found) {
        let mut chosen = path.chosen.iter().rev();
        let alone = chosen.find(|one| !facts.adds_to(&self.facts(one))).cloned();
        let alone = alone.map(|one| self.named(one));
        let whole = alone.is_some();
        let chosen = path.chosen.iter().filter(|_| !whole);
        // The schema itself, beside its heirs, was not chosen.
        let itself = path.chosen.is_empty().then_some(&facts.at);
        let names = chosen.chain(itself).filter_map(component).collect();
        let alternative = Alternative {
            component: alone.as_ref().and_then(component),
            at: alone.unwrap_or_else(|| facts.at.clone()),
            names,
            facts,
            discriminator: path.discriminator.clone(),
        };
        if self.is_new(&alternative, whole, found) {
            let here = found.at.entry(alternative.at.clone()).or_default();
            here.push(found.alternatives.len());
            found.alternatives.push(alternative);
        }
    }

    /// The component that a schema comes to, if all that it adds are words.
    fn named(&mut self, at: Pointer) -> Pointer {
        let mut target = at.clone();
        for _ in 0..DEPTH {
            if component(&target).is_some() {
                return target;
            }
            let facts = self.facts(&target);
            match self.same_as(&facts) {
                Some(part) => target = self.resolve(&part),
                None => break,
            }
        }
        at
    }

    /// Whether it is none of those found before; `whole` is one to which nothing is added.
    fn is_new(&self, new: &Alternative, whole: bool, found: &mut Found) -> bool {
        let here = found.at.get(&new.at).into_iter().flatten();
        let mut known = here.filter_map(|index| found.alternatives.get(*index));
        let same = |known: &Alternative| {
            known.component == new.component
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

impl Facts {
    /// Whether all its alternatives are heirs that a family lists as well.
    fn is_listed(&self, family: &HashSet<&Pointer>) -> bool {
        let below = self.family.as_ref().filter(|_| self.unions.is_empty());
        below.is_some_and(|below| below.parts.iter().all(|heir| family.contains(heir)))
    }
}

impl Found {
    /// Whether another nested union may be taken apart.
    fn has_room(&self) -> bool {
        self.ways < WAYS && self.alternatives.len() < MOST
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
