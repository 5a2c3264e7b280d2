//! A run that dies, or whose disk fails, at each of its steps.

use super::super::*;
use super::file;
use std::collections::BTreeMap;
use std::fs;
use std::sync::Mutex;

/// A disk that fails from a step on.
struct Failing {
    /// The steps that are still done.
    left: Mutex<usize>,
    kind: io::ErrorKind,
    /// Only one step fails, as where there is no room for one file; else all that follow, as where the
    /// process has died.
    once: bool,
}

impl Failing {
    fn after(steps: usize, kind: io::ErrorKind, once: bool) -> Self {
        let left = Mutex::new(steps);
        Self { left, kind, once }
    }

    fn step(&self) -> io::Result<()> {
        let mut left = self.left.lock().unwrap();
        if *left > 0 {
            *left -= 1;
            return Ok(());
        }
        if self.once {
            *left = usize::MAX;
        }
        Err(self.kind.into())
    }
}

impl Disk for Failing {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        disk::Real.create_folder(path)
    }

    fn write(&self, path: &Path, text: &str) -> io::Result<()> {
        let step = self.step();
        // It dies in the middle of the file.
        let length = if step.is_ok() {
            text.len()
        } else {
            text.len() / 2
        };
        disk::Real.write(path, &text[..length])?;
        step
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        disk::Real.rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        disk::Real.remove(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        disk::Real.remove_folder(path)
    }
}

/// All files of a folder, and folders without any.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().display().to_string();
            if path.is_dir() {
                found.insert(format!("{name}/"), String::new());
                open.push(path);
            } else {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

/// Two sets of files that differ in all ways, from a number.
fn sets(seed: usize) -> (Vec<File>, Vec<File>) {
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for at in 0..3 + seed % 4 {
        let path = format!("src/{}/{at}.rs", ["a", "b/c", "d"][(seed + at) % 3]);
        match (seed / 3 + at) % 5 {
            0 => old.push(file(&path, "only then\n")),
            1 => new.push(file(&path, "only now\n")),
            2 => {
                old.push(file(&path, "same\n"));
                new.push(file(&path, "same\n"));
            }
            _ => {
                old.push(file(&path, "then\n"));
                new.push(file(&path, &"now\n".repeat(seed + 1)));
            }
        }
    }
    new.push(file("src/lib.rs", &format!("{seed}\n")));
    (old, new)
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn with(files: &[File]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        fs::write(folder.path().join("mine.txt"), "by hand\n").unwrap();
        for File { path, text } in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Makes an end of a run that died, and changes nothing else.
fn settle(directory: &Path) {
    let run = Run::begin(&disk::Real, directory).unwrap();
    journal::recover(&disk::Real, directory).unwrap();
    run.end(&disk::Real);
}

#[test]
fn a_run_that_dies_at_any_step_leaves_the_old_tree_or_the_new_one() {
    let (mut points, mut undone, mut finished) = (0, 0, 0);
    for seed in 0..70 {
        let (old, new) = sets(seed);
        let (before, after) = (tree(Folder::with(&old).path()), {
            let folder = Folder::with(&old);
            sync(folder.path(), &new, Mode::Write).unwrap();
            tree(folder.path())
        });
        for step in 0.. {
            let folder = Folder::with(&old);
            let dying = Failing::after(step, io::ErrorKind::Other, false);
            let died = sync_on(&dying, folder.path(), &new, Mode::Write).is_err();
            let clean = tree(folder.path());
            if !died && clean == after {
                break;
            }
            points += 1;
            if clean != before && clean != after {
                let told = sync(folder.path(), &new, Mode::Check).unwrap();
                assert!(
                    told.contains(&journal::interrupted()),
                    "{seed} {step}: {told:?}"
                );
            }
            settle(folder.path());
            let now = tree(folder.path());
            undone += usize::from(now == before);
            finished += usize::from(now == after);
            assert!(now == before || now == after, "{seed} {step}: {now:#?}");
        }
    }
    assert!(points >= 1_000, "only {points} points");
    assert!(
        undone > 100 && finished > 100,
        "{undone} undone, {finished} finished"
    );
}

#[test]
fn a_run_that_dies_twice_is_finished_by_the_third() {
    for (first, second) in (0..14).flat_map(|first| (0..14).map(move |second| (first, second))) {
        let (old, new) = sets(7);
        let folder = Folder::with(&old);
        for steps in [first, second] {
            let dying = Failing::after(steps, io::ErrorKind::Other, false);
            let _ = sync_on(&dying, folder.path(), &new, Mode::Write);
        }
        sync(folder.path(), &new, Mode::Write).unwrap();
        assert_eq!(sync(folder.path(), &new, Mode::Check).unwrap(), []);
        assert!(!folder.path().join(journal::FOLDER).exists());
    }
}

#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    for kind in [io::ErrorKind::StorageFull, io::ErrorKind::PermissionDenied] {
        let (old, new) = sets(4);
        let before = tree(Folder::with(&old).path());
        let mut refused = 0;
        for step in 0..40 {
            let folder = Folder::with(&old);
            let failing = Failing::after(step, kind, true);
            let Err(error) = sync_on(&failing, folder.path(), &new, Mode::Write) else {
                continue;
            };
            refused += 1;
            let said = error.to_string();
            assert!(said.contains(&io::Error::from(kind).to_string()), "{said}");
            match error {
                OutputError::Unfinished { .. } => {
                    assert!(said.contains("nothing is lost"), "{said}")
                }
                _ if !folder.path().join(journal::FOLDER).exists() => {
                    assert_eq!(tree(folder.path()), before, "{step}: {said}");
                }
                _ => {}
            }
            sync(folder.path(), &new, Mode::Write).unwrap();
            assert_eq!(sync(folder.path(), &new, Mode::Check).unwrap(), []);
        }
        assert!(refused > 5, "{refused}");
    }
}

#[test]
fn a_new_folder_that_cannot_be_filled_is_gone_again() {
    let folder = tempfile::tempdir().unwrap();
    let (_, new) = sets(1);
    let crate_folder = folder.path().join("crate");
    let failing = Failing::after(2, io::ErrorKind::StorageFull, true);
    sync_on(&failing, &crate_folder, &new, Mode::Write).unwrap_err();
    assert!(!crate_folder.exists());
}
