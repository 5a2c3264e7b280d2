//! Keys of paths, path items and responses.

use super::{Version, mended};
use crate::diagnostic::{Change, Diagnostics};
use crate::document::{Member, Node, Object, Value};
use crate::grammar::{Kind, Role, visit_mut};
use std::collections::HashSet;

/// The methods with a key of their own.
const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// Brings these keys to the form in which the grammar knows them. It comes before everything that goes by
/// the grammar.
pub(super) fn rewrite(document: &mut Node, _: Version, diagnostics: &mut Diagnostics) {
    if let Value::Object(root) = &mut document.value {
        vendor(root);
    }
    let whole = Role::One(Kind::Document);
    visit_mut(
        document,
        whole,
        &mut |role, node| match (role, &mut node.value) {
            (Role::One(Kind::Paths), Value::Object(paths)) => templates(paths, diagnostics),
            (Role::One(Kind::PathItem), Value::Object(item)) => methods(item, diagnostics),
            _ => {}
        },
    );
    // What stands under the methods is known only now.
    visit_mut(document, whole, &mut |role, node| {
        if let (Role::One(Kind::Responses), Value::Object(responses)) = (role, &mut node.value) {
            statuses(responses, diagnostics);
        }
    });
}

/// AutoRest keeps paths that differ only in their queries apart.
fn vendor(root: &mut Object) {
    let Some(member) = root.shift_remove("x-ms-paths") else {
        return;
    };
    match (
        root.get_mut("paths").map(|paths| &mut paths.node.value),
        member.node.value,
    ) {
        (Some(Value::Object(paths)), Value::Object(more)) => {
            for (template, item) in more {
                paths.entry(template).or_insert(item);
            }
        }
        (None, value @ Value::Object(_)) => {
            super::put(root, "paths", member.node.span, value);
        }
        _ => {}
    }
}

/// Lets every path begin with a slash.
fn templates(paths: &mut Object, diagnostics: &mut Diagnostics) {
    rename(paths, |key, member| {
        if key.starts_with(['/', '$']) || key.starts_with("x-") {
            return None;
        }
        // A whole address: what it says of the server stands in `servers`.
        let path = match key.split_once("://") {
            Some((_, rest)) => rest.find('/').map_or("/", |at| &rest[at..]).to_owned(),
            None => format!("/{key}"),
        };
        let message = format!("the path `{key}` does not begin with a slash");
        diagnostics.push(
            mended(
                member.key_span,
                message,
                format!("write `{path}`; it is read so"),
            )
            .mend(member.key_span, Change::Rename(path.clone())),
        );
        Some(path)
    });
}

/// Writes the methods of a path item in small letters, also those among the additional ones.
fn methods(item: &mut Object, diagnostics: &mut Diagnostics) {
    rename(item, |key, member| {
        let small = key.to_ascii_lowercase();
        let method = small != key && METHODS.contains(&small.as_str());
        if !method {
            return None;
        }
        let message = format!("the method `{key}` is not in small letters");
        let help = format!("write `{small}`; it is read so");
        let wrong = mended(member.key_span, message, help);
        diagnostics.push(wrong.mend(member.key_span, Change::Rename(small.clone())));
        Some(small)
    });
    let more = item
        .get_mut("additionalOperations")
        .map(|more| &mut more.node.value);
    let Some(Value::Object(operations)) = more else {
        return;
    };
    let mut moved = Vec::new();
    let fixed = |key: &String| METHODS.contains(&key.to_ascii_lowercase().as_str());
    let known: Vec<String> = operations
        .keys()
        .filter(|key| fixed(key))
        .cloned()
        .collect();
    for key in known {
        let Some(member) = operations.shift_remove(&key) else {
            continue;
        };
        let method = key.to_ascii_lowercase();
        let message = format!("`{key}` has a key of its own in a path item");
        let help = format!("write it as `{method}`; it is read so");
        diagnostics.push(mended(member.key_span, message, help));
        moved.push((method, member));
    }
    for (method, member) in moved {
        item.entry(method).or_insert(member);
    }
}

/// Statuses as OpenAPI writes them: `2xx`, `200 OK`, `Default`.
fn statuses(responses: &mut Object, diagnostics: &mut Diagnostics) {
    rename(responses, |key, member| {
        if key.starts_with(['x', '$']) {
            return None;
        }
        let status = status(key)?;
        let message = format!("the status `{key}` is not written as OpenAPI does");
        let help = format!("write `{status}`; it is read so");
        let wrong = mended(member.key_span, message, help);
        diagnostics.push(wrong.mend(member.key_span, Change::Rename(status.clone())));
        Some(status)
    });
}

fn status(key: &str) -> Option<String> {
    let small = key.trim().to_ascii_lowercase();
    if small == "default" {
        return (key != "default").then_some(small);
    }
    let mut letters = small.chars();
    let class = letters.next().filter(|class| ('1'..='5').contains(class))?;
    let rest: String = letters.by_ref().take(2).collect();
    if letters.next().is_some_and(|next| next.is_alphanumeric()) {
        return None;
    }
    let written = if rest == "xx" {
        format!("{class}XX")
    } else if rest.len() == 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("{class}{rest}")
    } else {
        return None;
    };
    (written != key).then_some(written)
}

/// Gives members other names and keeps their order; a name that is taken stays with whom it belongs to.
fn rename(members: &mut Object, mut name: impl FnMut(&str, &Member) -> Option<String>) {
    let names: Vec<Option<String>> = members
        .iter()
        .map(|(key, member)| name(key, member))
        .collect();
    if names.iter().all(Option::is_none) {
        return;
    }
    let taken: HashSet<String> = members.keys().cloned().collect();
    let old = std::mem::take(members);
    for ((key, member), new) in old.into_iter().zip(names) {
        let new = new.filter(|new| !taken.contains(new)).unwrap_or(key);
        members.entry(new).or_insert(member);
    }
}
