//! A copy of the project, for chores that change it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Copies what is committed or will be, and removes what is gone. Files that are the same stay as they are, so that they
/// are not built again, and so does what was built.
pub fn project(to: &Path) -> Result<(), String> {
    let listed = listed()?;
    let there: BTreeSet<PathBuf> = listed.iter().map(|name| to.join(name)).collect();
    remove(to, &|path| there.contains(path))
        .map_err(|error| format!("error: {}: {error}\n", to.display()))?;
    for name in listed {
        let (from, to) = (Path::new(&name), to.join(&name));
        let about = |error: io::Error| format!("error: {}: {error}\n", to.display());
        let Ok(kind) = fs::symlink_metadata(from) else {
            // Deleted, but not yet committed.
            continue;
        };
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder).map_err(about)?;
        }
        match kind.is_symlink() {
            true => link(from, &to).map_err(about)?,
            false => copy(from, &to).map_err(about)?,
        }
    }
    Ok(())
}

/// Removes the files that are not to be kept, whatever is built aside.
fn remove(folder: &Path, keep: &dyn Fn(&Path) -> bool) -> io::Result<()> {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let (kind, path) = entry.and_then(|entry| Ok((entry.file_type()?, entry.path())))?;
        if kind.is_dir() {
            if !path.ends_with("target") {
                remove(&path, keep)?;
            }
        } else if !keep(&path) {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// The files and links of the project, new ones included.
fn listed() -> Result<Vec<String>, String> {
    let listing = Command::new("git")
        .args(["ls-files", "-z", "-c", "-o", "--exclude-standard"])
        .output()
        .map_err(|error| format!("error: git: {error}\n"))?;
    let names = String::from_utf8_lossy(&listing.stdout);
    let names = names.split('\0').filter(|name| !name.is_empty());
    Ok(names.map(str::to_owned).collect())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let bytes = fs::read(from)?;
    match fs::read(to) {
        Ok(old) if old == bytes => Ok(()),
        _ => fs::write(to, bytes),
    }
}

/// A link to the same place, which lies inside of the project.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    let target = fs::read_link(from)?;
    if fs::read_link(to).is_ok_and(|old| old == target) {
        return Ok(());
    }
    #[cfg(unix)]
    return std::os::unix::fs::symlink(target, to);
    #[cfg(not(unix))]
    return Err(io::ErrorKind::Unsupported.into());
}

#[cfg(test)]
mod tests {
    use super::remove;
    use std::fs;

    #[test]
    fn what_is_gone_is_removed_and_what_was_built_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        for name in ["a/gone", "a/kept", "target/debug/built"] {
            let file = path(name);
            fs::create_dir_all(file.parent().expect("a folder")).expect("made");
            fs::write(file, "").expect("written");
        }
        let kept = path("a/kept");
        remove(folder.path(), &|path| path == kept).expect("removed");
        assert!(!path("a/gone").exists());
        assert!(kept.exists() && path("target/debug/built").exists());
    }
}
