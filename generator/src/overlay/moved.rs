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
    let mut edits = edits(&parse(overlay)?, moves)?;
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut text = overlay.to_owned();
    for edit in &edits {
        let range = edit.span.start as usize..edit.span.end as usize;
        let written = overlay.get(range.clone())?;
        // Escapes and line breaks inside of a text hide what it says.
        if written.matches(edit.old.as_str()).count() != 1 {
            return None;
        }
        text.replace_range(range, &written.replace(&edit.old, &edit.new));
    }
    // What is written is read again as it is meant.
    let again = parse(&text)?;
    let settled = self::edits(&again, moves)?.is_empty();
    (!edits.is_empty() && settled).then_some(text)
}

/// A text that is to be another one.
struct Edit {
    span: Span,
    old: String,
    new: String,
}

fn edits(overlay: &Node, moves: &[Move]) -> Option<Vec<Edit>> {
    let mut all = Vec::new();
    for action in overlay.get("actions")?.as_array()? {
        let paths = ["target", "copy"].into_iter();
        for node in paths.filter_map(|key| action.get(key)) {
            edit(
                node,
                |text| moves.iter().find_map(|one| path(text, one)),
                &mut all,
            );
        }
        if let Some(update) = action.get("update") {
            references(update, moves, &mut all);
        }
    }
    Some(all)
}

fn edit(node: &Node, with: impl Fn(&str) -> Option<String>, all: &mut Vec<Edit>) {
    if let Some((old, new)) = node.as_str().and_then(|old| Some((old, with(old)?))) {
        all.push(Edit {
            span: node.span,
            old: old.to_owned(),
            new,
        });
    }
}

/// The references in what an action brings in.
fn references(node: &Node, moves: &[Move], all: &mut Vec<Edit>) {
    match &node.value {
        Value::Object(members) => {
            for (key, member) in members {
                match key.as_str() {
                    "$ref" => {
                        let with = |text: &str| moves.iter().find_map(|one| reference(text, one));
                        edit(&member.node, with, all);
                    }
                    _ => references(&member.node, moves, all),
                }
            }
        }
        Value::Array(elements) => elements.iter().for_each(|one| references(one, moves, all)),
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
    fn references_go_along() {
        let overlay = "{\"overlay\": \"1.0.0\", \"actions\": [{\"target\": \"$.x\", \"update\": \
                       {\"a\": [{\"$ref\": \"#/components/schemas/Pet/properties/b\"}], \"$ref\": \"#/components/schemas/Pets\"}}]}";
        let expected = overlay.replace("Pet/", "com.shop.Animal/");
        assert_eq!(moved(overlay, &moves()), Some(expected));
        assert_eq!(moved("actions: 1", &moves()), None);
    }
}
