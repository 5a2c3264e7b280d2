//! One run at a time: whoever changes a folder holds a lock in it, which the system takes back when the
//! process ends, however it does.

use super::disk::{Disk, at};
use super::{OutputError, journal};
use same_file::Handle;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The file that is locked.
const LOCK: &str = "lock";

/// How often another run may end between looking and locking.
const TRIES: usize = 8;

/// The only run that changes a folder.
pub(super) struct Run {
    folder: PathBuf,
    /// Kept open: closing it ends the lock.
    lock: File,
}

impl Run {
    /// Begins, and makes the folders that are needed for it.
    ///
    /// # Errors
    /// If another run is at work there.
    pub(super) fn begin(disk: &dyn Disk, directory: &Path) -> Result<Self, OutputError> {
        let folder = journal::folder(directory)?;
        let path = folder.join(LOCK);
        for _ in 0..TRIES {
            disk.create_folder(&folder).map_err(at(&folder))?;
            let mut open = OpenOptions::new();
            let open = open.read(true).write(true).create(true).truncate(false);
            let lock = match open.open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                lock => lock.map_err(at(&path))?,
            };
            if !take(&lock).map_err(at(&path))? {
                return Err(busy(directory));
            }
            // The run before may have removed the file between the two steps: then this is no lock.
            if is_same(&lock, &path) {
                return Ok(Self { folder, lock });
            }
        }
        Err(busy(directory))
    }

    /// Ends, and takes away what was needed for it. What cannot be removed harms nothing.
    pub(super) fn end(self, disk: &dyn Disk) {
        if journal::clear(disk, &self.folder).is_ok() {
            let _ = disk.remove(&self.folder.join(LOCK));
            let _ = disk.remove_folder(&self.folder);
        }
        drop(self.lock);
    }
}

/// Whether some run is at work in a folder.
pub(super) fn is_at_work(directory: &Path) -> bool {
    let path = directory.join(journal::FOLDER).join(LOCK);
    let lock = fs::OpenOptions::new().read(true).write(true).open(path);
    lock.is_ok_and(|lock| matches!(take(&lock), Ok(false)))
}

/// Whether the file is locked by us now, rather than by another run.
#[cfg(not(target_family = "wasm"))]
fn take(lock: &File) -> io::Result<bool> {
    use fs4::{FileExt, TryLockError};
    match FileExt::try_lock(lock) {
        Ok(()) => Ok(true),
        Err(TryLockError::WouldBlock) => Ok(false),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Where there are no processes, there is no other run.
#[cfg(target_family = "wasm")]
fn take(_: &File) -> io::Result<bool> {
    Ok(true)
}

/// Whether a name in the folder of a run is that of its lock.
pub(super) fn is_lock(name: &str) -> bool {
    name == LOCK
}

fn is_same(lock: &File, path: &Path) -> bool {
    let open = lock.try_clone().and_then(Handle::from_file);
    matches!((open, Handle::from_path(path)), (Ok(open), Ok(named)) if open == named)
}

fn busy(directory: &Path) -> OutputError {
    OutputError::Busy {
        directory: directory.to_owned(),
    }
}
