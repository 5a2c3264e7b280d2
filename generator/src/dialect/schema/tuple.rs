//! Tuples: `items: [a, b]` with `additionalItems` before draft 2020-12, `prefixItems` with `items` since.

use super::{Pass, rename};
use crate::document::{Object, Value};

/// Writes tuples as 2020-12 does.
pub(super) fn rewrite(members: &mut Object, _: &mut Pass<'_>) {
    let list = members
        .get("items")
        .is_some_and(|items| items.node.as_array().is_some());
    if !list {
        // Without a list of `items` it says nothing.
        members.shift_remove("additionalItems");
        return;
    }
    rename(members, "items", "prefixItems");
    if let Some(mut rest) = members.shift_remove("additionalItems") {
        match rest.node.value {
            Value::Bool(true) => return,
            Value::Bool(false) => rest.node.value = super::super::nothing::never(rest.node.span),
            _ => {}
        }
        members.insert("items".to_owned(), rest);
    }
}
