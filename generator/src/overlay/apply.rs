//! One action on the tree. What it brings in keeps its place in the overlay's file.

use super::action::{Action, Change};
use super::wrong;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Value};
use crate::limits::{Limit, Limits};
use crate::model;
use serde_json_path::PathElement;

/// A normalised path, owned.
type Path = Vec<Step>;

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Step {
    Index(usize),
    Key(String),
}

/// Applies an action to every place that its target names. `false` if the document has become larger than
/// is allowed: a few actions on every place make it a multiple of what it was each time.
pub(super) fn apply(
    document: &mut Node,
    action: &Action<'_>,
    limits: &Limits,
    diagnostics: &mut Diagnostics,
) -> bool {
    let mut places = places(document, action);
    if places.is_empty() {
        let message = "this target names nothing in the document";
        let stale = Diagnostic::error(Code::OverlayTarget, message).at(action.target.span, "");
        let help = "mend it, or remove the action if the document says it by itself now";
        diagnostics.push(stale.help(help));
        return true;
    }
    // From the back, so that removing an element moves none that is still to come.
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.dedup();
    if let Change::Update(update) = action.change {
        let (before, depth) = document.measure();
        let (each, deep) = update.measure();
        let longest = places.iter().map(Vec::len).max().unwrap_or_default();
        let nodes = before.saturating_add(each.saturating_mul(places.len()));
        let limit = if nodes > limits.of(Limit::Nodes) {
            Some(Limit::Nodes)
        } else {
            let depth = depth.max(longest + deep);
            (depth > limits.of(Limit::Depth)).then_some(Limit::Depth)
        };
        if let Some(limit) = limit {
            diagnostics.push(limits.beyond(limit).at(action.target.span, ""));
            return false;
        }
    }
    for place in places {
        match action.change {
            Change::Remove => remove(document, &place, action, diagnostics),
            Change::Update(update) => {
                if let Some(node) = reach(document, &place) {
                    merge(node, update, diagnostics);
                }
            }
        }
    }
    true
}

fn places(document: &Node, action: &Action<'_>) -> Vec<Path> {
    let value = model::json(document);
    let found = action.path.query_located(&value);
    let owned = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Key((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    found
        .locations()
        .map(|location| location.iter().map(owned).collect())
        .collect()
}

fn reach<'n>(node: &'n mut Node, path: &[Step]) -> Option<&'n mut Node> {
    path.iter()
        .try_fold(node, |node, step| match (&mut node.value, step) {
            (Value::Object(members), Step::Key(key)) => {
                members.get_mut(key).map(|member| &mut member.node)
            }
            (Value::Array(elements), Step::Index(index)) => elements.get_mut(*index),
            _ => None,
        })
}

fn remove(document: &mut Node, path: &[Step], action: &Action<'_>, diagnostics: &mut Diagnostics) {
    let Some((last, parent)) = path.split_last() else {
        let message = "the whole document cannot be removed";
        return diagnostics.push(wrong(action.target, message, "name a part of it"));
    };
    match (reach(document, parent).map(|node| &mut node.value), last) {
        (Some(Value::Object(members)), Step::Key(key)) => {
            members.shift_remove(key);
        }
        (Some(Value::Array(elements)), Step::Index(index)) if *index < elements.len() => {
            elements.remove(*index);
        }
        _ => {}
    }
}

/// Objects merge member by member, lists grow, everything else is replaced.
fn merge(target: &mut Node, update: &Node, diagnostics: &mut Diagnostics) {
    match (&mut target.value, &update.value) {
        (Value::Object(members), Value::Object(changes)) => {
            for (key, change) in changes {
                match members.get_mut(key) {
                    Some(member) => merge(&mut member.node, &change.node, diagnostics),
                    None => {
                        members.insert(key.clone(), change.clone());
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(more)) => elements.extend(more.iter().cloned()),
        (Value::Array(elements), _) => elements.push(update.clone()),
        (Value::Object(_), _) => {
            let message = format!("{} cannot be merged into an object", update.kind());
            let help = "remove the object by an action of its own first";
            diagnostics.push(wrong(update, message, help));
        }
        _ => *target = update.clone(),
    }
}
