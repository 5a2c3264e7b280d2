//! What holds for every file.

use super::{Source, is_generated};

/// How long a file may be; a longer one has two jobs.
const LONGEST: usize = 400;

/// Folders of one machine, written so that this file is no breach of its own rule.
const MACHINE: &[&str] = &[
    concat!("/ho", "me/"),
    concat!("/ro", "ot/"),
    concat!("/wo", "rk/"),
    concat!("/Us", "ers/"),
];

/// The breaches of one file.
pub(super) fn check(source: &Source) -> Vec<String> {
    let mut breaches = Vec::new();
    let path = &source.path;
    if path.ends_with(".rs") && !is_generated(source) {
        let lines = source.text.lines().count();
        if !source.text.starts_with("//! ") {
            breaches.push(format!(
                "{path}:1: the first line must say the file's job: `//! …`"
            ));
        }
        let test = path.contains("/tests/");
        if lines > LONGEST && !test {
            breaches.push(format!("{path}:{LONGEST}: {lines} lines: it has two jobs"));
        }
    }
    for (at, line) in source.text.lines().enumerate() {
        let number = at + 1;
        if let Some(found) = MACHINE.iter().find(|found| names(line, found)) {
            breaches.push(format!(
                "{path}:{number}: `{found}` is a folder of one machine"
            ));
        }
        if line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") {
            breaches.push(format!("{path}:{number}: a conflict that was not resolved"));
        }
    }
    breaches
}

/// Whether a line names a folder from the root on; `x/work/y` and URLs do not.
fn names(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line.get(..at).and_then(|before| before.chars().last());
        before.is_none_or(|last| " \"'`(=:".contains(last))
    })
}
