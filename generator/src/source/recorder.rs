//! Files, and which of them were read.

use super::Files;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Reads through others, and remembers which were there.
pub(crate) struct Recorder<'f> {
    files: &'f dyn Files,
    read: Mutex<BTreeSet<PathBuf>>,
}

impl<'f> Recorder<'f> {
    pub(crate) fn new(files: &'f dyn Files) -> Self {
        let read = Mutex::default();
        Self { files, read }
    }

    /// Every file that was read.
    pub(crate) fn read_files(self) -> BTreeSet<PathBuf> {
        let read = self.read.into_inner();
        read.unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for Recorder<'_> {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.files.read(path)?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        // Cargo runs a build script again each time that names a file that is not there.
        read.insert(path.to_owned());
        Ok(bytes)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        self.files.canonical(path)
    }
}
