//! A diff as people read it in a terminal.

use super::{Change, Diff, Difference, Level, word};
use std::fmt::Write;

/// No more items of one change are shown than these.
const MOST: usize = 6;

/// The whole diff; the last line is the verdict.
pub fn text(diff: &Diff) -> String {
    let mut out = String::new();
    for level in Level::ALL {
        let changes: Vec<&Change> = diff.of_level(level).collect();
        if changes.is_empty() {
            continue;
        }
        let count = changes.len();
        // Writing to a string does not fail.
        let _ = writeln!(out, "{level}: {count}, {}\n", level.meaning());
        for change in changes {
            self::change(&mut out, change);
        }
    }
    let _ = writeln!(out, "verdict: {}", word(diff.verdict()));
    out
}

fn change(out: &mut String, change: &Change) {
    let path = match change.path.as_str() {
        "" => "the crate",
        path => path,
    };
    let _ = writeln!(
        out,
        "  {path} ({} `{}`)",
        change.kind,
        one_line(&change.name)
    );
    for rule in &change.rules {
        let _ = writeln!(out, "    {}: {}", rule.slug(), rule.reason());
    }
    for difference in change.rust.iter().take(MOST) {
        self::difference(out, difference, &change.path);
    }
    more(out, change.rust.len());
    for told in change.document.iter().take(MOST) {
        let _ = writeln!(out, "      {}", one_line(&told.line()));
    }
    more(out, change.document.len());
    let places = [("old", &change.old), ("new", &change.new)];
    for (which, place) in places {
        if let Some(place) = place {
            let at = place
                .at
                .as_deref()
                .map(|at| format!("{at} "))
                .unwrap_or_default();
            let _ = writeln!(out, "    {which}: {at}{}", place.pointer);
        }
    }
    out.push('\n');
}

fn more(out: &mut String, count: usize) {
    if count > MOST {
        let _ = writeln!(out, "      … and {} more", count - MOST);
    }
}

fn difference(out: &mut String, difference: &Difference, path: &str) {
    let Difference { item, old, new } = difference;
    let item = match item == path || old.as_ref() == Some(item) {
        true => String::new(),
        false => format!("{item}: "),
    };
    if let Some(old) = old {
        let _ = writeln!(out, "      - {item}{old}");
    }
    if let Some(new) = new {
        let _ = writeln!(out, "      + {item}{new}");
    }
}

/// Texts of a document have no say in the layout.
pub(super) fn one_line(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text
}
