//! A diff as a comment of a pull request.

use super::text::one_line;
use super::{Change, Diff, Level, word};
use std::fmt::Write;

/// No more items of one change are shown than these.
const MOST: usize = 6;

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
    if !change.rust.is_empty() {
        out.push_str("\n    ```diff\n");
        for difference in change.rust.iter().take(MOST) {
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
        if change.rust.len() > MOST {
            let _ = writeln!(out, "    # and {} more", change.rust.len() - MOST);
        }
        out.push_str("    ```\n\n");
    }
    for told in change.document.iter().take(MOST) {
        let _ = writeln!(out, "  - {}", code(&told.line()));
    }
    if change.document.len() > MOST {
        let _ = writeln!(out, "  - and {} more", change.document.len() - MOST);
    }
    let places = [("old", &change.old), ("new", &change.new)];
    for (which, place) in places {
        if let Some(place) = place {
            let at = place
                .at
                .as_deref()
                .map(|at| format!("{at} "))
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "  - {which}: {}",
                code(&format!("{at}{}", place.pointer))
            );
        }
    }
}

/// A code span (CommonMark 6.1): longer fences than what is in it.
fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}
