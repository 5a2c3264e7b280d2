//! Members that exclude each other: the first of them counts.

use crate::diagnostic::{Change, Diagnostics};
use crate::dialect::mended;
use crate::document::{Node, Object, Value};
use crate::grammar::Kind;

/// Kinds, the member that counts there, and those that it excludes.
const RULES: &[(&[Kind], &str, &[&str])] = &[
    (
        &[Kind::Example],
        "value",
        &["externalValue", "dataValue", "serializedValue"],
    ),
    (&[Kind::Example], "serializedValue", &["externalValue"]),
    (
        &[Kind::Parameter, Kind::Header, Kind::MediaType],
        "examples",
        &["example"],
    ),
    (&[Kind::Parameter, Kind::Header], "schema", &["content"]),
    (
        &[Kind::Parameter, Kind::Header],
        "content",
        &["style", "explode", "allowReserved"],
    ),
    (
        &[Kind::MediaType, Kind::Encoding],
        "encoding",
        &["prefixEncoding", "itemEncoding"],
    ),
];

/// Takes out what another member excludes.
pub(super) fn rewrite(kind: Kind, members: &mut Object, diagnostics: &mut Diagnostics) {
    for (kinds, kept, excluded) in RULES {
        if kinds.contains(&kind) && members.contains_key(*kept) {
            take_out(members, kept, excluded, diagnostics);
        }
    }
    if kind == Kind::Schema {
        let xml = members.get_mut("xml").map(|xml| &mut xml.node);
        if let Some(Node {
            value: Value::Object(xml),
            ..
        }) = xml
        {
            if xml.contains_key("nodeType") {
                take_out(xml, "nodeType", &["attribute", "wrapped"], diagnostics);
            }
        }
    }
}

fn take_out(members: &mut Object, kept: &str, excluded: &[&str], diagnostics: &mut Diagnostics) {
    for key in excluded {
        if let Some(member) = members.shift_remove(*key) {
            let message = format!("`{key}` cannot stand beside `{kept}`");
            let help = format!("remove one of them; `{kept}` counts");
            let wrong = mended(member.key_span, message, help);
            diagnostics.push(wrong.mend(member.key_span, Change::Remove));
        }
    }
}
