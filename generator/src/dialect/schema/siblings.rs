//! `$ref` with siblings: they count since 3.1, and whoever writes `nullable: true` beside a reference in 3.0
//! means it as well. They become `allOf` with the siblings beside it.

use super::Pass;
use crate::dialect::Version;
use crate::document::{Member, Node, Object, Value};

/// Rewrites a schema that is a reference and more.
pub(super) fn rewrite(members: &mut Object, pass: &mut Pass<'_>) {
    let reference = members
        .get("$ref")
        .is_some_and(|one| one.node.as_str().is_some());
    if !reference {
        return;
    }
    if pass.version < Version::V3_1 {
        // Beside a reference it repeats what the target says, or contradicts it without effect.
        members.shift_remove("type");
    }
    let says = |key: &String| {
        !matches!(key.as_str(), "$ref" | "summary")
            && (!key.starts_with("x-") || key == "x-clientwright-name")
    };
    if !members.keys().any(says) {
        return;
    }
    members.shift_remove("summary");
    let Some(reference) = members.shift_remove("$ref") else {
        return;
    };
    let (span, key_span) = (pass.span, reference.key_span);
    let inner = [("$ref".to_owned(), reference)].into_iter().collect();
    let inner = Node {
        span,
        value: Value::Object(inner),
    };
    match members.get_mut("allOf").map(|parts| &mut parts.node.value) {
        Some(Value::Array(parts)) => parts.insert(0, inner),
        _ => {
            let node = Node {
                span,
                value: Value::Array(vec![inner]),
            };
            members.insert("allOf".to_owned(), Member { key_span, node });
        }
    }
}
