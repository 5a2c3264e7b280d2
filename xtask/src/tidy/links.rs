//! Links of pages lead to files that are there.

use super::{Source, is_generated};
use std::collections::BTreeSet;

/// Every link from a page to a file of the project that is not there.
pub fn check(source: &Source, paths: &BTreeSet<&str>) -> Vec<String> {
    if !source.path.ends_with(".md") || is_generated(source) {
        return Vec::new();
    }
    let folder = source
        .path
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let mut fenced = false;
    let mut breaches = Vec::new();
    for (at, line) in source.text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        for target in targets(line) {
            if !is_there(&place(folder, target), paths) {
                let (path, at) = (&source.path, at + 1);
                breaches.push(format!("{path}:{at}: `{target}` is not there"));
            }
        }
    }
    breaches
}

/// What the links of a line lead to, as far as it is a file of the project.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    let after = line.split("](").skip(1);
    let targets = after.filter_map(|rest| rest.split_once(')').map(|(target, _)| target));
    let files = targets.map(|target| target.split('#').next().unwrap_or_default());
    files.filter(|target| !target.is_empty() && !target.contains(':'))
}

/// A target as a path from the project's folder.
fn place(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." | "" => {}
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn is_there(place: &str, paths: &BTreeSet<&str>) -> bool {
    let inside = format!("{place}/");
    let first = paths.range(inside.as_str()..).next();
    paths.contains(place) || first.is_some_and(|path| path.starts_with(&inside))
}
