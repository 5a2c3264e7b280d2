//! Overlays as text: a new one, and actions added to one that somebody wrote, which stays as it is.

use crate::diagnostic::{Diagnostics, is_visible};
use crate::document::{self, Node, Value};
use crate::limits::Limits;
use crate::model;
use crate::source::SourceMap;
use serde_json::Value as Json;
use std::fmt::Write as _;

/// Actions that mend something, and what they mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What was found: what the actions say in their `description`.
    pub reason: String,
    /// The actions as a list in YAML, a value on one line.
    pub actions: String,
}

impl Suggestion {
    /// The actions as they stand in a list that is indented by `indent`.
    pub fn block(&self, indent: &str) -> String {
        let reason = model::quoted(&visible(&self.reason));
        let mut text = String::new();
        for line in self.actions.lines() {
            // Writing into a text cannot fail.
            let _ = writeln!(text, "{indent}{line}");
            if line.starts_with("- ") {
                let _ = writeln!(text, "{indent}  description: {reason}");
            }
        }
        text
    }

    /// The actions in comments, after what they are for.
    pub fn comment(&self, indent: &str) -> String {
        let mut text = format!("{indent}# {}\n", visible(&self.reason));
        for line in self.actions.lines() {
            let _ = writeln!(text, "{indent}# {line}");
        }
        text
    }

    /// The actions as values: `target`, and what is done with it. `None` if they are no YAML.
    pub fn values(&self) -> Option<Vec<Json>> {
        Some(values(&parse(&self.actions)?)?.iter().map(bare).collect())
    }
}

/// What stands before the actions of a new overlay.
pub fn skeleton(document: &str, title: &str) -> String {
    format!(
        "# Corrections of {}, kept apart from it: https://spec.openapis.org/overlay/v1.1.0.html\n\
         overlay: 1.1.0\n\
         info:\n  title: {}\n  version: 1.0.0\n\
         actions:\n",
        visible(document),
        model::quoted(&format!("Corrections of {}", visible(title))),
    )
}

/// The actions of an overlay as values, without what describes them. `None` if it is none.
pub fn actions(overlay: &str) -> Option<Vec<Json>> {
    let tree = parse(overlay)?;
    Some(values(tree.get("actions")?)?.iter().map(bare).collect())
}

/// The overlay with more actions at its end, nothing else changed: its comments and its style stay.
///
/// # Errors
/// If it is no overlay with actions, or one in which no place for more can be made out.
pub fn append(overlay: &str, added: &[Suggestion]) -> Result<String, String> {
    let tree = parse(overlay).ok_or("it is neither YAML nor JSON")?;
    let list = tree.get("actions").ok_or("it has no `actions`")?;
    let elements = list.as_array().ok_or("its `actions` are no list")?;
    let last = elements.last().ok_or("its `actions` are empty")?;
    let flow = overlay.get(list.span.start as usize..).unwrap_or_default();
    let (at, text) = match flow.starts_with('[') {
        true => (last.span.end as usize, in_flow(added)?),
        false => in_block(overlay, last, added)?,
    };
    let (before, after) = overlay.split_at_checked(at).ok_or("it is cut off")?;
    let text = match overlay.contains("\r\n") {
        true => text.replace('\n', "\r\n"),
        false => text,
    };
    let grown = format!("{before}{text}{after}");
    // What was there is there as before, and what was added is there: whatever the style of the file.
    let mut expected = values(list).unwrap_or_default();
    for one in added {
        let block = parse(&one.block("")).and_then(|node| values(&node));
        expected.extend(block.ok_or("an action is no YAML")?);
    }
    let found = parse(&grown).and_then(|tree| Some((values(tree.get("actions")?)?, others(&tree))));
    match found == Some((expected, others(&tree))) {
        true => Ok(grown),
        false => Err("its style leaves no place for more actions".to_owned()),
    }
}

/// Where the text after the last element of a list in block style begins, and what goes there.
fn in_block(overlay: &str, last: &Node, added: &[Suggestion]) -> Result<(usize, String), String> {
    let start = last.span.start as usize;
    let line = overlay.get(..start).unwrap_or_default();
    let line = line.rsplit('\n').next().unwrap_or_default();
    // The first key of an action may stand below its dash.
    let dash = match line.trim() {
        "" => overlay.get(..start).unwrap_or_default().trim_end(),
        _ => line.trim_end(),
    };
    let dash = dash.rsplit('\n').next().unwrap_or_default();
    let indent = dash
        .strip_suffix('-')
        .filter(|indent| indent.trim().is_empty())
        .ok_or("its last action does not begin with a dash")?;
    let end = end(last) as usize;
    let rest = overlay.get(end..).unwrap_or_default();
    let ended = overlay.get(..end).is_some_and(|text| text.ends_with('\n'));
    let (at, broken) = match (ended, rest.find('\n')) {
        (true, _) => (end, ""),
        (false, Some(next)) => (end + next + 1, ""),
        (false, None) => (overlay.len(), "\n"),
    };
    let blocks: String = added.iter().map(|one| one.block(indent)).collect();
    Ok((at, format!("{broken}{blocks}")))
}

/// What goes behind the last element of a list between brackets.
fn in_flow(added: &[Suggestion]) -> Result<String, String> {
    let mut text = String::new();
    for one in added {
        let node = parse(&one.block("")).ok_or("an action is no YAML")?;
        for action in node.as_array().unwrap_or_default() {
            let _ = write!(text, ",\n  {}", model::json(action));
        }
    }
    Ok(text)
}

/// The end of the last thing in a value: that of a block is where the next one begins.
fn end(node: &Node) -> u32 {
    let within = match &node.value {
        Value::Object(members) => members.values().map(|member| end(&member.node)).max(),
        Value::Array(elements) => elements.iter().map(end).max(),
        _ => None,
    };
    within.unwrap_or(node.span.end)
}

pub(super) fn parse(text: &str) -> Option<Node> {
    let mut sources = SourceMap::new();
    let file = sources.add("overlay", text);
    document::read(
        &sources,
        file,
        &Limits::default(),
        &mut Diagnostics::default(),
    )
}

/// The elements of a list.
fn values(list: &Node) -> Option<Vec<Json>> {
    Some(list.as_array()?.iter().map(model::json).collect())
}

/// An overlay without its actions.
fn others(overlay: &Node) -> Json {
    let mut json = model::json(overlay);
    if let Json::Object(members) = &mut json {
        members.shift_remove("actions");
    }
    json
}

/// An action without its description.
fn bare(action: &Json) -> Json {
    let mut action = action.clone();
    if let Json::Object(members) = &mut action {
        members.shift_remove("description");
    }
    action
}

/// A text of a document on one line, as it may stand in a comment.
fn visible(text: &str) -> String {
    let plain = |c: char| if c.is_whitespace() { ' ' } else { c };
    let seen = text.chars().filter(|&c| is_visible(c));
    seen.map(plain).collect()
}
