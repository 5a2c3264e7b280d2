//! The folders from which references may take files.

use crate::source::normalize;
use std::path::{Component, Path, PathBuf};

/// The folders, as the disk knows them.
pub(super) struct Roots {
    /// The document's folder and the one above it, from which hidden files are not taken.
    own: PathBuf,
    pub(super) above: PathBuf,
    more: Vec<PathBuf>,
}

impl Roots {
    /// Of a document in `folder`. Documents say `../common/error.yaml`, so the folder above is
    /// allowed too, unless it is the whole disk.
    pub(super) fn new(folder: &Path, more: impl Iterator<Item = PathBuf>) -> Self {
        let above = normalize(&folder.join(".."));
        let whole = above.is_absolute() && above.parent().is_none();
        Self {
            own: folder.to_owned(),
            above: if whole { folder.to_owned() } else { above },
            more: more.collect(),
        }
    }

    /// Whether a file may be read.
    pub(super) fn allow(&self, path: &Path) -> bool {
        let hidden = |rest: PathBuf| {
            let mut steps = rest.components();
            steps.any(|step| step.as_os_str().to_string_lossy().starts_with('.'))
        };
        let seen = |root| within(root, path).is_some_and(|rest| !hidden(rest));
        seen(&self.own)
            || seen(&self.above)
            || self.more.iter().any(|root| within(root, path).is_some())
    }
}

/// The way from a folder down to a file in it, both without detours.
fn within(root: &Path, path: &Path) -> Option<PathBuf> {
    // Relative paths, which only files in memory have, begin with as many `..` as they climb.
    let climbs = |path: &Path| {
        let steps = path.components();
        steps
            .take_while(|step| *step == Component::ParentDir)
            .count()
    };
    let (up, down) = (climbs(root), root.components().count());
    if root.is_relative() && up == down {
        let inside = path.is_relative() && climbs(path) <= up;
        return inside.then(|| path.components().skip(climbs(path)).collect());
    }
    path.strip_prefix(root).ok().map(Path::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_come_from_the_folder_above_or_a_root() {
        let roots = Roots::new(
            Path::new("/srv/me/api/spec"),
            [PathBuf::from("/lib")].into_iter(),
        );
        for path in ["/srv/me/api/a.yaml", "/srv/me/api/x/a.yaml", "/lib/.x/a"] {
            assert!(roots.allow(Path::new(path)), "{path}");
        }
        for path in [
            "/srv/me/a.yaml",
            "/srv/me/api/.git/config",
            "/srv/me/api2/x",
            "/etc/passwd",
            "x",
        ] {
            assert!(!roots.allow(Path::new(path)), "{path}");
        }
        let roots = Roots::new(Path::new("/srv/.cache/x"), std::iter::empty());
        assert!(roots.allow(Path::new("/srv/.cache/x/a.yaml")));
        assert!(!roots.allow(Path::new("/srv/.cache/x/.a.yaml")));
        let roots = Roots::new(Path::new("/tmp/.x"), std::iter::empty());
        assert!(roots.allow(Path::new("/tmp/.x/a.yaml")));
        assert!(!roots.allow(Path::new("/tmp/.y/a.yaml")));
        let roots = Roots::new(Path::new("/tmp"), std::iter::empty());
        assert!(!roots.allow(Path::new("/etc/passwd")));
        assert!(roots.allow(Path::new("/tmp/a.yaml")));
    }

    #[test]
    fn files_in_memory_are_relative() {
        let roots = Roots::new(Path::new(""), std::iter::empty());
        assert!(roots.allow(Path::new("../x/a.yaml")));
        assert!(!roots.allow(Path::new("../../a.yaml")));
        assert!(!roots.allow(Path::new("/a.yaml")));
        let roots = Roots::new(Path::new("a/b"), std::iter::empty());
        assert!(roots.allow(Path::new("a/x.yaml")));
        assert!(!roots.allow(Path::new("x.yaml")));
    }
}
