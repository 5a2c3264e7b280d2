//! A diff as a comment of a pull request.

use super::change::some;
use super::{Change, Diff, Level, word};
use crate::diagnostic::code_span as code;
use std::fmt::Write;

/// The whole diff.
pub fn markdown(diff: &Diff) -> String {
    let mut out = String::new();
    let verdict = word(diff.verdict());
    // Writing to a string does not fail.
    let _ = writeln!(out, "### Changes of the generated crate: **{verdict}**");
    for level in Level::ALL {
        let changes: Vec<&Change> = diff.of_level(level).collect();
        if changes.is_empty() {
            continue;
        }
        let (count, meaning) = (changes.len(), level.meaning());
        let _ = writeln!(
            out,
            "\n<details{}>",
            if level == Level::Patch { "" } else { " open" }
        );
        let _ = writeln!(out, "<summary>{level}: {count}, {meaning}</summary>\n");
        for change in changes {
            self::change(&mut out, change);
        }
        out.push_str("\n</details>\n");
    }
    out
}

fn change(out: &mut String, change: &Change) {
    let path = match change.path.as_str() {
        "" => "the crate".to_owned(),
        path => code(path),
    };
    let _ = writeln!(out, "- {path}, {} {}", change.kind, code(&change.name));
    for rule in &change.rules {
        let _ = writeln!(out, "  - {}", rule.reason());
    }
    let (shown, left) = some(&change.rust);
    if !shown.is_empty() {
        out.push_str("\n    ```diff\n");
        for difference in shown {
            let sides = [("-", &difference.old), ("+", &difference.new)];
            for (sign, side) in sides {
                match side {
                    Some(side) if difference.old.as_ref() == Some(&difference.item) => {
                        let _ = writeln!(out, "    {sign} {side}");
                    }
                    Some(side) => {
                        let _ = writeln!(out, "    {sign} {}: {side}", difference.item);
                    }
                    None => {}
                }
            }
        }
        if left > 0 {
            let _ = writeln!(out, "    # and {left} more");
        }
        out.push_str("    ```\n\n");
    }
    let (shown, left) = some(&change.document);
    for told in shown {
        let _ = writeln!(out, "  - {}", code(&told.line()));
    }
    if left > 0 {
        let _ = writeln!(out, "  - and {left} more");
    }
    for (which, place) in change.places() {
        let _ = writeln!(out, "  - {which}: {}", code(&place));
    }
}
