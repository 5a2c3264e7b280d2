//! How files are read: from the disk, or from memory where there is none.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Reads whole files.
pub trait Files {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// Whatever the store reports, `NotFound` for a file that is not there.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
}

/// Files on the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }
}

/// Files in memory, for tests and for places without a disk.
#[derive(Clone, Debug, Default)]
pub struct MemoryFiles(pub BTreeMap<PathBuf, Vec<u8>>);

impl Files for MemoryFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.0
            .get(path)
            .cloned()
            .ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}
