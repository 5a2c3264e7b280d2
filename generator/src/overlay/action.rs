//! The overlay document to its actions.

use super::{Edition, wrong};
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Value};
use serde_json_path::JsonPath;

/// The member of an action that names the file to change, as a reference in the document would name it.
const FILE: &str = "x-clientwright-file";

/// One action.
pub(super) struct Action<'a> {
    /// The action as it stands in the overlay.
    pub(super) node: &'a Node,
    /// The specification that it goes by.
    pub(super) edition: Edition,
    /// The file to change, if it is not the document itself.
    pub(super) file: Option<&'a Node>,
    /// The expression, and its place.
    pub(super) target: &'a Node,
    /// The expression as it can be asked.
    pub(super) path: JsonPath,
    /// What to do.
    pub(super) change: Change<'a>,
}

/// What an action does.
pub(super) enum Change<'a> {
    /// Takes the target out.
    Remove,
    /// Merges this into the target.
    Update(&'a Node),
    /// Merges what the document has at this place.
    Copy(&'a Node, JsonPath),
}

const ROOT: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO: &[&str] = &["title", "version"];
/// What version 1.1 adds to [`INFO`] and [`ACTION`].
const INFO_1_1: &[&str] = &["title", "version", "description"];
const ACTION: &[&str] = &["target", "description", "update", "remove"];
const ACTION_1_1: &[&str] = &["target", "description", "update", "copy", "remove"];

/// The actions that can be applied; what is wrong with the others is reported.
pub(super) fn read<'a>(overlay: &'a Node, diagnostics: &mut Diagnostics) -> Vec<Action<'a>> {
    let help = "an overlay is an object with `overlay: 1.1.0`, `info` and `actions`";
    if overlay.as_object().is_none() {
        diagnostics.push(wrong(overlay, "the overlay is not an object", help));
        return Vec::new();
    }
    only(overlay, ROOT, diagnostics);
    let edition = edition(overlay, help, diagnostics);
    match overlay.get("info") {
        Some(info) => {
            let known = match edition {
                Edition::V1_0 => INFO,
                Edition::V1_1 => INFO_1_1,
            };
            only(info, known, diagnostics);
            for key in INFO {
                if info.get(key).and_then(Node::as_str).is_none() {
                    let message = format!("`info` has no `{key}`");
                    diagnostics.push(wrong(info, message, "`title` and `version` are texts"));
                }
            }
        }
        None => diagnostics.push(wrong(overlay, "`info` is missing", help)),
    }
    match overlay
        .get("actions")
        .map(|actions| (actions, actions.as_array()))
    {
        Some((_, Some(actions))) if !actions.is_empty() => {
            let read = |action| read_one(action, edition, diagnostics);
            actions.iter().filter_map(read).collect()
        }
        Some((actions, _)) => {
            let message = "`actions` must be a list of at least one action";
            diagnostics.push(wrong(actions, message, help));
            Vec::new()
        }
        None => {
            diagnostics.push(wrong(overlay, "`actions` is missing", help));
            Vec::new()
        }
    }
}

/// The version of the specification that the overlay names; the newest after reporting that there is none.
fn edition(overlay: &Node, help: &str, diagnostics: &mut Diagnostics) -> Edition {
    let Some(version) = overlay.get("overlay") else {
        diagnostics.push(wrong(overlay, "`overlay` is missing", help));
        return Edition::V1_1;
    };
    let text = version.as_str().unwrap_or_default();
    match text.rsplit_once('.') {
        Some(("1.0", _)) => Edition::V1_0,
        Some(("1.1", _)) => Edition::V1_1,
        _ => {
            let message = "this version of the Overlay Specification is not known";
            diagnostics.push(wrong(version, message, "write `overlay: 1.1.0`, or 1.0.0"));
            Edition::V1_1
        }
    }
}

/// What an action says; `None` after reporting what is wrong with it.
pub(super) fn read_one<'a>(
    action: &'a Node,
    edition: Edition,
    diagnostics: &mut Diagnostics,
) -> Option<Action<'a>> {
    let help = match edition {
        Edition::V1_0 => "an action has a `target`, and `update` or `remove: true`",
        Edition::V1_1 => "an action has a `target`, and `update`, `copy` or `remove: true`",
    };
    if action.as_object().is_none() {
        diagnostics.push(wrong(action, "an action must be an object", help));
        return None;
    }
    let known = match edition {
        Edition::V1_0 => ACTION,
        Edition::V1_1 => ACTION_1_1,
    };
    only(action, known, diagnostics);
    let Some(target) = action.get("target") else {
        diagnostics.push(wrong(action, "this action has no `target`", help));
        return None;
    };
    let path = expression(target, "target", diagnostics)?;
    let change = change(action, edition, help, diagnostics)?;
    let file = action.get(FILE);
    if let Some(file) = file.filter(|file| file.as_str().is_none()) {
        let message = format!("`{FILE}` must be a text");
        let help = "name the file as a reference in the document does";
        diagnostics.push(wrong(file, message, help));
        return None;
    }
    Some(Action {
        node: action,
        edition,
        file,
        target,
        path,
        change,
    })
}

fn change<'a>(
    action: &'a Node,
    edition: Edition,
    help: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Change<'a>> {
    let copy = action.get("copy").filter(|_| edition == Edition::V1_1);
    let refused = match (action.get("remove"), action.get("update"), copy) {
        (Some(flag), ..) if flag.value == Value::Bool(true) => return Some(Change::Remove),
        (Some(flag), ..) if flag.value != Value::Bool(false) => {
            wrong(flag, "`remove` must be true or false", help)
        }
        (_, Some(_), Some(copy)) => wrong(
            copy,
            "this action has `update` and `copy`",
            "make two actions of it",
        ),
        (_, Some(update), None) => return Some(Change::Update(update)),
        (_, None, Some(copy)) => {
            let path = expression(copy, "copy", diagnostics)?;
            return Some(Change::Copy(copy, path));
        }
        (_, None, None) => wrong(action, "this action changes nothing", help),
    };
    diagnostics.push(refused);
    None
}

/// The member `name` of an action as an expression that can be asked.
fn expression(node: &Node, name: &str, diagnostics: &mut Diagnostics) -> Option<JsonPath> {
    match JsonPath::parse(node.as_str().unwrap_or_default()) {
        Ok(path) => Some(path),
        Err(error) => {
            let message = format!("`{name}` is no JSONPath expression: {error}");
            let help = "RFC 9535, such as `$.paths['/pets'].get`";
            diagnostics.push(wrong(node, message, help));
            None
        }
    }
}

fn only(node: &Node, known: &[&str], diagnostics: &mut Diagnostics) {
    for (key, member) in node.as_object().into_iter().flatten() {
        if !known.contains(&key.as_str()) && !key.starts_with("x-") {
            let message = format!("an overlay knows no `{key}` here");
            let mut help = format!(
                "it knows {}, and keys that begin with `x-`",
                known.join(", ")
            );
            if known == ACTION && key == "copy" {
                help.push_str("; `copy` is known where the overlay says `overlay: 1.1.0`");
            }
            let wrong = wrong(&member.node, message, &help);
            diagnostics.push(wrong.at(member.key_span, ""));
        }
    }
}
