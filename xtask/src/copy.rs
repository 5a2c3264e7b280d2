//! A copy of the project, for chores that change it.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

/// Copies what is committed or will be. Files that are the same stay as they are, so that they are not built again.
pub fn project(to: &Path) -> Result<(), String> {
    for name in listed()? {
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
