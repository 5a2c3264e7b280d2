//! The changelog of the generated crate: an entry for each version.

use super::fetch::Source;
use clientwright::diff::{Change, Diff, Level};
use std::fmt::Write;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

/// The file in the crate's folder.
pub const FILE: &str = "CHANGELOG.md";

const HEAD: &str =
    "# Changelog\n\nWhat changed for users of this crate. `cargo xtask spec update` adds to it.\n";

/// The changelog in a folder with an entry for a version; what it says already stays.
pub fn with(
    folder: &Path,
    version: &str,
    sources: &[Source],
    diff: &Diff,
) -> Result<String, String> {
    let path = folder.join(FILE);
    let known = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => HEAD.to_owned(),
        Err(error) => return Err(format!("error: {}: {error}\n", path.display())),
    };
    Ok(added(&known, version, &entry(&today(), sources, diff)))
}

/// An entry: what it is of, and the changes, those that break first.
fn entry(date: &str, sources: &[Source], diff: &Diff) -> String {
    let mut text = String::new();
    for source in sources {
        // Writing to a string does not fail.
        let _ = writeln!(
            text,
            "Taken on {date} from `{}` ({}).",
            source.name, source.hash
        );
    }
    for (level, title) in [
        (Level::Major, "Breaking"),
        (Level::Minor, "New"),
        (Level::Patch, "Other"),
    ] {
        let changes: Vec<&Change> = diff
            .changes
            .iter()
            .filter(|one| one.level == level)
            .collect();
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n### {title}\n");
        for change in changes {
            let _ = writeln!(text, "- {}", line(change));
        }
    }
    text
}

fn line(change: &Change) -> String {
    let path = match change.path.as_str() {
        "" => "the crate".to_owned(),
        path => format!("`{path}`"),
    };
    let reason = change
        .rules
        .first()
        .map(|rule| rule.reason())
        .unwrap_or_default();
    let told = change.document.iter().take(3).map(|told| told.line());
    let told: Vec<String> = told.collect();
    let told = match told.is_empty() {
        true => String::new(),
        false => format!(" ({})", told.join("; ").replace(['\n', '\r'], " ")),
    };
    format!("{path}: {reason}{told}")
}

/// The text with an entry under the version, which comes first if it is new.
fn added(known: &str, version: &str, entry: &str) -> String {
    let title = format!("## {version}\n");
    if let Some((before, after)) = known.split_once(&title) {
        return format!("{before}{title}\n{entry}{after}");
    }
    let (before, after) = match known.find("\n## ") {
        Some(at) => known.split_at(at + 1),
        None => (known, ""),
    };
    let before = before.trim_end();
    let rest = match after.is_empty() {
        true => String::new(),
        false => format!("\n{after}"),
    };
    format!("{before}\n\n{title}\n{entry}{rest}")
}

/// The day, in UTC.
fn today() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    date(now.map_or(0, |since| since.as_secs() / 86_400))
}

/// The date of a day since 1970-01-01 in the Gregorian calendar.
fn date(days: u64) -> String {
    let leap = |year: u64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let (mut year, mut left) = (1970, days);
    loop {
        let length = if leap(year) { 366 } else { 365 };
        if left < length {
            break;
        }
        left -= length;
        year += 1;
    }
    let february = if leap(year) { 29 } else { 28 };
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    format!("{year}-{month:02}-{:02}", left + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_dates() {
        for (days, expected) in [
            (0, "1970-01-01"),
            (11_016, "2000-02-29"),
            (20_787, "2026-11-30"),
        ] {
            assert_eq!(date(days), expected);
        }
    }

    #[test]
    fn entries_go_under_their_version_the_newest_first() {
        let one = added(HEAD, "0.1.1", "a\n");
        assert_eq!(one, format!("{HEAD}\n## 0.1.1\n\na\n"));
        let two = added(&one, "0.2.0", "b\n");
        assert_eq!(two, format!("{HEAD}\n## 0.2.0\n\nb\n\n## 0.1.1\n\na\n"));
        let three = added(&two, "0.2.0", "c\n");
        assert!(three.contains("## 0.2.0\n\nc\n\nb\n\n## 0.1.1"), "{three}");
    }
}
