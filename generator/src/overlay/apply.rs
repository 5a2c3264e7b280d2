//! One action on the tree. What it brings in keeps its place in the overlay's file.

use super::action::{Action, Change};
use super::{Edition, wrong};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Value};
use crate::limits::{Limit, Limits};
use crate::model;
use serde_json_path::{JsonPath, PathElement};
use std::borrow::Cow;

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
    let value = model::json(document);
    let mut places = places(&value, &action.path);
    let change = match change(document, &value, &places, action) {
        Ok(change) => change,
        Err(refused) => {
            diagnostics.push(refused);
            return true;
        }
    };
    if let Some(limit) = change
        .as_deref()
        .and_then(|change| exceeded(document, &places, change, limits))
    {
        diagnostics.push(limits.beyond(limit).at(action.target.span, ""));
        return false;
    }
    // From the back, so that removing an element moves none that is still to come.
    places.sort_unstable_by(|one, other| other.cmp(one));
    places.dedup();
    for place in places {
        let Some(change) = &change else {
            remove(document, &place, action, diagnostics);
            continue;
        };
        if let Some(node) = reach(document, &place) {
            update(node, change, action.edition, diagnostics);
        }
    }
    true
}

/// What is merged into each place; `None` if the places are removed.
fn change<'a>(
    document: &mut Node,
    value: &serde_json::Value,
    places: &[Path],
    action: &Action<'a>,
) -> Result<Option<Cow<'a, Node>>, Diagnostic> {
    if places.is_empty() {
        let message = "this target names nothing in the document";
        let stale = Diagnostic::error(Code::OverlayTarget, message).at(action.target.span, "");
        let help = "mend it, or remove the action if the document says it by itself now";
        return Err(stale.help(help));
    }
    let change = match &action.change {
        Change::Remove => return Ok(None),
        Change::Update(update) => Cow::Borrowed(*update),
        Change::Copy(node, path) => Cow::Owned(copied(document, self::places(value, path), node)?),
    };
    if action.edition == Edition::V1_1 && !alike(document, places) {
        let message = "this target names values of different kinds";
        let help = "name only objects, only lists or only other values";
        return Err(wrong(action.target, message, help));
    }
    Ok(Some(change))
}

/// The limit that the document would be beyond with the change at every place.
fn exceeded(document: &Node, places: &[Path], change: &Node, limits: &Limits) -> Option<Limit> {
    let (before, depth) = document.measure();
    let (each, deep) = change.measure();
    let longest = places.iter().map(Vec::len).max().unwrap_or_default();
    let nodes = before.saturating_add(each.saturating_mul(places.len()));
    if nodes > limits.of(Limit::Nodes) {
        return Some(Limit::Nodes);
    }
    (depth.max(longest + deep) > limits.of(Limit::Depth)).then_some(Limit::Depth)
}

fn places(value: &serde_json::Value, path: &JsonPath) -> Vec<Path> {
    let owned = |element: &PathElement<'_>| match element {
        PathElement::Name(name) => Step::Key((*name).to_owned()),
        PathElement::Index(index) => Step::Index(*index),
    };
    let found = path.query_located(value);
    found
        .locations()
        .map(|location| location.iter().map(owned).collect())
        .collect()
}

/// The one value that a `copy` names.
fn copied(document: &mut Node, places: Vec<Path>, named: &Node) -> Result<Node, Diagnostic> {
    match places.as_slice() {
        [place] => reach(document, place).cloned().ok_or_else(|| {
            wrong(
                named,
                "what is to be copied is gone",
                "name a value of the document",
            )
        }),
        [] => {
            let message = "there is nothing to copy in the document";
            let none = Diagnostic::error(Code::OverlayTarget, message).at(named.span, "");
            Err(none.help("mend the expression, or remove the action"))
        }
        many => {
            let message = format!(
                "{} values are to be copied, and only one can be",
                many.len()
            );
            Err(wrong(named, message, "name one of them"))
        }
    }
}

/// Whether all places hold objects, all hold lists, or all hold other values.
fn alike(document: &mut Node, places: &[Path]) -> bool {
    let kinds = places.iter().filter_map(|place| {
        reach(document, place).map(|node| match node.value {
            Value::Object(_) => 0,
            Value::Array(_) => 1,
            _ => 2,
        })
    });
    let mut kinds: Vec<i32> = kinds.collect();
    kinds.dedup();
    kinds.len() <= 1
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

/// A list as a target grows by what is no list; everything else is merged.
fn update(target: &mut Node, update: &Node, edition: Edition, diagnostics: &mut Diagnostics) {
    match (&mut target.value, &update.value) {
        (Value::Array(_), Value::Array(_)) => merge(target, update, edition, diagnostics),
        (Value::Array(elements), _) => elements.push(update.clone()),
        _ => merge(target, update, edition, diagnostics),
    }
}

/// Objects merge member by member, lists grow, everything else is replaced by its like. What 1.0 leaves open
/// is done as its users mean it: a list grows by a value, a value becomes a list or an object.
fn merge(target: &mut Node, update: &Node, edition: Edition, diagnostics: &mut Diagnostics) {
    let strict = edition == Edition::V1_1;
    let kinds = (target.kind(), update.kind());
    let (into, help) = match (&mut target.value, &update.value) {
        (Value::Object(members), Value::Object(changes)) => {
            for (key, change) in changes {
                match members.get_mut(key) {
                    Some(member) => merge(&mut member.node, &change.node, edition, diagnostics),
                    None => {
                        members.insert(key.clone(), change.clone());
                    }
                }
            }
            return;
        }
        (Value::Array(elements), Value::Array(more)) => {
            return elements.extend(more.iter().cloned());
        }
        (Value::Array(elements), _) if !strict => return elements.push(update.clone()),
        (Value::Object(_), _) => (
            "an object",
            "remove the object by an action of its own first",
        ),
        (Value::Array(_), _) => ("an array", "write a list of what is to be added"),
        (_, Value::Object(_) | Value::Array(_)) if strict => (
            kinds.0,
            "remove the old value by an action of its own first",
        ),
        _ => {
            *target = update.clone();
            return;
        }
    };
    let message = format!("{} cannot be merged into {into}", kinds.1);
    diagnostics.push(wrong(update, message, help));
}
