//! What a schema says together with its `allOf` parts.

use super::{Facts, keywords};
use crate::diagnostic::{Code, Diagnostic};
use crate::lower::Context;
use crate::source::Pointer;

/// How many `allOf` may lead into each other.
const DEPTH: usize = 64;

impl Context<'_> {
    /// What the schema at a place says, through references and `allOf`.
    pub(crate) fn facts(&mut self, at: &Pointer) -> Facts {
        self.gather(&self.resolve(at), &mut Vec::new())
    }

    fn gather(&mut self, at: &Pointer, above: &mut Vec<Pointer>) -> Facts {
        let (mut own, parts) = keywords::read(self, at);
        if parts.is_empty() {
            return own;
        }
        if above.contains(at) || above.len() >= DEPTH {
            let message = "this `allOf` leads back to itself or nests too deeply";
            let diagnostic = Diagnostic::error(Code::UnsupportedSchema, message)
                .at(self.span(at), "")
                .help("take the circle apart: an object cannot contain its own definition");
            self.once(at, diagnostic);
            return own;
        }
        above.push(at.clone());
        let mut merged = Facts::default();
        for part in parts {
            let target = self.resolve(&part);
            let facts = self.gather(&target, above);
            merged.absorb(facts);
        }
        above.pop();
        own.docs = own.docs.or(&merged.docs);
        let (docs, pinned, title) = (own.docs.clone(), own.pinned.clone(), own.title.clone());
        merged.absorb(own);
        Facts {
            at: at.clone(),
            docs,
            pinned,
            title,
            ..merged
        }
    }
}
