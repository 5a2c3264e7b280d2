//! Where a file of the crate stands on the disk: inside of the crate's folder, and behind no link.

use super::{OutputError, journal};
use std::collections::HashSet;
use std::fs;
use std::path::{Component, Path, PathBuf};

/// The places of files in a folder. What was seen of the folders in it is kept: thousands of files stand in a few.
pub(super) struct Places<'d> {
    directory: &'d Path,
    /// Those in it that are there and are no links.
    folders: HashSet<PathBuf>,
}

impl<'d> Places<'d> {
    pub(super) fn of(directory: &'d Path) -> Self {
        Self {
            directory,
            folders: HashSet::new(),
        }
    }

    /// The place of a file, by its path with forward slashes.
    ///
    /// # Errors
    /// If the path leads out of the folder, or a link stands on the way.
    pub(super) fn find(&mut self, path: &str) -> Result<PathBuf, OutputError> {
        let steps = || Path::new(path).components();
        let plain = |step: Component<'_>| matches!(step, Component::Normal(_));
        let own = steps().next() == Some(Component::Normal(journal::FOLDER.as_ref()));
        let clean = !path.contains(['\\', ':']) && !path.chars().any(char::is_control);
        if path.is_empty() || own || !clean || !steps().all(plain) {
            let path = PathBuf::from(path);
            return Err(OutputError::Outside { path });
        }
        let mut place = self.directory.to_owned();
        for step in steps() {
            place.push(step);
            if self.folders.contains(&place) {
                continue;
            }
            match fs::symlink_metadata(&place) {
                Ok(data) if data.file_type().is_symlink() => {
                    return Err(OutputError::Link { path: place });
                }
                Ok(data) if data.is_dir() => {
                    self.folders.insert(place.clone());
                }
                Ok(_) => {}
                // What is not there leads nowhere; what cannot be seen fails where it is opened.
                Err(_) => break,
            }
        }
        Ok(self.directory.join(path))
    }

    /// Whether a folder was on the way to a place that was found, and is there.
    pub(super) fn has(&self, folder: &Path) -> bool {
        self.folders.contains(folder)
    }
}

/// The place of one file.
///
/// # Errors
/// As [`Places::find`].
pub(super) fn inside(directory: &Path, path: &str) -> Result<PathBuf, OutputError> {
    Places::of(directory).find(path)
}
