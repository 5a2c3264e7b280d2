//! A diff as people read it in a terminal.

use super::change::some;
use super::{Change, Diff, Difference, Level, word};
use crate::diagnostic::{code_span, one_line};
use std::fmt::Write;

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
    // Texts of a document have no say in the layout.
    let _ = writeln!(
        out,
        "  {path} ({} {})",
        change.kind,
        code_span(&change.name)
    );
    for rule in &change.rules {
        let _ = writeln!(out, "    {}: {}", rule.slug(), rule.reason());
    }
    let (shown, left) = some(&change.rust);
    for difference in shown {
        self::difference(out, difference, &change.path);
    }
    more(out, left);
    let (shown, left) = some(&change.document);
    for told in shown {
        let _ = writeln!(out, "      {}", one_line(&told.line()));
    }
    more(out, left);
    for (which, place) in change.places() {
        let _ = writeln!(out, "    {which}: {}", one_line(&place));
    }
    out.push('\n');
}

fn more(out: &mut String, left: usize) {
    if left > 0 {
        let _ = writeln!(out, "      … and {left} more");
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
