//! Names for pieces that move: what their authors called them, and if that is not enough to tell them
//! apart, where they come from.

use super::locate::Spot;
use super::store::Store;
use std::collections::{BTreeMap, HashSet};

/// Last steps of a pointer that say nothing by themselves.
const SILENT: &[&str] = &["schema", "items", "additionalProperties", "value"];

/// What the author called a piece: the last step of its pointer, or the name of its file.
pub(super) fn natural(store: &Store<'_>, spot: &Spot) -> String {
    let stem = stem(store, spot);
    let last = spot.pointer.last();
    clean(&match last {
        None => stem,
        Some(last) if SILENT.contains(&last.as_str()) || !last.contains(char::is_alphabetic) => {
            format!("{stem}_{last}")
        }
        Some(last) => last,
    })
}

/// The file's name without its ending; of an index, the folder's name.
fn stem(store: &Store<'_>, spot: &Spot) -> String {
    let key = store.file(spot.file).map(|file| file.key.as_str());
    let mut steps = key.unwrap_or_default().rsplit('/');
    let name = steps.next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match steps.next() {
        Some(folder) if matches!(stem, "index" | "_index") && folder != ".." => folder.to_owned(),
        _ => stem.to_owned(),
    }
}

/// Only letters that the names of components may have (OpenAPI 3.0.3, "Components Object").
fn clean(name: &str) -> String {
    let kept = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    name.chars()
        .map(|letter| if kept(letter) { letter } else { '_' })
        .collect()
}

/// Where a piece comes from, the nearest first.
fn origins(store: &Store<'_>, spot: &Spot) -> Vec<String> {
    let mut origins: Vec<String> = spot.pointer.segments().collect();
    origins.pop();
    origins.reverse();
    let key = store.file(spot.file).map(|file| file.key.as_str());
    let mut steps = key.unwrap_or_default().rsplit('/');
    steps.next();
    if !spot.pointer.as_str().is_empty() {
        origins.push(stem(store, spot));
    }
    origins.extend(steps.filter(|step| *step != "..").map(str::to_owned));
    origins.iter().map(|origin| clean(origin)).collect()
}

/// A name for each piece, none of them twice or taken. Names depend on where the pieces are, and not on
/// who refers to them.
pub(super) fn unique(
    store: &Store<'_>,
    spots: &[&Spot],
    taken: Option<&HashSet<String>>,
) -> Vec<String> {
    let is_taken = |name: &str| taken.is_some_and(|taken| taken.contains(name));
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, spot) in spots.iter().enumerate() {
        groups.entry(natural(store, spot)).or_default().push(index);
    }
    let mut names = vec![String::new(); spots.len()];
    let mut used: HashSet<String> = HashSet::new();
    let mut rest = Vec::new();
    for (name, group) in groups {
        let told = if group.len() == 1 && !is_taken(&name) {
            vec![name.clone()]
        } else {
            tell_apart(store, spots, &group, &name)
        };
        for (index, told) in group.into_iter().zip(told) {
            if is_taken(&told) || !used.insert(told.clone()) {
                rest.push((index, told));
            } else if let Some(name) = names.get_mut(index) {
                *name = told;
            }
        }
    }
    rest.sort_by_key(|(index, _)| spots.get(*index).map(|spot| order(store, spot)));
    for (index, told) in rest {
        let mut count = 2;
        let mut numbered = format!("{told}_{count}");
        while is_taken(&numbered) || !used.insert(numbered.clone()) {
            count += 1;
            numbered = format!("{told}_{count}");
        }
        if let Some(name) = names.get_mut(index) {
            *name = numbered;
        }
    }
    names
}

fn order(store: &Store<'_>, spot: &Spot) -> (String, String) {
    let key = store.file(spot.file).map(|file| file.key.clone());
    (key.unwrap_or_default(), spot.pointer.as_str().to_owned())
}

/// Pieces with one name, each with the nearest step of its origin at which all of them differ.
fn tell_apart(store: &Store<'_>, spots: &[&Spot], group: &[usize], name: &str) -> Vec<String> {
    let origins: Vec<Vec<String>> = group
        .iter()
        .filter_map(|index| spots.get(*index))
        .map(|spot| origins(store, spot))
        .collect();
    let depth = origins.iter().map(Vec::len).max().unwrap_or(0);
    for level in 0..depth {
        let steps: Vec<Option<&String>> = origins.iter().map(|steps| steps.get(level)).collect();
        let all: HashSet<_> = steps.iter().flatten().collect();
        if all.len() == group.len() {
            let prefixed = |step: &String| format!("{step}_{name}");
            return steps.into_iter().flatten().map(prefixed).collect();
        }
    }
    let prefixed = |steps: &Vec<String>| {
        let mut steps = steps.clone();
        steps.reverse();
        steps.push(name.to_owned());
        steps.join("_")
    };
    origins.iter().map(prefixed).collect()
}
