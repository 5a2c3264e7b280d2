//! Where a file of the crate stands on the disk: inside of the crate's folder, and behind no link.

use super::{OutputError, journal};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The place of a file in `directory`, by its path with forward slashes.
///
/// # Errors
/// If the path leads out of the folder, or a link stands on the way.
pub(super) fn inside(directory: &Path, path: &str) -> Result<PathBuf, OutputError> {
    let steps = || Path::new(path).components();
    let plain = |step: Component<'_>| matches!(step, Component::Normal(_));
    let own = steps().next() == Some(Component::Normal(journal::FOLDER.as_ref()));
    let clean = !path.contains(['\\', ':']) && !path.chars().any(char::is_control);
    if path.is_empty() || own || !clean || !steps().all(plain) {
        let path = PathBuf::from(path);
        return Err(OutputError::Outside { path });
    }
    let mut place = directory.to_owned();
    for step in steps() {
        place.push(step);
        match fs::symlink_metadata(&place) {
            Ok(data) if data.file_type().is_symlink() => {
                return Err(OutputError::Link { path: place });
            }
            Ok(_) => {}
            // What is not there leads nowhere; what cannot be seen fails where it is opened.
            Err(_) => break,
        }
    }
    Ok(directory.join(path))
}
