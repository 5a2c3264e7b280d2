//! What mends the findings, as overlay actions to paste.

use crate::diagnostic::{Change, Correction, Diagnostics};
use crate::document::{Node, Value};
use crate::model;
use crate::source::{Pointer, Span};
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

/// A value longer than this, in bytes of JSON, is not written out again to rename its key.
const LONGEST: usize = 200;

/// Whether any finding says what would mend it.
pub(crate) fn is_wanted(diagnostics: &mut Diagnostics) -> bool {
    diagnostics.iter_mut().any(|one| one.correction.is_some())
}

/// Adds to the help of each finding the actions that mend it, if they can: a correction is about the tree
/// of the document itself, overlays applied.
pub(crate) fn suggest(document: &Node, diagnostics: &mut Diagnostics) {
    let wanted = diagnostics
        .iter_mut()
        .filter_map(|one| one.correction.as_deref());
    let mut search = Search {
        wanted: wanted.map(|one| one.at).collect(),
        way: Vec::new(),
        found: HashMap::new(),
    };
    search.walk(document);
    for diagnostic in diagnostics.iter_mut() {
        let Some(Correction {
            at,
            change,
            actions,
        }) = diagnostic.correction.as_deref_mut()
        else {
            continue;
        };
        *actions = search.found.get(at).and_then(|place| place.actions(change));
        if let (Some(actions), Some(help)) = (actions, &mut diagnostic.help) {
            *help = format!("{help}; in an overlay:\n{actions}").into();
        }
    }
}

/// One step of the way to a value.
#[derive(Clone, Copy)]
enum Step<'d> {
    Key(&'d str),
    /// The index, and the list.
    Index(usize, &'d [Node]),
}

/// A value that is looked for.
struct Place<'d> {
    node: &'d Node,
    /// The JSONPath of what it stands in.
    above: String,
    /// The last step to it.
    last: Option<Step<'d>>,
}

struct Search<'d> {
    wanted: HashSet<Span>,
    way: Vec<Step<'d>>,
    found: HashMap<Span, Place<'d>>,
}

impl<'d> Search<'d> {
    /// The depth of documents is bounded.
    fn walk(&mut self, node: &'d Node) {
        self.look(node.span, node);
        match &node.value {
            Value::Object(members) => {
                for (key, member) in members {
                    self.way.push(Step::Key(key));
                    self.look(member.key_span, &member.node);
                    self.walk(&member.node);
                    self.way.pop();
                }
            }
            Value::Array(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.way.push(Step::Index(index, elements));
                    self.walk(element);
                    self.way.pop();
                }
            }
            _ => {}
        }
    }

    fn look(&mut self, span: Span, node: &'d Node) {
        if !self.wanted.contains(&span) || self.found.contains_key(&span) {
            return;
        }
        let mut above = "$".to_owned();
        let (last, way) = match self.way.split_last() {
            Some((last, way)) => (Some(*last), way),
            None => (None, self.way.as_slice()),
        };
        for step in way {
            step.write(&mut above);
        }
        self.found.insert(span, Place { node, above, last });
    }
}

impl Place<'_> {
    /// The actions that make the change; `None` if none can.
    fn actions(&self, change: &Change) -> Option<String> {
        let mut own = self.above.clone();
        if let Some(last) = self.last {
            last.write(&mut own);
        }
        let remove = |target: &str| format!("- target: {}\n  remove: true", plain(target));
        let update =
            |target: &str, value: &str| format!("- target: {}\n  update: {value}", plain(target));
        match (change, self.last) {
            (Change::Remove, Some(_)) => Some(remove(&own)),
            (Change::Replace(value), Some(Step::Key(name))) => {
                Some(update(&self.above, &format!("{{{}: {value}}}", key(name))))
            }
            (Change::Rename(name), Some(Step::Key(_))) => {
                let value = model::json(self.node).to_string();
                let update = update(&self.above, &format!("{{{}: {value}}}", key(name)));
                (value.len() <= LONGEST).then(|| format!("{}\n{update}", remove(&own)))
            }
            (Change::Add(members), _) => self.node.as_object().map(|_| update(&own, members)),
            _ => None,
        }
    }
}

impl Step<'_> {
    /// Goes on with a JSONPath.
    fn write(&self, path: &mut String) {
        // Writing into a text cannot fail.
        let _ = match *self {
            Step::Key(key) if is_word(key) => write!(path, ".{key}"),
            Step::Key(key) => write!(path, "[{}]", quoted(key)),
            Step::Index(index, list) => match parameter(list, index) {
                Some((name, place)) => write!(
                    path,
                    "[?@.name == {} && @.in == {}]",
                    quoted(name),
                    quoted(place)
                ),
                None => write!(path, "[{index}]"),
            },
        };
    }
}

/// The name and the place of a parameter that is the only one with them in its list: an index would be
/// wrong once another element is taken out.
fn parameter(list: &[Node], index: usize) -> Option<(&str, &str)> {
    fn named(node: &Node) -> Option<(&str, &str)> {
        Some((node.get("name")?.as_str()?, node.get("in")?.as_str()?))
    }
    let own = named(list.get(index)?)?;
    let twins = list.iter().filter(|one| named(one) == Some(own)).count();
    (twins == 1).then_some(own)
}

fn is_word(text: &str) -> bool {
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(word)
}

/// The JSONPath of a place.
pub(crate) fn json_path(at: &Pointer) -> String {
    let mut path = "$".to_owned();
    for segment in at.segments() {
        match segment.parse() {
            Ok(index) if !segment.starts_with('+') => Step::Index(index, &[]).write(&mut path),
            _ => Step::Key(&segment).write(&mut path),
        }
    }
    path
}

/// A text in JSONPath.
pub(crate) fn quoted(text: &str) -> String {
    let json = model::quoted(text)
        .replace("\\\"", "\"")
        .replace('\'', "\\'");
    let inner = json.get(1..json.len() - 1).unwrap_or_default();
    format!("'{inner}'")
}

/// A key in YAML.
fn key(text: &str) -> String {
    match is_word(text) {
        true => text.to_owned(),
        false => model::quoted(text),
    }
}

/// A JSONPath in YAML, quoted where it must be.
fn plain(path: &str) -> String {
    match path.contains([':', '#', '"', '\\']) {
        true => model::quoted(path),
        false => path.to_owned(),
    }
}
