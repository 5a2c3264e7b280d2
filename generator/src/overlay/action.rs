//! The overlay document to its actions.

use super::wrong;
use crate::diagnostic::Diagnostics;
use crate::document::{Node, Value};
use serde_json_path::JsonPath;

/// The member of an action that names the file to change, as a reference in the document would name it.
const FILE: &str = "x-clientwright-file";

/// One action.
pub(super) struct Action<'a> {
    /// The action as it stands in the overlay.
    pub(super) node: &'a Node,
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
}

const ROOT: &[&str] = &["overlay", "info", "extends", "actions"];
const INFO: &[&str] = &["title", "version"];
const ACTION: &[&str] = &["target", "description", "update", "remove"];

/// The actions that can be applied; what is wrong with the others is reported.
pub(super) fn read<'a>(overlay: &'a Node, diagnostics: &mut Diagnostics) -> Vec<Action<'a>> {
    let help = "an overlay is an object with `overlay: 1.0.0`, `info` and `actions`";
    if overlay.as_object().is_none() {
        diagnostics.push(wrong(overlay, "the overlay is not an object", help));
        return Vec::new();
    }
    only(overlay, ROOT, diagnostics);
    match overlay.get("overlay") {
        Some(version)
            if version
                .as_str()
                .is_some_and(|text| text.starts_with("1.0.")) => {}
        Some(version) => {
            let message = "this version of the Overlay Specification is not known";
            diagnostics.push(wrong(version, message, "write `overlay: 1.0.0`"));
        }
        None => diagnostics.push(wrong(overlay, "`overlay` is missing", help)),
    }
    match overlay.get("info") {
        Some(info) => {
            only(info, INFO, diagnostics);
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
            let read = |action| read_one(action, diagnostics);
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

/// What an action says; `None` after reporting what is wrong with it.
pub(super) fn read_one<'a>(action: &'a Node, diagnostics: &mut Diagnostics) -> Option<Action<'a>> {
    let help = "an action has a `target`, and `update` or `remove: true`";
    if action.as_object().is_none() {
        diagnostics.push(wrong(action, "an action must be an object", help));
        return None;
    }
    only(action, ACTION, diagnostics);
    let Some(target) = action.get("target") else {
        diagnostics.push(wrong(action, "this action has no `target`", help));
        return None;
    };
    let path = match JsonPath::parse(target.as_str().unwrap_or_default()) {
        Ok(path) => path,
        Err(error) => {
            let message = format!("`target` is no JSONPath expression: {error}");
            let help = "RFC 9535, such as `$.paths['/pets'].get`";
            diagnostics.push(wrong(target, message, help));
            return None;
        }
    };
    let change = match (action.get("remove"), action.get("update")) {
        (Some(flag), _) if flag.value == Value::Bool(true) => Change::Remove,
        (Some(flag), _) if flag.value != Value::Bool(false) => {
            diagnostics.push(wrong(flag, "`remove` must be true or false", help));
            return None;
        }
        (_, Some(update)) => Change::Update(update),
        _ => {
            diagnostics.push(wrong(action, "this action changes nothing", help));
            return None;
        }
    };
    let file = action.get(FILE);
    if let Some(file) = file.filter(|file| file.as_str().is_none()) {
        let message = format!("`{FILE}` must be a text");
        let help = "name the file as a reference in the document does";
        diagnostics.push(wrong(file, message, help));
        return None;
    }
    Some(Action {
        node: action,
        file,
        target,
        path,
        change,
    })
}

fn only(node: &Node, known: &[&str], diagnostics: &mut Diagnostics) {
    for (key, member) in node.as_object().into_iter().flatten() {
        if !known.contains(&key.as_str()) && !key.starts_with("x-") {
            let message = format!("an overlay knows no `{key}` here");
            let help = format!(
                "it knows {}, and keys that begin with `x-`",
                known.join(", ")
            );
            let wrong = wrong(&member.node, message, &help);
            diagnostics.push(wrong.at(member.key_span, ""));
        }
    }
}
