//! An overlay whose document calls things otherwise now: what its actions name is written anew, all else stays.

use super::append::parse;
use crate::document::{Node, Value};
use crate::source::{Pointer, Span};
use std::ops::Range;

/// Where something was, and where it is now.
pub type Move = (Pointer, Pointer);

/// The text with the new places in the targets of actions and in the references that they bring in; `None` if none of
/// them is concerned, or if one is written in a way that cannot be changed for sure.
///
/// ```
/// use clientwright::overlay::moved;
/// use clientwright::source::Pointer;
///
/// let overlay = "actions:\n- target: $.components.schemas.Pet.properties.name  # odd\n  remove: true\n";
/// let place = |text: &str| Pointer::parse(text).ok_or("no pointer");
/// let moves = [(place("/components/schemas/Pet")?, place("/components/schemas/Animal")?)];
/// let text = moved(overlay, &moves).ok_or("nothing names it")?;
/// assert!(text.contains("- target: $.components.schemas.Animal.properties.name  # odd\n"));
/// # Ok::<(), &str>(())
/// ```
pub fn moved(overlay: &str, moves: &[Move]) -> Option<String> {
    let parsed = parse(overlay)?;
    let named = names(&parsed)?;
    let new = |one: &Name<'_>| moves.iter().find_map(|other| (one.with)(one.text, other));
    let meant: Vec<Option<String>> = named.iter().map(new).collect();
    let edits = named.iter().zip(&meant);
    let edits = edits.filter_map(|(one, new)| Some((one, new.as_deref()?)));
    let mut edits: Vec<(&Name<'_>, &str)> = edits.collect();
    edits.sort_by_key(|(one, _)| std::cmp::Reverse(one.span.start));
    let mut text = overlay.to_owned();
    for (one, new) in &edits {
        let range = one.span.start as usize..one.span.end as usize;
        let written = overlay.get(range.clone())?;
        // Escapes and line breaks inside of a text hide what it says.
        if written.matches(one.text).count() != 1 {
            return None;
        }
        text.replace_range(range, &written.replace(one.text, new));
    }
    // What is written is read again as it is meant.
    let again = parse(&text)?;
    let read = names(&again)?;
    let expected = named.iter().zip(&meant);
    let expected = expected.map(|(one, new)| new.as_deref().unwrap_or(one.text));
    let settled = read.iter().map(|one| one.text).eq(expected);
    (!edits.is_empty() && settled).then_some(text)
}

/// A text of an overlay that names a place in the document.
struct Name<'a> {
    span: Span,
    text: &'a str,
    /// What it is after something moved; `None` if that does not concern it.
    with: fn(&str, &Move) -> Option<String>,
}

impl<'a> Name<'a> {
    fn of(node: &'a Node, with: fn(&str, &Move) -> Option<String>) -> Option<Self> {
        let text = node.as_str()?;
        let span = node.span;
        Some(Self { span, text, with })
    }
}

/// What names a place, in the order in which it is written.
fn names(overlay: &Node) -> Option<Vec<Name<'_>>> {
    let mut all = Vec::new();
    for action in overlay.get("actions")?.as_array()? {
        let paths = ["target", "copy"].into_iter();
        let paths = paths.filter_map(|key| Name::of(action.get(key)?, path));
        all.extend(paths);
        if let Some(update) = action.get("update") {
            references(update, &mut all);
        }
    }
    Some(all)
}

/// The references in what an action brings in.
fn references<'a>(node: &'a Node, all: &mut Vec<Name<'a>>) {
    match &node.value {
        Value::Object(members) => {
            for (key, member) in members {
                match key.as_str() {
                    "$ref" => all.extend(Name::of(&member.node, reference)),
                    _ => references(&member.node, all),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|one| references(one, all)),
        _ => {}
    }
}

/// A reference to something that moved, or to what is in it.
fn reference(text: &str, (from, to): &Move) -> Option<String> {
    let rest = text.strip_prefix(&from.to_string())?;
    let inside = rest.is_empty() || rest.starts_with('/');
    inside.then(|| format!("{to}{rest}"))
}

/// A JSONPath expression that leads through something that moved, step by step.
fn path(text: &str, (from, to): &Move) -> Option<String> {
    let names = |place: &Pointer| place.segments().collect::<Vec<_>>();
    let (old, new) = (names(from), names(to));
    let steps = steps(text);
    let through = steps.get(..old.len())?;
    let same = through.iter().map(|(_, name)| name);
    if old.is_empty() || !same.eq(&old) {
        return None;
    }
    let mut out = "$".to_owned();
    for (at, name) in new.iter().enumerate() {
        let known = through.get(at);
        let written = known.and_then(|(range, _)| text.get(range.clone()));
        match known.filter(|(_, known)| known == name) {
            Some(_) => out.push_str(written?),
            None => out.push_str(&step(name, written.unwrap_or_default())),
        }
    }
    let end = through.last().map(|(range, _)| range.end)?;
    out.push_str(text.get(end..)?);
    Some(out)
}

/// A step in the style of the one that it replaces, as far as the name allows.
fn step(name: &str, before: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || letter == '_';
    let is_plain = !name.is_empty()
        && name.chars().all(plain)
        && !name.starts_with(|first: char| first.is_ascii_digit());
    if before.starts_with('.') && is_plain {
        return format!(".{name}");
    }
    let quote = if before.starts_with("[\"") { '"' } else { '\'' };
    let name = name
        .replace('\\', "\\\\")
        .replace(quote, &format!("\\{quote}"));
    format!("[{quote}{name}{quote}]")
}

/// The steps at the start of an expression that name one member each: where they stand, and the names.
fn steps(path: &str) -> Vec<(Range<usize>, String)> {
    let mut all = Vec::new();
    let mut at = 1;
    while let Some((length, name)) = path.get(at..).and_then(first) {
        all.push((at..at + length, name));
        at += length;
    }
    all
}

/// The first step, if it names one member: its length and the name.
fn first(rest: &str) -> Option<(usize, String)> {
    let plain = |letter: char| letter.is_alphanumeric() || letter == '_';
    if let Some(name) = rest.strip_prefix('.') {
        let end = name.find(|letter| !plain(letter)).unwrap_or(name.len());
        let name = name.get(..end).filter(|name| !name.is_empty())?;
        return Some((end + 1, name.to_owned()));
    }
    let inside = rest.strip_prefix('[')?;
    let quote = inside
        .chars()
        .next()
        .filter(|quote| "'\"".contains(*quote))?;
    let mut name = String::new();
    let mut letters = inside.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some((_, escaped)) if "'\"\\/".contains(escaped) => name.push(escaped),
                _ => return None,
            },
            _ if letter == quote => {
                let closed = inside.get(at + 1..)?.starts_with(']');
                return closed.then_some((at + 3, name));
            }
            _ => name.push(letter),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{Move, moved};
    use crate::source::Pointer;

    fn moves() -> [Move; 2] {
        let place = |text: &str| Pointer::parse(text).unwrap();
        [
            (
                "/components/schemas/Pet",
                "/components/schemas/com.shop.Animal",
            ),
            ("/paths/~1pets/get", "/paths/~1v2~1pets/get"),
        ]
        .map(|(from, to)| (place(from), place(to)))
    }

    fn action(line: &str) -> Option<String> {
        let overlay =
            |line: &str| format!("overlay: 1.1.0\nactions:\n- {line}\n  remove: true # kept\n");
        let text = moved(&overlay(line), &moves())?;
        let line = text.lines().nth(2)?.strip_prefix("- ")?.to_owned();
        assert_eq!(text, overlay(&line), "only the line changes");
        Some(line)
    }

    #[test]
    fn steps_are_written_as_before() {
        for (before, after) in [
            (
                "target: $.components.schemas.Pet.properties['a b']",
                "target: $.components.schemas['com.shop.Animal'].properties['a b']",
            ),
            (
                "target: \"$['components']['schemas']['Pet']\"",
                "target: \"$['components']['schemas']['com.shop.Animal']\"",
            ),
            (
                "target: $.paths['/pets'].get.parameters[?@.name == 'x']",
                "target: $.paths['/v2/pets'].get.parameters[?@.name == 'x']",
            ),
            (
                "target: '$.paths[\"/pets\"].get'",
                "target: '$.paths[\"/v2/pets\"].get'",
            ),
            ("target: $.components.schemas.Pets", ""),
            ("target: $.components.schemas[*].Pet", ""),
            ("target: $..Pet", ""),
            // What it says is not what is written there.
            ("target: \"$.components.schemas.\\u0050et\"", ""),
            ("target: '$.paths[''/pets''].get'", ""),
        ] {
            assert_eq!(action(before).unwrap_or_default(), after, "{before}");
        }
    }

    #[test]
    fn what_a_new_name_would_mean_otherwise_is_left_alone() {
        let place = |text: &str| Pointer::parse(text).unwrap();
        let moves = |to: &str| [(place("/paths/~1a"), place("/paths").child(to))];
        // In YAML, a comment begins after a blank.
        let plain = "actions:\n- target: $.paths['/a'].get\n";
        assert_eq!(moved(plain, &moves("/a #b")), None);
        assert!(moved(plain, &moves("/a#b")).is_some());
        // In JSON, two backslashes are one.
        let json = r#"{"actions": [{"target": "$.paths['/a'].get"}]}"#;
        assert_eq!(moved(json, &moves("/a\\b")), None);
    }

    #[test]
    fn references_go_along() {
        let overlay = "{\"overlay\": \"1.0.0\", \"actions\": [{\"target\": \"$.x\", \"update\": \
                       {\"a\": [{\"$ref\": \"#/components/schemas/Pet/properties/b\"}], \"$ref\": \"#/components/schemas/Pets\"}}]}";
        let expected = overlay.replace("Pet/", "com.shop.Animal/");
        assert_eq!(moved(overlay, &moves()), Some(expected));
        assert_eq!(moved("actions: 1", &moves()), None);
    }
}
