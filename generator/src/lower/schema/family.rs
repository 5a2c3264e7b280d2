//! Heirs: schemas that have another one, with a discriminator, among their `allOf`.

use super::component;
use super::facts::{Choice, Facts, Places};
use crate::document::Node;
use crate::lower::Context;
use crate::source::Pointer;
use indexmap::IndexSet;
use std::collections::HashMap;
use std::rc::Rc;

/// The component schemas that have a schema among their `allOf`, by the place of that schema.
pub(in crate::lower) type Heirs = HashMap<Pointer, Places>;

impl Context<'_> {
    /// The alternatives that a discriminator without a list of them stands for: those of its
    /// mapping, then all heirs by name.
    pub(super) fn heirs_of(&mut self, facts: &Facts) -> Option<Choice> {
        let declared = facts
            .discriminator
            .as_ref()
            .filter(|_| facts.unions.is_empty())?;
        let mapping = declared.mapping.values();
        let mut found: IndexSet<Pointer> = mapping
            .filter_map(|target| self.mapping_target(target))
            .collect();
        let heirs = self.heirs();
        let mut waiting = vec![facts.at.clone()];
        let mut below = IndexSet::new();
        while let Some(at) = waiting.pop() {
            for heir in heirs.get(&at).into_iter().flatten() {
                if below.insert(heir.clone()) {
                    waiting.push(heir.clone());
                }
            }
        }
        below.sort();
        found.extend(below);
        (!found.is_empty()).then(|| Choice {
            at: facts.at.child("discriminator"),
            parts: found.into_iter().collect(),
            open: false,
        })
    }

    fn heirs(&mut self) -> Rc<Heirs> {
        if let Some(heirs) = &self.heirs {
            return heirs.clone();
        }
        let at = Pointer::root().child("components").child("schemas");
        let mut heirs = Heirs::new();
        let schemas = self.node(&at).and_then(Node::as_object).into_iter();
        for name in schemas.flat_map(|schemas| schemas.keys()) {
            let heir = at.child(name);
            for part in self.direct_parts(&heir) {
                heirs.entry(part).or_default().push(heir.clone());
            }
        }
        let heirs = Rc::new(heirs);
        self.heirs = Some(heirs.clone());
        heirs
    }

    /// The schema that a discriminator's mapping names: by a reference, a name, or a file.
    pub(super) fn mapping_target(&self, target: &str) -> Option<Pointer> {
        let exists = |at: Pointer| self.node(&at).map(|_| self.resolve(&at));
        let schemas = Pointer::root().child("components").child("schemas");
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        if let Some(at) = Pointer::parse(target).filter(|_| file.is_empty()) {
            return exists(at);
        }
        let last = |path: &str| path.rsplit('/').next().unwrap_or_default().to_owned();
        let name = if fragment.is_empty() {
            last(file)
        } else {
            last(fragment)
        };
        let stem = [".json", ".yaml", ".yml"]
            .into_iter()
            .find_map(|end| name.strip_suffix(end));
        exists(schemas.child(target))
            .or_else(|| exists(schemas.child(&name)))
            .or_else(|| exists(schemas.child(stem?)))
            .filter(|at| component(at).is_some())
    }
}
