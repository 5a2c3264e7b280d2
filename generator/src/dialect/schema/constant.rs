//! `const` is an `enum` of one value.

use super::{Pass, put};
use crate::document::{Member, Object, Value};

/// Writes `const` as `enum`, and gives `enum` the form of a list.
pub(super) fn rewrite(members: &mut Object, pass: &mut Pass<'_>) {
    if let Some(Member { node, .. }) = members.shift_remove("const") {
        put(members, "enum", node.span, Value::Array(vec![node]));
    }
    let Some(values) = members.get_mut("enum") else {
        return;
    };
    let span = values.node.span;
    match &values.node.value {
        Value::Array(list) if list.is_empty() => {
            members.shift_remove("enum");
            let message = "an `enum` without values allows none; it is ignored";
            pass.mended(span, message, "list the values, or remove it");
        }
        Value::Array(_) => {}
        Value::Object(_) => {
            members.shift_remove("enum");
            let message = "`enum` is an object; it is ignored";
            pass.mended(span, message, "write the values as a list");
        }
        _ => {
            let one = values.node.clone();
            values.node.value = Value::Array(vec![one]);
            pass.mended(
                span,
                "`enum` is no list",
                "write `[…]` around it; it is read so",
            );
        }
    }
}
