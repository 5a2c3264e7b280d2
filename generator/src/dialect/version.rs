//! `info.version` without quotes is a number to YAML; everyone means the text.

use crate::diagnostic::Diagnostics;
use crate::document::{Node, Number, Value};

/// Makes a version that is a number the text that it was written as, as far as the number tells.
pub(super) fn rewrite(document: &mut Node, _: &mut Diagnostics) {
    let Value::Object(members) = &mut document.value else {
        return;
    };
    let info = members.get_mut("info").map(|info| &mut info.node.value);
    let Some(Value::Object(info)) = info else {
        return;
    };
    if let Some(version) = info.get_mut("version") {
        if let Value::Number(number) = &version.node.value {
            let text = match number {
                Number::Integer(value) => value.to_string(),
                // Shows a fraction of zero as well: `1.0`.
                Number::Float(value) => format!("{value:?}"),
            };
            version.node.value = Value::String(text);
        }
    }
}
