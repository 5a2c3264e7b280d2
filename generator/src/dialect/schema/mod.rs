//! Schemas of JSON Schema 2020-12, and of the drafts before it, to those of OpenAPI 3.0.
//!
//! Documents mix the dialects freely, so the rewrites apply in all of them.

mod bounds;
mod constant;
mod content;
mod kind;
mod siblings;
mod tuple;
mod types;
mod words;

use super::{Version, mended, put};
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Object, Value};
use crate::grammar::{Kind, Role, visit_mut};
use crate::source::Span;

/// What a rewrite of one schema knows beside the schema.
struct Pass<'a> {
    version: Version,
    /// Where the schema stands.
    span: Span,
    diagnostics: &'a mut Diagnostics,
}

impl Pass<'_> {
    /// Says what was written, and what it is read as.
    fn mended(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.push(mended(span, message, help));
    }
}

/// A rewrite of the keywords of one schema.
type Rule = fn(&mut Object, &mut Pass<'_>);

/// The rewrites, in the order they apply. Inner schemas come before outer ones.
const RULES: &[Rule] = &[
    words::rewrite,
    kind::rewrite,
    constant::rewrite,
    bounds::rewrite,
    tuple::rewrite,
    content::rewrite,
    types::rewrite,
    siblings::rewrite,
];

/// Rewrites every schema of a document.
pub(super) fn rewrite(document: &mut Node, version: Version, diagnostics: &mut Diagnostics) {
    visit_mut(document, Role::One(Kind::Document), &mut |role, node| {
        let span = node.span;
        if let (Role::One(Kind::Schema), Value::Object(members)) = (role, &mut node.value) {
            let mut pass = Pass {
                version,
                span,
                diagnostics: &mut *diagnostics,
            };
            for rule in RULES {
                rule(members, &mut pass);
            }
        }
    });
}

/// Gives a member another name; what has that name already stays.
fn rename(members: &mut Object, from: &str, to: &str) {
    if let Some(member) = members.shift_remove(from) {
        members.entry(to.to_owned()).or_insert(member);
    }
}

/// Whether a text is the name of a type, or means one.
pub(super) fn is_type(text: &str) -> bool {
    kind::is_known(text)
}
