//! The lists of alternatives in a schema, without what is none: `null`, what never fits, what only limits.

use super::facts::{Choice, Facts, Kind, Places};
use crate::lower::Context;
use crate::source::Pointer;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

impl Context<'_> {
    /// What the schema at a place says, through references and `allOf`.
    pub(crate) fn facts(&mut self, at: &Pointer) -> Rc<Facts> {
        // By the place as it is asked for: to follow it takes longer than to find what is known.
        if let Some(facts) = self.settled.get(at) {
            return facts.clone();
        }
        let end = self.resolve(at);
        let facts = match self.settled.get(&end) {
            Some(facts) => facts.clone(),
            None => {
                let gathered = self.gathered(&end);
                match gathered.chooses() {
                    true => Rc::new(self.settle((*gathered).clone())),
                    false => gathered,
                }
            }
        };
        if end != *at {
            self.settled.insert(at.clone(), facts.clone());
        }
        self.settled.insert(end, facts.clone());
        facts
    }

    /// What schemas that hold together say.
    pub(crate) fn facts_of(&mut self, places: &[Pointer]) -> Rc<Facts> {
        let (first, rest) = match places {
            [] => return Rc::default(),
            [one] => return self.facts(one),
            [first, rest @ ..] => (first, rest),
        };
        let mut all = (*self.facts(first)).clone();
        for part in rest {
            let facts = self.facts(part);
            all.docs = facts.docs.or(&all.docs);
            all.absorb(&facts);
            all.pinned = facts.pinned.clone().or(all.pinned);
            all.family = all.family.or_else(|| facts.family.clone());
        }
        all.parts = places.to_vec();
        Rc::new(all)
    }

    /// What it is to be one of several schemas.
    pub(super) fn one_of(&mut self, at: Pointer, parts: Places, open: bool) -> Facts {
        let choice = Choice {
            at: at.clone(),
            parts,
            open,
        };
        self.settle(Facts {
            at,
            unions: vec![choice],
            ..Facts::default()
        })
    }

    fn settle(&mut self, mut facts: Facts) -> Facts {
        let lists = std::mem::take(&mut facts.unions);
        let mut null = false;
        for choice in lists {
            let choice = self.live(choice, &mut null);
            if choice.parts.is_empty() && !choice.open {
                // Only `null` is left, or nothing at all.
                facts.kind = facts.kind.or(null.then_some(Kind::Null));
            } else if self.says_types(&facts, &choice.parts) {
                facts.unions.push(choice);
            }
        }
        facts.family = facts
            .family
            .take()
            .map(|choice| self.live(choice, &mut null));
        facts.nullable |= null;
        facts
    }

    /// The alternatives that a value other than `null` can be, each once.
    fn live(&mut self, choice: Choice, null: &mut bool) -> Choice {
        let mut parts = Places::new();
        let mut seen = HashSet::new();
        for part in choice.parts {
            let part = self.resolve(&part);
            let facts = self.gathered(&part);
            *null |= self.takes_null(&part);
            if !facts.never && facts.kind != Some(Kind::Null) && seen.insert(part.clone()) {
                parts.push(part);
            }
        }
        Choice { parts, ..choice }
    }

    /// Whether `null` is said to be a value, by the schema or by one of its alternatives.
    fn takes_null(&mut self, at: &Pointer) -> bool {
        // Each place seen, and the one that led there.
        let mut seen: HashMap<Pointer, Option<Pointer>> = HashMap::from([(at.clone(), None)]);
        let mut waiting = vec![at.clone()];
        while let Some(at) = waiting.pop() {
            let known = self.null.get(&at).copied();
            let facts = self.gathered(&at);
            if known == Some(true) || facts.nullable || facts.kind == Some(Kind::Null) {
                // All that led here take it as well.
                let mut next = Some(at);
                while let Some(at) = next {
                    next = seen.get(&at).cloned().flatten();
                    self.null.insert(at, true);
                }
                return true;
            }
            if known.is_some() {
                continue;
            }
            for part in facts.unions.iter().flat_map(|choice| &choice.parts) {
                let part = self.resolve(part);
                if !seen.contains_key(&part) {
                    seen.insert(part.clone(), Some(at.clone()));
                    waiting.push(part);
                }
            }
        }
        self.null.extend(seen.into_keys().map(|at| (at, false)));
        false
    }

    /// Whether alternatives say anything about the type. Lists that only repeat `required`, `not` or
    /// limits for what is described beside them do not.
    fn says_types(&mut self, beside: &Facts, parts: &[Pointer]) -> bool {
        let described = beside.is_typed();
        parts.iter().any(|part| {
            let facts = self.gathered(part);
            if described
                && facts
                    .properties
                    .keys()
                    .all(|name| beside.properties.contains_key(name))
            {
                let bare = Facts {
                    required: Default::default(),
                    properties: facts
                        .properties
                        .iter()
                        .filter(|(_, places)| self.any_typed(places))
                        .map(|(name, places)| (name.clone(), places.clone()))
                        .collect(),
                    kind: facts.kind.filter(|kind| beside.kind != Some(*kind)),
                    ..(*facts).clone()
                };
                return bare.is_typed();
            }
            facts.is_typed()
        })
    }

    fn any_typed(&mut self, places: &[Pointer]) -> bool {
        places.iter().any(|at| self.gathered(at).is_typed())
    }

    /// The one place whose type is that of schemas that hold together, if all others add nothing.
    pub(super) fn same_as(&mut self, facts: &Facts) -> Option<Pointer> {
        let lists = facts.unions.iter();
        let wholes: Vec<Option<Pointer>> = lists.map(|choice| self.whole(facts, choice)).collect();
        let from_lists = wholes.iter().flatten();
        let candidates: Places = facts.parts.iter().chain(from_lists).cloned().collect();
        candidates.into_iter().find(|part| {
            let other = self.facts(part);
            let heir = other.family.as_ref();
            let heir = heir.is_some_and(|family| family.parts.contains(&facts.at));
            let alone = Facts {
                unions: facts
                    .unions
                    .iter()
                    .zip(&wholes)
                    .filter(|(_, whole)| whole.as_ref() != Some(part))
                    .map(|(choice, _)| choice.clone())
                    .collect(),
                ..facts.clone()
            };
            !heir && *part != facts.at && !alone.adds_to(&other) && other.is_typed()
        })
    }

    /// The alternative that takes all others in: the only one, or the one whose heirs the others are.
    fn whole(&mut self, facts: &Facts, choice: &Choice) -> Option<Pointer> {
        if choice.open {
            return None;
        }
        if let [only] = choice.parts.as_slice() {
            return Some(only.clone());
        }
        let declared = facts.discriminator.as_ref().map(|one| &one.property_name);
        let parts = choice.parts.iter();
        let heads = parts.filter(|part| {
            let head = self.facts(part);
            let own = head.discriminator.as_ref().map(|one| &one.property_name);
            let family = head
                .family
                .as_ref()
                .filter(|_| declared.is_none() || declared == own);
            family.is_some_and(|family| {
                let mut others = choice.parts.iter();
                others.all(|one| one == *part || family.parts.contains(one))
            })
        });
        heads.into_iter().next().cloned()
    }
}
