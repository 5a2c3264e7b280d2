//! The components in the order of their names: what is generated must not depend on where in its file a
//! component stands. (The order of properties, paths, parameters, values and alternatives is the author's.)

use super::Version;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Value};

/// Sorts every map of `components`.
pub(super) fn rewrite(document: &mut Node, _: Version, _: &mut Diagnostics) {
    let Value::Object(members) = &mut document.value else {
        return;
    };
    let components = members.get_mut("components").map(|one| &mut one.node.value);
    let Some(Value::Object(components)) = components else {
        return;
    };
    for member in components.values_mut() {
        if let Value::Object(named) = &mut member.node.value {
            named.sort_unstable_keys();
        }
    }
}
