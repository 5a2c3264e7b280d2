//! One piece: its keys checked, its nested pieces cut off, the rest deserialised.

use super::json::json;
use super::keys::{Kind, Nested};
use crate::diagnostic::{Change, Code, Diagnostic, Diagnostics};
use crate::document::{Member, Node, Object, Value};
use crate::source::Pointer;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

/// Reads a piece; `None` after reporting why it cannot be read.
pub(super) fn read<T: DeserializeOwned>(
    node: &Node,
    pointer: &Pointer,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    let Some(members) = node.as_object() else {
        let message = format!("{} is expected here, not {}", kind.name, node.kind());
        let found = Diagnostic::warning(Code::InvalidDocument, message).at(node.span, "");
        diagnostics.push(found.help("it is left out"));
        return None;
    };
    let mut cut = Map::new();
    for (key, member) in members {
        let nested = kind
            .keys
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, nested)| *nested);
        match nested {
            Some(Nested::Skip) => {}
            Some(nested) => {
                let replaced = replace(&member.node, &pointer.child(key), nested);
                cut.insert(key.clone(), replaced);
            }
            None if key.starts_with("x-") => {
                cut.insert(key.clone(), json(&member.node));
            }
            None if pointer.as_str().is_empty() => {
                diagnostics.push(of_the_document(key, member, kind));
            }
            None => diagnostics.push(unknown(key, member, kind)),
        }
    }
    deserialize(node, members, cut, kind, diagnostics)
}

/// The piece without the members that cannot be read.
fn deserialize<T: DeserializeOwned>(
    node: &Node,
    members: &Object,
    mut cut: Map<String, Json>,
    kind: &Kind,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    loop {
        let reason = match T::deserialize(Json::Object(cut.clone())) {
            Ok(piece) => return Some(piece),
            Err(error) => error.to_string(),
        };
        let Some((key, member)) = culprit::<T>(members, &cut, &reason) else {
            let message = format!("{} cannot be read: {reason}", kind.name);
            let found = Diagnostic::warning(Code::InvalidDocument, message).at(node.span, "");
            diagnostics.push(found.help("it is left out"));
            return None;
        };
        let message = format!("`{key}` of {} cannot be read: {reason}", kind.name);
        let found = Diagnostic::warning(Code::InvalidDocument, message).at(member.node.span, "");
        diagnostics.push(found.help("it is ignored"));
        cut.remove(key);
    }
}

/// What stands in for the nested pieces under a key. What has the wrong type stays as it is, so
/// that deserialising says so.
fn replace(node: &Node, pointer: &Pointer, nested: Nested) -> Json {
    match (nested, &node.value) {
        (Nested::One, Value::Object(_)) => reference(pointer),
        (Nested::List, Value::Array(elements)) => (0..elements.len())
            .map(|index| reference(&pointer.index(index)))
            .collect(),
        (Nested::Map, Value::Object(members)) => {
            by_name(members, |key| reference(&pointer.child(key)))
        }
        (Nested::Blank, Value::Object(members)) => by_name(members, |_| Json::Object(Map::new())),
        _ => json(node),
    }
}

fn by_name(members: &Object, stand_in: impl Fn(&str) -> Json) -> Json {
    let stand_in = |key: &String| (key.clone(), stand_in(key));
    Json::Object(members.keys().map(stand_in).collect())
}

fn reference(pointer: &Pointer) -> Json {
    let mut members = Map::new();
    members.insert("$ref".to_owned(), Json::String(pointer.to_string()));
    Json::Object(members)
}

fn unknown(key: &str, member: &Member, kind: &Kind) -> Diagnostic {
    let known = kind.keys.iter().map(|(known, _)| *known);
    let near = known
        .map(|known| (strsim::damerau_levenshtein(known, key), known))
        .filter(|(distance, _)| *distance <= 2)
        .min();
    let (help, change) = match near {
        Some((_, known)) => (
            format!("did you mean `{known}`? Correct it"),
            Change::Rename((*known).to_owned()),
        ),
        None => (
            "remove it, or begin its name with `x-`".to_owned(),
            Change::Remove,
        ),
    };
    let message = format!("OpenAPI knows no `{key}` in {}; it is ignored", kind.name);
    Diagnostic::warning(Code::UnknownKey, message)
        .at(member.key_span, "")
        .help(help)
        .mend(member.key_span, change)
}

/// A key of the whole document, which something refers to as a piece of it.
fn of_the_document(key: &str, member: &Member, kind: &Kind) -> Diagnostic {
    let message = format!("OpenAPI knows no `{key}` in {}; it is ignored", kind.name);
    let help =
        "a reference to `#` leads to the whole document; let it lead to a piece of `components`";
    let unknown = Diagnostic::warning(Code::UnknownKey, message);
    unknown.at(member.key_span, "").help(help)
}

/// The member without which the piece can be read, or at least something else is wrong with it.
fn culprit<'a, T: DeserializeOwned>(
    members: &'a Object,
    cut: &Map<String, Json>,
    reason: &str,
) -> Option<(&'a String, &'a Member)> {
    let without = |key: &str| {
        let mut rest = cut.clone();
        rest.remove(key)?;
        T::deserialize(Json::Object(rest))
            .err()
            .map(|error| error.to_string())
    };
    let mends = |key: &str| cut.contains_key(key) && without(key).is_none();
    let moves = |key: &str| {
        let next = without(key);
        next.is_some_and(|next| next != reason && !next.contains("missing field"))
    };
    let all = || members.iter();
    all()
        .find(|(key, _)| mends(key))
        .or_else(|| all().find(|(key, _)| moves(key)))
}
