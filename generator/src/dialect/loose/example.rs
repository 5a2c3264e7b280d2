//! Examples.

use crate::diagnostic::Diagnostics;
use crate::dialect::mended;
use crate::document::{Member, Node, Object, Value};

/// Keys of which an example has one.
const VALUES: [&str; 5] = [
    "$ref",
    "value",
    "externalValue",
    "dataValue",
    "serializedValue",
];

/// The value of 3.2, that of all versions.
pub(super) fn rewrite(members: &mut Object) {
    if let Some(value) = members.shift_remove("dataValue") {
        members.entry("value".to_owned()).or_insert(value);
    }
}

/// Examples by name that are values themselves.
pub(super) fn values(examples: &mut Object, diagnostics: &mut Diagnostics) {
    for (name, member) in examples {
        let Value::Object(members) = &member.node.value else {
            continue;
        };
        let told = |key: &String| ["summary", "description"].contains(&key.as_str());
        let example = members.is_empty()
            || members.keys().any(|key| VALUES.contains(&key.as_str()))
            || members.keys().all(|key| told(key) || key.starts_with("x-"));
        if example {
            continue;
        }
        let span = member.node.span;
        let message = format!("the example `{name}` has no `value`");
        let help = "write `value:` before what it shows; it is read so";
        diagnostics.push(mended(span, message, help));
        let value = std::mem::replace(&mut member.node.value, Value::Null);
        let node = Node { span, value };
        let value = [(
            "value".to_owned(),
            Member {
                key_span: span,
                node,
            },
        )];
        member.node.value = Value::Object(value.into_iter().collect());
    }
}
