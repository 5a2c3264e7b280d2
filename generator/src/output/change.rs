//! Differences between what is generated and what stands on the disk, and how people read them.

use similar::TextDiff;
use std::fmt::Write;

/// A file that is not what it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its path in the crate's folder, with forward slashes.
    pub path: String,
    /// What is the matter with it.
    pub kind: ChangeKind,
}

/// What is the matter with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Its text is another.
    Differs {
        /// The text on the disk.
        old: String,
        /// The generated text.
        new: String,
    },
    /// It is generated but not there.
    Missing,
    /// It is there, was generated once, and no longer is.
    LeftOver,
    /// It is the folder of a run that died; the next one makes an end of it.
    Interrupted,
}

impl ChangeKind {
    pub(super) fn between(old: Option<String>, new: &str) -> Option<Self> {
        match old {
            None => Some(Self::Missing),
            Some(old) if old == new => None,
            Some(old) => Some(Self::Differs {
                old,
                new: new.to_owned(),
            }),
        }
    }

    /// One word for it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Differs { .. } => "differs",
            Self::Missing => "missing",
            Self::LeftOver => "left over",
            Self::Interrupted => "interrupted",
        }
    }
}

/// How many lines of differences are shown.
const SHOWN_LINES: usize = 100;

/// The changes as people read them: every file by name, the first differences as a unified diff,
/// and the command that mends it all. `folder` goes before each path.
pub fn describe(changes: &[Change], folder: &str, command: &str) -> String {
    let mut text = String::new();
    let mut left = SHOWN_LINES;
    for change in changes {
        let ChangeKind::Differs { old, new } = &change.kind else {
            continue;
        };
        if left == 0 {
            break;
        }
        let diff = TextDiff::from_lines(old.as_str(), new.as_str());
        let path = shown(folder, &change.path);
        let diff = diff
            .unified_diff()
            .header(
                &format!("{path} (on the disk)"),
                &format!("{path} (generated)"),
            )
            .to_string();
        for line in diff.lines().take(left) {
            let _ = writeln!(text, "{line}");
        }
        let lines = diff.lines().count();
        if lines > left {
            let _ = writeln!(text, "… and {} more lines", lines - left);
        }
        left = left.saturating_sub(lines);
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for change in changes {
        let _ = writeln!(
            text,
            "{:>11}  {}",
            change.kind.as_str(),
            shown(folder, &change.path)
        );
    }
    let _ = writeln!(text, "\nto mend it, run: {command}");
    text
}

pub(super) fn shown(folder: &str, path: &str) -> String {
    match folder {
        "" | "." => path.to_owned(),
        folder => format!("{}/{path}", folder.trim_end_matches('/')),
    }
}
