//! How files are read: from the disk, or from memory where there is none.

use super::{MOST_BYTES, normalize};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Reads whole files.
pub trait Files: Sync {
    /// The bytes of the file at `path`.
    ///
    /// # Errors
    /// Whatever the store reports, `NotFound` for a file that is not there.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The one path by which the file at `path` is known, whatever leads to it.
    ///
    /// # Errors
    /// Whatever the store reports, `NotFound` for a file that is not there.
    fn canonical(&self, path: &Path) -> io::Result<PathBuf>;
}

/// Files on the disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiskFiles;

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let file = std::fs::File::open(path)?;
        // What is longer is refused: nobody waits for the end of `/dev/zero`.
        file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        std::fs::canonicalize(path)
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

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        let path = normalize(path);
        match self.0.contains_key(&path) {
            true => Ok(path),
            false => Err(io::ErrorKind::NotFound.into()),
        }
    }
}
