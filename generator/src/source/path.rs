//! Paths by their text alone: no disk is asked, so that results are the same on every machine.

use std::path::{Component, Path, PathBuf};

/// A path as diagnostics and headers show it: with forward slashes everywhere.
pub fn display(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// The path without `.` and without `..` that can be resolved by its text.
pub fn normalize(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match normal.components().next_back() {
                Some(Component::Normal(_)) => {
                    normal.pop();
                }
                Some(Component::RootDir | Component::Prefix(_)) => {}
                _ => normal.push(".."),
            },
            other => normal.push(other),
        }
    }
    normal
}

/// The way from the folder `from` to `to`, with forward slashes.
///
/// `None` if the two have no common root, or if `from` climbs out of where both begin.
pub fn between(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (normalize(from), normalize(to));
    if from.is_absolute() != to.is_absolute() {
        return None;
    }
    let from: Vec<_> = from.components().collect();
    let to: Vec<_> = to.components().collect();
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let (up, down) = (from.get(shared..)?, to.get(shared..)?);
    let named = |component: &Component<'_>| matches!(component, Component::Normal(_));
    if !up.iter().all(named) {
        return None;
    }
    let steps: Vec<_> = up
        .iter()
        .map(|_| "..".into())
        .chain(down.iter().map(|part| part.as_os_str().to_string_lossy()))
        .collect();
    Some(if steps.is_empty() {
        ".".to_owned()
    } else {
        steps.join("/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_resolved_by_text() {
        assert_eq!(normalize(Path::new("spec/../a/./b")), Path::new("a/b"));
        assert_eq!(normalize(Path::new("../../a")), Path::new("../../a"));
        assert_eq!(normalize(Path::new("/../a")), Path::new("/a"));
    }

    #[test]
    fn the_way_between_folders() {
        let way = |from: &str, to: &str| between(Path::new(from), Path::new(to));
        assert_eq!(way("generated", "runtime").as_deref(), Some("../runtime"));
        assert_eq!(way("/a/b", "/a/c/d").as_deref(), Some("../c/d"));
        assert_eq!(way("a", "a").as_deref(), Some("."));
        assert_eq!(way("../a", "../b").as_deref(), Some("../b"));
        assert_eq!(way("../../a", "b"), None);
        assert_eq!(way("/a", "b"), None);
    }
}
