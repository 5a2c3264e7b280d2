//! The alternatives of a union: nested ones flattened, duplicates merged.

use crate::diagnostic::{Code, Diagnostic};
use crate::lower::Context;
use crate::lower::schema::{Facts, component};
use crate::model;
use crate::source::Pointer;
use openapiv3::Discriminator;

/// One way that a union's value can look.
pub(in crate::lower::schema) struct Alternative {
    /// Where its schema stands, references followed.
    pub at: Pointer,
    /// The component that it is, if it is one and nothing is added to it.
    pub component: Option<String>,
    /// What it says, together with what the schemas around it say.
    pub facts: Facts,
    /// The discriminator of the nested union that it comes from.
    pub discriminator: Option<Discriminator>,
}

/// How many alternatives a union may have, nested ones counted.
const MOST: usize = 1000;

impl Context<'_> {
    /// The alternatives; `None` after reporting why they cannot be enumerated.
    pub(super) fn alternatives(&mut self, facts: Facts) -> Option<Vec<Alternative>> {
        let mut found = Vec::new();
        let mut above = vec![facts.at.clone()];
        self.flatten(facts, None, &mut above, &mut found)?;
        Some(found)
    }

    fn flatten(
        &mut self,
        mut outer: Facts,
        discriminator: Option<Discriminator>,
        above: &mut Vec<Pointer>,
        found: &mut Vec<Alternative>,
    ) -> Option<()> {
        let unions = std::mem::take(&mut outer.unions);
        let (_, parts) = match unions.as_slice() {
            [one] => one,
            _ => {
                let message = "this schema has more than one list of alternatives";
                let diagnostic = Diagnostic::error(Code::UnsupportedSchema, message)
                    .at(self.span(&outer.at), "")
                    .help("write the combinations out in a single `oneOf`");
                self.once(&outer.at, diagnostic);
                return None;
            }
        };
        let adds = outer.is_object();
        for part in parts {
            let at = self.resolve(part);
            if above.contains(&at) || found.len() >= MOST {
                continue;
            }
            let own = self.facts(&at);
            let nested = !own.unions.is_empty() && own.values.is_none();
            let mut facts = own;
            if adds {
                let mut merged = Facts {
                    at: part.clone(),
                    discriminator: None,
                    ..outer.clone()
                };
                let (docs, pinned) = (facts.docs.clone(), facts.pinned.clone());
                merged.absorb(facts);
                facts = Facts {
                    docs,
                    pinned,
                    ..merged
                };
            }
            if nested {
                above.push(at);
                let inner = facts.discriminator.clone().or(discriminator.clone());
                self.flatten(facts, inner, above, found)?;
                above.pop();
                continue;
            }
            if !found.iter().any(|known| self.same(known, &at, adds)) {
                found.push(Alternative {
                    component: component(&at).filter(|_| !adds),
                    at,
                    facts,
                    discriminator: discriminator.clone(),
                });
            }
        }
        Some(())
    }

    fn same(&self, known: &Alternative, at: &Pointer, adds: bool) -> bool {
        if known.at == *at {
            return true;
        }
        let (Some(one), Some(other)) = (self.node(&known.at), self.node(at)) else {
            return false;
        };
        let inline = known.component.is_none() && component(at).is_none();
        !adds && inline && model::json(one) == model::json(other)
    }
}
