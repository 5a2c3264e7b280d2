//! The text of the lock to the names in it.

use super::FORMER;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::names::{Former, Locked, Role};
use crate::source::{FileId, Span, percent_decode};
use std::collections::HashMap;

/// How the lines begin that a merge leaves.
const MARKERS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];

/// What lines before the names begin with.
const HEAD: [&str; 3] = ["generator", "document", "overlay"];

/// What the line begins with that has the version of the crate.
const VERSION: &str = "version ";

/// The names of a lock; what is wrong with it is reported.
pub fn read(text: &str, file: FileId, diagnostics: &mut Diagnostics) -> Locked {
    let mut locked = Locked::default();
    let mut places: HashMap<(String, Role), Span> = HashMap::new();
    let mut paths: HashMap<String, Span> = HashMap::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span {
            file,
            start: start as u32,
            end: (start + line.trim_end().len()) as u32,
        };
        start += line.len();
        let line = line.trim_end();
        if MARKERS.iter().any(|marker| line.starts_with(marker)) {
            let message = "a merge left its marks in the lock";
            let help = "keep the lines of both sides, take the marks out, and generate again";
            diagnostics.push(refuse(message.to_owned(), span, help));
            return locked;
        }
        let head = line.split(' ').next().unwrap_or_default();
        if line.is_empty() || line.starts_with("# ") || HEAD.contains(&head) {
            continue;
        }
        if let Some(version) = line.strip_prefix(VERSION) {
            locked.version = version.to_owned();
            continue;
        }
        if let Some(former) = former(line) {
            locked.former.push(former);
            continue;
        }
        let Some((key, role, path)) = parse(line) else {
            let message = "this is no line of a lock".to_owned();
            let help = "a line is a place, what the name is for, and a Rust path: \
                        `#/components/schemas/Work type types::Work`";
            diagnostics.push(refuse(message, span, help));
            continue;
        };
        let help = "remove one of the lines; where both were added, the other gets a new name";
        if let Some(first) = places.insert((key.clone(), role), span) {
            let message = format!("`{key}` has two names");
            diagnostics.push(refuse(message, span, help).also(first, "the other one"));
        } else if let Some(first) = paths.insert(path.clone(), span) {
            let message = format!("`{path}` is the name of two things");
            diagnostics.push(refuse(message, span, help).also(first, "the other one"));
        } else {
            locked.names.insert((key, role), path);
        }
    }
    locked
}

fn parse(line: &str) -> Option<(String, Role, String)> {
    let mut words = line.split(' ');
    let key = percent_decode(words.next()?)?;
    let role = Role::parse(words.next()?)?;
    let path = words.next()?;
    let fits = key.starts_with("#/") && words.next().is_none() && path.chars().all(is_plain);
    fits.then(|| (key, role, path.to_owned()))
}

/// A name that something had.
fn former(line: &str) -> Option<Former> {
    let mut words = line.split(' ');
    let key = percent_decode(words.next()?)?;
    let (role, path, until) = (words.next()?, words.next()?, words.next()?);
    let role = Role::parse(role.strip_prefix(FORMER)?)?;
    let fits = words.next().is_none() && path.chars().all(is_plain);
    fits.then(|| Former {
        key,
        role,
        path: path.to_owned(),
        until: until.to_owned(),
    })
}

/// Whether a letter may stand in a path.
fn is_plain(letter: char) -> bool {
    letter.is_alphanumeric() || "_:#".contains(letter)
}

fn refuse(message: String, span: Span, help: &str) -> Diagnostic {
    Diagnostic::error(Code::Config, message)
        .at(span, "")
        .help(help)
}
