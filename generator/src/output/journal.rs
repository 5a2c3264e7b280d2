//! All changes of a folder or none: what is new is laid ready beside a journal that names the changes, and
//! moved to its place once all of it is there. A run that dies before is undone by the next one, a run that
//! dies later is finished by it.

use super::disk::{self, Disk, at};
use super::place::Places;
use super::{Change, ChangeKind, File, OutputError, run};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder in which a run works. It stands in the crate's folder, since a file moves at once only within
/// one file system.
pub(super) const FOLDER: &str = ".clientwright";

/// The file that names the changes; where it is, all that is new lies ready.
const JOURNAL: &str = "journal";
/// The same while it is written.
const DRAFT: &str = "journal.draft";
/// Its first line.
const TITLE: &str = "clientwright journal 1";
const WRITE: &str = "write ";
const REMOVE: &str = "remove ";

/// The folder of a run.
///
/// # Errors
/// If a link has its name.
pub(super) fn folder(directory: &Path) -> Result<PathBuf, OutputError> {
    let path = directory.join(FOLDER);
    match fs::symlink_metadata(&path) {
        Ok(data) if data.file_type().is_symlink() => Err(OutputError::Link { path }),
        _ => Ok(path),
    }
}

/// Whether a run died, or is at work.
pub(super) fn is_there(directory: &Path) -> bool {
    fs::symlink_metadata(directory.join(FOLDER)).is_ok()
}

/// Makes the changes.
///
/// # Errors
/// If they could not be made: none of them was, or the error says that the next run makes the rest.
pub(super) fn make(
    disk: &dyn Disk,
    directory: &Path,
    files: &[File],
    changes: &[Change],
) -> Result<(), OutputError> {
    prepare(disk, directory, files, changes)?;
    recover(disk, directory)
}

/// Lays everything ready. Writing the journal is the moment from which on the changes count as made.
fn prepare(
    disk: &dyn Disk,
    directory: &Path,
    files: &[File],
    changes: &[Change],
) -> Result<(), OutputError> {
    let folder = folder(directory)?;
    let texts = files.iter().map(|file| (file.path.as_str(), &file.text));
    let texts: HashMap<&str, &String> = texts.collect();
    let mut journal = format!("{TITLE}\n");
    for (number, change) in changes.iter().enumerate() {
        let word = match texts.get(change.path.as_str()) {
            Some(text) => {
                let path = folder.join(number.to_string());
                disk.write(&path, text).map_err(at(&path))?;
                WRITE
            }
            None => REMOVE,
        };
        journal.push_str(&format!("{word}{}\n", change.path));
    }
    let (draft, path) = (folder.join(DRAFT), folder.join(JOURNAL));
    let written = disk.write(&draft, &journal);
    written
        .and_then(|()| disk.rename(&draft, &path))
        .map_err(at(&path))
}

/// Finishes what a journal names; without one there is nothing to finish.
///
/// # Errors
/// If it could not be finished yet, or is no journal.
pub(super) fn recover(disk: &dyn Disk, directory: &Path) -> Result<(), OutputError> {
    let folder = folder(directory)?;
    let path = folder.join(JOURNAL);
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(at(&path)(error)),
    };
    finish(disk, directory, &folder, &text).map_err(|error| match error {
        OutputError::Io { path, source } => OutputError::Unfinished { path, source },
        other => other,
    })?;
    disk.remove(&path).map_err(at(&path))
}

fn finish(
    disk: &dyn Disk,
    directory: &Path,
    folder: &Path,
    journal: &str,
) -> Result<(), OutputError> {
    let mut lines = journal.lines();
    if lines.next() != Some(TITLE) {
        let path = folder.join(JOURNAL);
        let source = io::Error::new(
            io::ErrorKind::InvalidData,
            "is no journal; remove its folder",
        );
        return Err(OutputError::Io { path, source });
    }
    let lines: Vec<(usize, &str)> = lines.enumerate().collect();
    let mut places = Places::of(directory);
    // What is new comes first: nothing is missing in between that was there before.
    for (number, path) in lines
        .iter()
        .filter_map(|(number, line)| Some((number, line.strip_prefix(WRITE)?)))
    {
        let (ready, place) = (folder.join(number.to_string()), places.find(path)?);
        // It is gone where it was moved already.
        if fs::symlink_metadata(&ready).is_ok_and(|data| data.is_file()) {
            let parent = place.parent().unwrap_or(directory);
            if !places.has(parent) {
                disk.create_folder(parent).map_err(at(parent))?;
            }
            disk.rename(&ready, &place).map_err(at(&place))?;
        }
    }
    for path in lines
        .iter()
        .filter_map(|(_, line)| line.strip_prefix(REMOVE))
    {
        let place = places.find(path)?;
        if place.is_file() && disk::starts_generated(&place)? {
            disk.remove(&place).map_err(at(&place))?;
        }
        disk::remove_empty(disk, directory, &place);
    }
    Ok(())
}

/// Removes what lies ready and is not needed any more; the lock stays. A journal stays too, and all that
/// belongs to it.
pub(super) fn clear(disk: &dyn Disk, folder: &Path) -> io::Result<()> {
    if folder.join(JOURNAL).exists() {
        return Err(io::ErrorKind::ResourceBusy.into());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if !entry.file_name().to_str().is_some_and(run::is_lock) {
            disk.remove(&entry.path())?;
        }
    }
    Ok(())
}

/// The finding that a run died.
pub(super) fn interrupted() -> Change {
    Change {
        path: FOLDER.to_owned(),
        kind: ChangeKind::Interrupted,
    }
}
