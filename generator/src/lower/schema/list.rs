//! Lists: of one type, of one of several, or with a type for each place.

use super::{Facts, Places};
use crate::ir::{Openness, Place, TypeRef};
use crate::lower::Context;

/// Longer tuples have no traits in Rust's library.
const LONGEST: usize = 12;

impl Context<'_> {
    /// The list or tuple that the facts describe.
    pub(super) fn list(&mut self, facts: &Facts, place: &Place) -> TypeRef {
        let element = Place::Element(Box::new(place.clone()));
        if facts.prefix.is_empty() {
            return TypeRef::List(Box::new(match facts.items.as_slice() {
                [] => self.untyped(facts, Openness::NoItems),
                items => self.schema_of(items, element),
            }));
        }
        let length = facts.prefix.len();
        let all = facts.constraints.min_items == Some(length as u64);
        if all && facts.is_closed_list() && length <= LONGEST {
            let types = facts.prefix.iter().enumerate().map(|(index, at)| {
                self.schema_of(at, Place::Item(Box::new(place.clone()), index + 1))
            });
            return TypeRef::Tuple(types.collect());
        }
        let parts: Places = facts
            .prefix
            .iter()
            .chain([&facts.items])
            .flatten()
            .cloned()
            .collect();
        let open = facts.items.is_empty() && !facts.is_closed_list();
        let one = self.one_of(facts.at.child("prefixItems"), parts, open);
        TypeRef::List(Box::new(self.typed(&one, element, None)))
    }
}
