//! What a schema says together with its `allOf` parts.

use super::facts::{Choice, Facts, Places};
use super::keywords::{self, Read};
use crate::diagnostic::{Code, Diagnostic};
use crate::limits::Limit;
use crate::lower::Context;
use crate::source::Pointer;
use std::collections::HashSet;
use std::rc::Rc;

/// A step of the walk over `allOf`.
enum Step {
    /// Look at the schema and its parts.
    Enter(Pointer),
    /// All its parts are known: put it together.
    Leave(Box<Read>),
}

impl Context<'_> {
    /// What the schema at a place says itself and by `allOf`; its alternatives are as written.
    /// The walk has a stack of its own: chains of components can be long.
    pub(crate) fn gathered(&mut self, at: &Pointer) -> Rc<Facts> {
        if let Some(facts) = self.gathered.get(at) {
            return facts.clone();
        }
        let at = self.resolve(at);
        let mut open = HashSet::new();
        let mut steps = vec![Step::Enter(at.clone())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(at) if self.gathered.contains_key(&at) || open.contains(&at) => {}
                Step::Enter(at) => {
                    open.insert(at.clone());
                    let read = self.read(&at, &open);
                    let next = read.parts.iter().chain(&read.conditional).rev();
                    let next: Vec<Step> = next.cloned().map(Step::Enter).collect();
                    steps.push(Step::Leave(Box::new(read)));
                    steps.extend(next);
                }
                Step::Leave(read) => {
                    open.remove(&read.own.at);
                    let at = read.own.at.clone();
                    let facts = self.put_together(*read);
                    self.gathered.insert(at, Rc::new(facts));
                }
            }
        }
        self.gathered.get(&at).cloned().unwrap_or_default()
    }

    /// The keywords of a schema, references followed; a part that leads back is left out.
    fn read(&mut self, at: &Pointer, open: &HashSet<Pointer>) -> Read {
        let mut read = keywords::read(self, at);
        for places in [&mut read.parts, &mut read.conditional] {
            for part in places.iter_mut() {
                *part = self.resolve(part);
            }
        }
        if read.parts.iter().any(|part| open.contains(part)) {
            let message = "this `allOf` leads back to itself; the circle is cut here";
            let diagnostic = Diagnostic::warning(Code::InvalidDocument, message)
                .at(self.span(&at.child("allOf")), "")
                .help(
                    "an object cannot contain its own definition: remove the part that leads back",
                );
            self.once(at, diagnostic);
        }
        let leads = |part: &Pointer| !open.contains(part);
        read.parts.retain(leads);
        read.conditional.retain(leads);
        let (family, unions) = std::mem::take(&mut read.own.unions)
            .into_iter()
            .partition(|choice| self.is_family(at, choice));
        read.own.unions = unions;
        read.own.family = Vec::into_iter(family)
            .next()
            .or_else(|| self.heirs_of(&read.own));
        read
    }

    fn put_together(&mut self, read: Read) -> Facts {
        let Read {
            mut own,
            parts,
            conditional,
        } = read;
        for part in conditional {
            let facts = self.gathered.get(&part).cloned().unwrap_or_default();
            for (name, places) in facts.properties.iter().chain(&facts.conditional) {
                let known = own.conditional.entry(name.clone()).or_default();
                known.extend(places.iter().cloned());
            }
        }
        if parts.is_empty() {
            own.conditional
                .retain(|name, _| !own.properties.contains_key(name));
            return own;
        }
        let mut merged = Facts::default();
        for part in &parts {
            let facts = self.gathered.get(part).cloned().unwrap_or_default();
            if !self.take_over(&own.at, facts.properties.len() + facts.conditional.len()) {
                return own;
            }
            merged.absorb(&facts);
        }
        own.docs.deprecated |= merged.docs.deprecated;
        // What is a schema with words beside it has its name too; what adds to one has not.
        let xml = match own.is_typed() || parts.len() > 1 {
            true => own.xml.clone(),
            false => own.xml.clone().or(&merged.xml),
        };
        merged.absorb(&own);
        let mut conditional = std::mem::take(&mut merged.conditional);
        conditional.retain(|name, _| !merged.properties.contains_key(name));
        Facts {
            conditional,
            nullable: merged.nullable || own.nullable,
            family: own.family,
            parts,
            at: own.at,
            docs: own.docs,
            pinned: own.pinned,
            title: own.title,
            xml,
            ..merged
        }
    }

    /// Counts members that a schema takes over. Heirs of heirs have those of all above them.
    fn take_over(&mut self, at: &Pointer, members: usize) -> bool {
        let limit = self.config.limits.of(Limit::AllOf);
        let before = self.taken_over;
        self.taken_over = before.saturating_add(members);
        if before <= limit && self.taken_over > limit {
            let beyond = self.config.limits.beyond(Limit::AllOf);
            self.diagnostics.push(beyond.at(self.span(at), ""));
        }
        self.taken_over <= limit
    }

    /// Whether the alternatives are the heirs of the schema that lists them. Heirs have what it says
    /// of all of them, but not its list.
    fn is_family(&self, at: &Pointer, choice: &Choice) -> bool {
        choice.parts.iter().any(|part| {
            let mut seen = HashSet::new();
            let mut waiting = vec![self.resolve(part)];
            while let Some(one) = waiting.pop() {
                let above = self.direct_parts(&one);
                if above.contains(at) {
                    return true;
                }
                if seen.insert(one) {
                    waiting.extend(above);
                }
            }
            false
        })
    }

    /// The places of the `allOf` parts of a schema, references followed.
    pub(super) fn direct_parts(&self, at: &Pointer) -> Places {
        let list = at.child("allOf");
        let node = self.node(&list).and_then(crate::document::Node::as_array);
        let length = node.map_or(0, <[_]>::len);
        let parts = (0..length).map(|index| self.resolve(&list.index(index)));
        parts.collect()
    }
}
